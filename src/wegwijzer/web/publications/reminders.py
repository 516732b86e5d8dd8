"""What a worker's round does for publications: letters to the firms that asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wegwijzer.web.publications.watching import remove_old, tell_all


def write_reminders(at: datetime) -> Iterator[str]:
    """Tell of what was published, after those whose time is over are forgotten."""
    remove_old(at)
    yield from tell_all(at)
