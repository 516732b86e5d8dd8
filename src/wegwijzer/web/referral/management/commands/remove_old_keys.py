"""`python -m django remove_old_keys`: forget the one-time keys of forms that were sent long ago."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.once import KEYS_KEPT


class Command(BaseCommand):
    """Forgets keys after two weeks. Also done by itself."""

    help = f"Forget the one-time keys of forms that were sent more than {KEYS_KEPT.days} days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget them and say how many."""
        self.stdout.write(f"{actions.remove_old_keys(timezone.now())} keys removed")
