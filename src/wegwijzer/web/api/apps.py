"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.api"
    label = "api"
