"""The Django app."""

from django.apps import AppConfig


class StructuresConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.structures"
    label = "structures"
