"""One dossier for requests for support: written by the firm, read along by an adviser, exported."""
