"""The calendar of partner search, for the background worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wegwijzer.web.partners.actions import end_old


def write_reminders(at: datetime) -> Iterator[str]:
    """End what is over and write the letters that go with it; a line for each, without personal data."""
    yield from end_old(at)
