"""`python -m django remove_old_deliveries`: remove messages to other systems that may no longer be kept."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.webhooks import retention


class Command(BaseCommand):
    """Removes old messages. The worker also does so by itself, once an hour."""

    help = f"Remove webhook messages of more than {retention.KEPT_DAYS} days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"{retention.remove_old(timezone.now())} webhook messages removed")
