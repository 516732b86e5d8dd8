"""One dossier for every request: its parts, what each asks, what does not fit yet, and what another asks besides."""
