"""People, their roles, the desks they work at, and how they sign in."""
