"""Who does what: the map of structures."""
