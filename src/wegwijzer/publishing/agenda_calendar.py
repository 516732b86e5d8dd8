"""Events of the public agenda as a calendar file (iCalendar, RFC 5545), each known again by its UID."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from wegwijzer.core.agenda.event import Event

_PRODUCT = "-//Wegwijzer//Agenda//NL"


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """An event as a calendar shows it; `page` is its page here, `organisers` everybody who announces it."""

    uid: str
    event: Event
    version: int
    changed: datetime
    page: str
    organisers: tuple[str, ...]
    note: str


def agenda_bytes(rows: Sequence[CalendarRow], *, name: str) -> bytes:
    """The file. The same rows give the same bytes; programs are asked to look again twice a day."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _one_line(name))
    calendar.add("x-wr-calname", _one_line(name))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for row in rows:
        calendar.add_component(_entry(row))
    return bytes(calendar.to_ical())


def _entry(row: CalendarRow) -> Entry:
    event, entry = row.event, Entry()
    changed = row.changed.astimezone(UTC).replace(microsecond=0)
    entry.add("uid", row.uid)
    entry.add("sequence", row.version)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    if event.is_all_day:
        entry.add("dtstart", event.first_day)
        entry.add("dtend", event.last_day + timedelta(days=1))
    else:
        entry.add("dtstart", event.begins.astimezone(UTC))
        if event.ends > event.begins:
            entry.add("dtend", event.ends.astimezone(UTC))
    entry.add("summary", _one_line(event.title), parameters={"language": event.language})
    entry.add("description", "\n\n".join(filter(None, (event.summary, row.note, row.page))))
    if event.place:
        entry.add("location", _one_line(event.place))
    entry.add("url", row.page)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return entry


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
