"""The lists of events whose time has come, for the worker's round (`web.chores`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wegwijzer.web.agenda.feeds import read_due_feeds


def read_due(at: datetime) -> Iterator[str]:
    """Read them, a line for each."""
    yield from read_due_feeds(at)
