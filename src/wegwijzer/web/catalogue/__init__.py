"""The public catalogue: what there is, for whom, how much, since when, and who runs it."""
