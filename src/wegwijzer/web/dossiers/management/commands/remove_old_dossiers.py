"""`python -m django remove_old_dossiers`: remove what may no longer be kept of dossiers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.dossiers import actions


class Command(BaseCommand):
    """Removes dossiers that nobody visits any more. The website also does so by itself, once an hour."""

    help = (
        f"Remove the dossiers of visitors who did not come by for {actions.KEPT_DAYS} days, "
        f"and of people who did not sign in for {actions.KEPT_YEARS} years."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"dossiers of {actions.remove_old(timezone.now())} applicants removed")
