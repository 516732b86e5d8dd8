"""Duties and deadlines after support was asked for: a list, a calendar, reminders."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Registers the duties with Django."""

    name = "wegwijzer.web.duties"
    label = "duties"
