"""`python -m django remove_old_offerings`: remove what a letter said would go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.offers import actions


class Command(BaseCommand):
    """Removes offerings whose removal was announced. The website also does so by itself, once an hour."""

    help = "Remove offerings whose removal was announced by letter, and requests about topics that ended long ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        count = actions.remove_old(timezone.now(), on=timezone.localdate())
        self.stdout.write(f"{count} offerings removed")
