"""What one organisation has, by area: every thing that an address of the website names."""
