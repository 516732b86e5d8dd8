"""What planned actions are worth in support, and the best combination of measures for them."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """Registers the pages about support in euro with Django."""

    name = "wegwijzer.web.money"
    label = "money"

    def ready(self) -> None:
        """Say what is kept here, for the export of a firm."""
        from wegwijzer.web.kept_elsewhere import Kept, keeps
        from wegwijzer.web.money import kept

        keeps(Kept(key="plan", tell=kept.tell, forget=kept.forget, word=kept.word))
