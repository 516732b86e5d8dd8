"""The portfolio: whom of one's clients to talk to first, about what, and where to send them."""
