"""Load on a whole installation with PostgreSQL: the highest that it carries, and hours of light use."""
