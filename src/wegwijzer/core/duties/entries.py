"""A dated duty as a calendar takes it: one entry for a whole day, in words, with its reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry. `uid` stays the same for the same duty of the same plan, so that a second import changes the first.

    `sequence` goes up with each change of the plan. `reminders` are the days on which the calendar speaks up; a duty
    that is done has none. What it says then is `ahead`, for the summary is read on the day itself.
    """

    uid: UUID
    sequence: int
    day: date
    summary: str
    ahead: str
    description: str
    address: str
    reminders: tuple[date, ...]
    is_done: bool
    changed: datetime


def entry_uid(planned: UUID, duty_id: str) -> UUID:
    """The identity of one duty of one planned measure: a name-based UUID (RFC 9562), the same on every machine.

    >>> entry_uid(UUID(int=0), "request") == entry_uid(UUID(int=0), "request")
    True
    """
    return uuid5(planned, duty_id)
