"""Finding a partner: what a firm has and seeks, who fits, and a first contact without names that nobody drowns in."""
