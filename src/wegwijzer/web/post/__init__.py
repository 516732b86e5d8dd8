"""Post: what is to be sent, kept in the database until it is sent, and what comes back."""
