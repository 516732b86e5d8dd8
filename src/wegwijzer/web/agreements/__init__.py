"""Agreements that hold: questions, the text they make, and a log of who promised what by when."""
