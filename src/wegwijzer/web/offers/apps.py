"""The Django app."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.offers"
    label = "offers"
