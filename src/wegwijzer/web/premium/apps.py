"""The innovation premium: the call for ideas, the file of each, the ceilings and the list to keep."""

from django.apps import AppConfig


class PremiumConfig(AppConfig):
    """Registers the innovation premium with Django."""

    name = "wegwijzer.web.premium"
    label = "premium"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.kept_elsewhere import Kept, keeps
        from wegwijzer.web.premium import kept

        keeps(Kept(key="premium", tell=kept.tell, forget=kept.forget))
