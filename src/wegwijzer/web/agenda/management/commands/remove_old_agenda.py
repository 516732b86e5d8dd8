"""`python -m django remove_old_agenda`: remove what the agenda may no longer keep."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.agenda.retention import remove_old


class Command(BaseCommand):
    """Removes old events and unconfirmed subscriptions. A worker also does so by itself, once an hour."""

    help = "Remove events that are over for a year, and subscriptions that nobody confirmed in a week."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        events, wishes = remove_old(timezone.now())
        self.stdout.write(f"{events} events and {wishes} unconfirmed subscriptions removed")
