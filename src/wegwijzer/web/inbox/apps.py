"""Tells Django of the inbox."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Registers the inbox with Django."""

    name = "wegwijzer.web.inbox"
    label = "inbox"
