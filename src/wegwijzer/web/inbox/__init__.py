"""Whoever works on firms' questions: the adviser's inbox, the manager's overview, the first-line contact's list."""
