"""The calendar of collective projects, for the background worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wegwijzer.web.projects.actions import end_old


def write_reminders(at: datetime) -> Iterator[str]:
    """Remind, let go and stop what is over; a line for each, without personal data."""
    yield from end_old(at)
