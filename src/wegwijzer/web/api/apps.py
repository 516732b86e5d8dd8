"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.api"
    label = "api"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.api import kept
        from wegwijzer.web.kept_elsewhere import Kept, keeps

        keeps(Kept(key="keys", tell=kept.tell, forget=kept.forget))
