"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class UsageConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.usage"
    label = "usage"
