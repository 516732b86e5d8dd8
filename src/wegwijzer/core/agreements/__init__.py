"""Agreements between partners: clauses put together from answers, and a log of who promised what by when."""
