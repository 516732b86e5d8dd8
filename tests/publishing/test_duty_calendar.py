"""Duties as a calendar file, read back as a calendar program does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from icalendar import Calendar

from wegwijzer.core.duties.entries import CalendarEntry
from wegwijzer.publishing.duty_calendar import calendar_bytes

CHANGED = datetime(2026, 3, 1, 9, 30, 15, 999, tzinfo=UTC)


def an_entry(**given) -> CalendarEntry:
    known = {
        "uid": UUID(int=7),
        "sequence": 3,
        "day": date(2026, 3, 16),
        "summary": "Uiterlijk vandaag: vraag de steun aan",
        "ahead": "Uiterlijk 16 maart 2026: vraag de steun aan",
        "description": "Uiterlijk 16 maart 2026\nBron: VLAIO",
        "address": "https://www.vlaio.be/",
        "reminders": (date(2026, 3, 2), date(2026, 3, 14)),
        "is_done": False,
        "changed": CHANGED,
    }
    return CalendarEntry(**(known | given))


def event_of(entry: CalendarEntry):
    (event,) = Calendar.from_ical(calendar_bytes([entry], name="Plichten", language="nl")).walk("VEVENT")
    return event


def test_an_entry_takes_a_whole_day_and_keeps_its_identity():
    event = event_of(an_entry())
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 3, 16), date(2026, 3, 17))
    assert (str(event["uid"]), event["sequence"]) == (str(UUID(int=7)), 3)
    assert event["description"] == "Uiterlijk 16 maart 2026\nBron: VLAIO"


def test_alarms_go_at_nine_on_the_days_of_the_reminders():
    triggers = [alarm["trigger"].dt for alarm in event_of(an_entry()).walk("VALARM")]
    midnight = datetime(2026, 3, 16)  # noqa: DTZ001 - an alarm of a whole day goes by the reader's clock
    assert [midnight + trigger for trigger in triggers] == [
        datetime(2026, 3, 2, 9),  # noqa: DTZ001
        datetime(2026, 3, 14, 9),  # noqa: DTZ001
    ]


def test_an_alarm_days_before_does_not_speak_of_today():
    alarms = event_of(an_entry()).walk("VALARM")
    assert {str(alarm["description"]) for alarm in alarms} == {"Uiterlijk 16 maart 2026: vraag de steun aan"}


def test_what_is_done_stays_without_alarms():
    assert event_of(an_entry(is_done=True)).walk("VALARM") == []


def test_the_same_entries_give_the_same_file():
    assert calendar_bytes([an_entry()], name="x", language="nl") == calendar_bytes(
        [an_entry()], name="x", language="nl"
    )


def test_no_text_breaks_out_of_its_line():
    evil = "Lassen\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:x; y, z"
    entry = an_entry(summary=evil, description=evil)
    raw = calendar_bytes([entry], name=evil, language="nl")
    assert raw.count(b"\r\nBEGIN:VEVENT\r\n") == raw.count(b"\r\nEND:VEVENT\r\n") == 1
    assert event_of(entry)["summary"] == "Lassen END:VEVENT BEGIN:VEVENT SUMMARY:x; y, z"


def test_lines_are_folded_and_the_zone_of_a_change_is_told():
    raw = calendar_bytes([an_entry(summary="é" * 300)], name="x", language="nl")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"DTSTAMP:20260301T093015Z" in raw
    assert timedelta(days=1) == Calendar.from_ical(raw)["refresh-interval"].dt
