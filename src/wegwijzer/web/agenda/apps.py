"""One agenda over all organisers: their lists and forms, what clashes, the public agenda, digests."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Registers the agenda with Django."""

    name = "wegwijzer.web.agenda"
    label = "agenda"
