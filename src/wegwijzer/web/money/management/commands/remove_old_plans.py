"""`python -m django remove_old_plans`: remove the plans that may no longer be kept."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.money import actions


class Command(BaseCommand):
    """Removes the plans of those who did not come back. The website also does so by itself, once an hour."""

    help = (
        f"Remove plans of visitors who did not come back for {actions.VISITOR_DAYS} days, and of people who did not "
        f"for {actions.PERSON_DAYS}."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"{actions.remove_old(timezone.now())} planners removed")
