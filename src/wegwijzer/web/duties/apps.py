"""Duties and deadlines after support was asked for: a list, a calendar, reminders."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Registers the duties with Django."""

    name = "wegwijzer.web.duties"
    label = "duties"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.duties import kept
        from wegwijzer.web.kept_elsewhere import Kept, keeps

        keeps(Kept(key="duties", tell=kept.tell, forget=kept.forget))
