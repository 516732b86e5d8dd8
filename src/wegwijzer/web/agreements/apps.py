"""Agreements between partners, and the log of their promises."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Registers the agreements with Django."""

    name = "wegwijzer.web.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.agreements import kept
        from wegwijzer.web.kept_elsewhere import Kept, keeps

        keeps(Kept(key="agreements", tell=kept.tell_drafts, forget=kept.forget_drafts))
        keeps(Kept(key="promises", tell=kept.tell_promises, forget=kept.forget_promises))
