"""The observatory: who is reached and who is not, as figures for policy analysts, and in part for everybody."""
