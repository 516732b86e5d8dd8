"""Tells Django of the portfolio."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """Registers the portfolio with Django."""

    name = "wegwijzer.web.portfolio"
    label = "portfolio"
