"""A whole installation as one file, and an installation out of such a file."""
