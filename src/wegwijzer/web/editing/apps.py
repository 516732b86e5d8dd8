"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class EditingConfig(AppConfig):
    """Registered under its own short name."""

    name = "wegwijzer.web.editing"
    label = "editing"
