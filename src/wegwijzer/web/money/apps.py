"""What planned actions are worth in support, and the best combination of measures for them."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """Registers the pages about support in euro with Django."""

    name = "wegwijzer.web.money"
    label = "money"
