"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.publications"
    label = "publications"

    def ready(self) -> None:
        """Say what is kept of somebody who wants to be told of changes."""
        from wegwijzer.web.kept_elsewhere import Kept, keeps
        from wegwijzer.web.publications import kept

        keeps(Kept(key="watches", tell=kept.tell, forget=kept.forget))
