"""Partner search: what a firm has and seeks, suggestions without names, and first contacts."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Registers partner search with Django."""

    name = "wegwijzer.web.partners"
    label = "partners"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.kept_elsewhere import Kept, keeps
        from wegwijzer.web.partners import kept

        keeps(Kept(key="partners", tell=kept.tell, forget=kept.forget, word=kept.word))
