"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WidgetConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.widget"
    label = "widget"
