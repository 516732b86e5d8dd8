"""How Wegwijzer itself is used, as counts a day: no person, no address, no cookie, no words of anybody."""
