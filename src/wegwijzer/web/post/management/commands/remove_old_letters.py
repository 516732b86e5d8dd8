"""`python -m django remove_old_letters`: forget what the outbox may no longer keep."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.post import retention


class Command(BaseCommand):
    """Forgets to whom old letters went. The worker also does so by itself, once an hour."""

    help = f"Forget the addresses and values of letters of more than {retention.KEPT_DAYS} days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget them and say how many."""
        self.stdout.write(f"{retention.remove_old(timezone.now())} letters forgotten")
