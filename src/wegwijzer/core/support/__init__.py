"""What planned actions are worth in support, and which combination of measures is best."""
