"""The figures as a Django app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Public pages over the tables of the report, with charts."""

    name = "wegwijzer.web.figures"
    label = "figures"
