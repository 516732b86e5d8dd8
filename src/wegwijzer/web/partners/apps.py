"""Partner search: what a firm has and seeks, suggestions without names, and first contacts."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Registers partner search with Django."""

    name = "wegwijzer.web.partners"
    label = "partners"
