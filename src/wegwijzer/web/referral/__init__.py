"""Cases of firms: what is kept of them, who may do what, and every step. Pages live in other apps."""
