"""The Django app."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.offers"
    label = "offers"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.kept_elsewhere import Kept, keeps
        from wegwijzer.web.offers import kept

        keeps(Kept(key="offers", tell=kept.tell, forget=kept.forget, word=kept.word))
