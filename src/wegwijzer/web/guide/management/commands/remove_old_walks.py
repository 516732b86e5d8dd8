"""`python -m django remove_old_walks`: remove what the guide may no longer keep."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.guide import actions


class Command(BaseCommand):
    """Removes old walks and expired shared roadmaps. The website also does so by itself, once an hour."""

    help = "Remove walks untouched for 30 days and shared roadmaps older than 90 days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        walks, shared = actions.remove_old(timezone.now())
        self.stdout.write(f"{walks} walks, {shared} shared roadmaps removed")
