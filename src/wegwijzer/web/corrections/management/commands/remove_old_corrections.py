"""`python -m django remove_old_corrections`: remove sentences that may no longer be kept to learn from."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.corrections import actions


class Command(BaseCommand):
    """Removes old sentences. The worker also does so by itself, once an hour."""

    help = f"Remove sentences not reviewed in {actions.WAITING_DAYS} days, and accepted ones after three years."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"{actions.remove_old(timezone.localdate())} sentences removed")
