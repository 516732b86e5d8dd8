"""A small advice window for other sites: one script, no cookies, nothing kept of who uses it."""
