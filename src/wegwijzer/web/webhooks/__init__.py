"""Messages to other systems: an organisation's own machine hears of its cases and of the catalogue as they change."""
