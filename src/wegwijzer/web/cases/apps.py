"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registered under its own short name; it keeps nothing of its own."""

    name = "wegwijzer.web.cases"
    label = "cases"
