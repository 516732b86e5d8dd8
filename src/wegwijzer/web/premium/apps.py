"""The innovation premium: the call for ideas, the file of each, the ceilings and the list to keep."""

from django.apps import AppConfig


class PremiumConfig(AppConfig):
    """Registers the innovation premium with Django."""

    name = "wegwijzer.web.premium"
    label = "premium"
