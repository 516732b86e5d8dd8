"""The public agenda as a calendar file, read back by an independent library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar

from wegwijzer.core.agenda.event import Event
from wegwijzer.publishing.agenda_calendar import CalendarRow, agenda_bytes

EVENT = Event(
    "a",
    "Robots\r\nBEGIN:VEVENT",
    datetime(2027, 1, 12, 9, tzinfo=UTC),
    datetime(2027, 1, 12, 11, tzinfo=UTC),
    date(2027, 1, 12),
    date(2027, 1, 12),
    summary="Eerste regel\nTweede; regel, met tekens",
    place="Kouter 1, Gent",
)
ROW = CalendarRow(
    "a@x", EVENT, 2, datetime(2026, 12, 1, tzinfo=UTC), "https://x.example/a/", ("A", "B"), "Organisatie: A en B"
)


def test_an_event_is_read_back_as_it_was_and_cannot_break_out_of_its_line():
    (found,) = Calendar.from_ical(agenda_bytes([ROW], name="Agenda")).walk("VEVENT")
    assert str(found["SUMMARY"]) == "Robots BEGIN:VEVENT"
    assert found["DTSTART"].dt == EVENT.begins
    assert found["DTEND"].dt == EVENT.ends
    assert "Tweede; regel, met tekens" in str(found["DESCRIPTION"])
    assert (int(found["SEQUENCE"]), str(found["STATUS"])) == (2, "CONFIRMED")


def test_whole_days_and_cancelled_events_say_so_and_the_same_rows_give_the_same_bytes():
    days = replace(EVENT, is_all_day=True, last_day=date(2027, 1, 13), is_cancelled=True)
    row = replace(ROW, event=days)
    (found,) = Calendar.from_ical(agenda_bytes([row], name="Agenda")).walk("VEVENT")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2027, 1, 12), date(2027, 1, 14))
    assert str(found["STATUS"]) == "CANCELLED"
    assert agenda_bytes([row], name="Agenda") == agenda_bytes([row], name="Agenda")
