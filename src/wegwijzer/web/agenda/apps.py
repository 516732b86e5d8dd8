"""One agenda over all organisers: their lists and forms, what clashes, the public agenda, digests."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Registers the agenda with Django."""

    name = "wegwijzer.web.agenda"
    label = "agenda"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.agenda import kept
        from wegwijzer.web.kept_elsewhere import Kept, keeps

        keeps(Kept(key="agenda", tell=kept.tell, forget=kept.forget, word=kept.word))
