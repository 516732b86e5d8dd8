"""What the server itself logs, in the form of all our lines and without addresses that were asked for."""

from __future__ import annotations

import logging

from gunicorn.config import Config
from gunicorn.glogging import Logger


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's log by way of Django's handlers: JSON where the settings say so."""

    def setup(self, cfg: Config) -> None:
        """Let our handlers write."""
        super().setup(cfg)
        for handler in list(self.error_log.handlers):
            self.error_log.removeHandler(handler)
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)
