"""Agreements between partners, and the log of their promises."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Registers the agreements with Django."""

    name = "wegwijzer.web.agreements"
    label = "agreements"
