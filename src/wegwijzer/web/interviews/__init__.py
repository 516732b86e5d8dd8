"""Interviews with firms: studies, notes on a tablet, coding, reviewing, reports."""
