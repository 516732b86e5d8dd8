"""When a promise is reminded of: a week before its day, and when the day is past without a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from wegwijzer.core.agreements.promises import Promise, State

BEFORE = timedelta(days=7)
"""How long before its day a promise is reminded of. Ours: a week leaves time to do it or to ask for another day."""


class Reminder(Enum):
    """What a reminder says."""

    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is due: of what, for which party, and of which version of the terms."""

    reminder: Reminder
    party: str
    version: int


def reminders_due(promise: Promise, *, on: date, agreed_on: date) -> Iterator[Due]:
    """The reminders of a day; the same ones again on later days, so that whoever sends them remembers which went.

    The giver hears a week before, unless the terms were agreed later than that; both hear once it is late.
    """
    if promise.state is not State.AGREED:
        return
    due = promise.terms.due
    if due - BEFORE <= on <= due and agreed_on < due - BEFORE:
        yield Due(Reminder.SOON, promise.giver, promise.version)
    if promise.is_late(on):
        yield Due(Reminder.LATE, promise.giver, promise.version)
        yield Due(Reminder.LATE, promise.taker, promise.version)
