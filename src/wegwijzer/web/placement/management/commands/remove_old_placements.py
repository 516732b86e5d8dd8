"""`python -m django remove_old_placements`: remove what the self-placement may no longer keep."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.placement import actions


class Command(BaseCommand):
    """Removes the answers of visitors who did not come back. The website also does so by itself, once an hour."""

    help = f"Remove self-placements of visitors who did not come back for {actions.VISITOR_DAYS} days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"{actions.remove_old(timezone.now())} visitors removed")
