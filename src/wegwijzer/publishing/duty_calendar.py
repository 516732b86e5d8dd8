"""Duties as a calendar file (iCalendar, RFC 5545): whole days, with alarms, each entry known again by its UID."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Event

from wegwijzer.core.duties.entries import CalendarEntry

_PRODUCT = "-//Wegwijzer//Duties//NL"
_MORNING = timedelta(hours=9)
"""An alarm goes at nine o'clock, by the clock of whoever reads the calendar."""


def calendar_bytes(entries: Sequence[CalendarEntry], *, name: str, language: str) -> bytes:
    """The file. The same entries give the same bytes.

    `name` is what a calendar that is subscribed to is called; programs are asked to look again once a day.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _one_line(name))
    calendar.add("x-wr-calname", _one_line(name))
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for entry in entries:
        calendar.add_component(_event(entry, language))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, language: str) -> Event:
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("sequence", entry.sequence)
    changed = entry.changed.astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", _one_line(entry.summary), parameters={"language": language})
    event.add("description", entry.description.replace("\r\n", "\n"))
    if entry.address:
        event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED")
    for reminder in () if entry.is_done else entry.reminders:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _one_line(entry.ahead))
        alarm.add("trigger", timedelta(days=(reminder - entry.day).days) + _MORNING)
        event.add_component(alarm)
    return event


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
