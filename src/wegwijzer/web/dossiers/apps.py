"""Tells Django of the dossiers."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registers the dossiers with Django."""

    name = "wegwijzer.web.dossiers"
    label = "dossiers"
