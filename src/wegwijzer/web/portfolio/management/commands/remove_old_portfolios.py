"""`python -m django remove_old_portfolios`: remove what the portfolio may no longer keep."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegwijzer.web.portfolio import actions


class Command(BaseCommand):
    """Removes portfolios that nobody visits any more. The website also does so by itself, once an hour."""

    help = f"Remove portfolios that nobody visited for {actions.PORTFOLIO_DAYS} days, with everything in them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"{actions.remove_old(timezone.now())} portfolios removed")
