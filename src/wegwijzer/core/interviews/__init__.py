"""Interviews with firms: a guide, notes, codes, comparing cases, masking, and what may leave."""
