"""Tells Django of the dossiers."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registers the dossiers with Django."""

    name = "wegwijzer.web.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.dossiers import kept
        from wegwijzer.web.kept_elsewhere import Kept, keeps

        keeps(Kept(key="dossiers", tell=kept.tell, forget=kept.forget, word=kept.word))
