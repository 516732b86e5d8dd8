"""Forget keys of the API that ended a year ago."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.api.keys import remove_old_keys


class Command(BaseCommand):
    """`python -m django remove_old_api_keys`."""

    help = "Forget keys of the API that were revoked or expired a year ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"{remove_old_keys(timezone.now())} keys of the API removed.")
