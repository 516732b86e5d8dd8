"""`python -m django remove_old_agreements`: remove drafts and logs that may no longer be kept."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.agreements import actions


class Command(BaseCommand):
    """Removes drafts of who did not come back, and logs in which nothing happened for years. Also done by itself."""

    help = (
        f"Remove drafts of visitors after {actions.VISITOR_DAYS} days, of people after {actions.PERSON_DAYS}, "
        f"and logs of promises after {actions.LOG_DAYS}."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        now = timezone.now()
        self.stdout.write(f"{actions.remove_old(now)} owners removed, {actions.remove_old_logs(now)} logs removed")
