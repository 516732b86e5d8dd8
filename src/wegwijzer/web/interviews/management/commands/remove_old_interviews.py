"""`python -m django remove_old_interviews`: remove what may no longer be kept of interviews."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.interviews import actions


class Command(BaseCommand):
    """Removes studies that nobody visits any more. The website also does so by itself, once an hour."""

    help = f"Remove the studies of researchers who did not come by for {actions.KEPT_DAYS} days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"studies of {actions.remove_old(timezone.now())} researchers removed")
