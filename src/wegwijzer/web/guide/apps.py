"""The guide: from a problem in plain words to a roadmap."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Registers the guide with Django."""

    name = "wegwijzer.web.guide"
    label = "guide"
