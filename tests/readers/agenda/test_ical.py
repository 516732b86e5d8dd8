"""Calendars as organisers really send them: series, changes, zones, mistakes and traps."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.agenda.findings import Reading
from wegwijzer.readers.agenda.ical import read_calendar
from wegwijzer.readers.agenda.rules import shipped_agenda_rules

ON = date(2026, 12, 1)
RULES = shipped_agenda_rules()


def calendar(*events: str, top: str = "") -> bytes:
    """A calendar of events, each given by its lines without BEGIN and END."""
    inner = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{top}{inner}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def read(*events: str, top: str = "", on: date = ON) -> Reading:
    return read_calendar(calendar(*events, top=top), RULES, on=on)


def codes(found: Reading) -> list[str]:
    return [finding.code for finding in found.findings]


ONE = "UID:a\nSUMMARY:Robots\nDTSTART;TZID=Europe/Brussels:20261215T140000\nDTEND;TZID=Europe/Brussels:20261215T170000"


def test_one_event_with_everything():
    found = read(
        ONE
        + "\nLOCATION:Zaal De Kring\\, Kouter 1\\, 9000 Gent\nDESCRIPTION:Zie robots\\naan het werk\nSEQUENCE:3"
        + "\nURL:https://organiser.example/robots\nCATEGORIES:Automatisering,KMO\nX-PRICE:€ 25"
    ).events[0]
    assert (found.uid, found.occurrence, found.sequence) == ("a", "", 3)
    assert found.begins == datetime(2026, 12, 15, 13, tzinfo=UTC)
    assert found.ends == datetime(2026, 12, 15, 16, tzinfo=UTC)
    assert (found.first_day, found.last_day) == (date(2026, 12, 15), date(2026, 12, 15))
    assert (found.place, found.postal_code, found.province) == (
        "Zaal De Kring, Kouter 1, 9000 Gent",
        "9000",
        "oost-vlaanderen",
    )
    assert found.summary == "Zie robots\naan het werk"
    assert found.themes == ("process",)
    assert found.audiences == ("small_firms",)
    assert found.price_eur == 25
    assert found.address == "https://organiser.example/robots"


@pytest.mark.parametrize(
    ("begin", "hour"),
    [
        ("DTSTART:20260715T120000Z", 12),
        ("DTSTART;TZID=Europe/Brussels:20260715T140000", 12),
        ("DTSTART;TZID=Romance Standard Time:20260715T140000", 12),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Brussels:20260715T140000", 12),
        ("DTSTART;TZID=America/New_York:20260715T080000", 12),
        ("DTSTART:20260715T140000", 12),
        ('DTSTART;TZID="Customized Time Zone":20260715T140000', 12),
    ],
)
def test_times_are_read_in_their_zone_and_without_one_in_belgium(begin, hour):
    found = read(f"UID:a\nSUMMARY:Robots\n{begin}", on=date(2026, 7, 1))
    assert found.events[0].begins == datetime(2026, 7, 15, hour, tzinfo=UTC)
    assert ("unknown_zone" in codes(found)) == ("Customized" in begin)


def test_a_calendar_can_name_the_zone_of_times_that_name_none():
    found = read("UID:a\nSUMMARY:X\nDTSTART:20261215T100000", top="X-WR-TIMEZONE:Europe/London\n")
    assert found.events[0].begins == datetime(2026, 12, 15, 10, tzinfo=UTC)


def test_whole_days_end_on_the_day_before_the_end():
    two = read("UID:a\nSUMMARY:Beurs\nDTSTART;VALUE=DATE:20261215\nDTEND;VALUE=DATE:20261217").events[0]
    assert (two.is_all_day, two.first_day, two.last_day) == (True, date(2026, 12, 15), date(2026, 12, 16))
    one = read("UID:a\nSUMMARY:Beurs\nDTSTART;VALUE=DATE:20261215").events[0]
    assert (one.first_day, one.last_day) == (date(2026, 12, 15), date(2026, 12, 15))


def test_a_series_keeps_its_hour_when_the_clock_changes():
    weekly = ONE.replace("20261215", "20270316") + "\nRRULE:FREQ=WEEKLY;COUNT=3"
    found = read(weekly).events
    assert [f"{event.begins:%m-%d %H}" for event in found] == ["03-16 13", "03-23 13", "03-30 12"]
    assert [event.occurrence for event in found] == ["2027-03-16T13:00Z", "2027-03-23T13:00Z", "2027-03-30T12:00Z"]
    assert {(event.ends - event.begins).seconds for event in found} == {3 * 3600}


def test_dates_left_out_added_changed_and_cancelled():
    series = ONE + "\nRRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Brussels:20261222T140000\nRDATE:20270201T130000Z"
    moved = (
        "UID:a\nRECURRENCE-ID;TZID=Europe/Brussels:20261229T140000\nSUMMARY:Robots elders\n"
        "DTSTART;TZID=Europe/Brussels:20261230T100000"
    )
    off = "UID:a\nRECURRENCE-ID:20270105T130000Z\nSUMMARY:Robots\nDTSTART:20270105T130000Z\nSTATUS:CANCELLED"
    found = {event.occurrence: event for event in read(series, moved, off).events}
    assert sorted(found) == [
        "2026-12-15T13:00Z",
        "2026-12-29T13:00Z",
        "2027-01-05T13:00Z",
        "2027-01-12T13:00Z",
        "2027-02-01T13:00Z",
    ]
    assert found["2026-12-29T13:00Z"].title == "Robots elders"
    assert found["2026-12-29T13:00Z"].first_day == date(2026, 12, 30)
    assert found["2027-01-05T13:00Z"].is_cancelled
    assert not found["2027-01-12T13:00Z"].is_cancelled


def test_a_series_that_began_long_ago_is_read_from_today_and_not_beyond_the_days_ahead():
    found = read(ONE.replace("20261215", "19990104") + "\nRRULE:FREQ=MONTHLY;BYDAY=1MO").events
    assert found[0].first_day == date(2026, 12, 7)
    assert all((event.first_day - ON).days <= RULES.days_ahead for event in found)


@pytest.mark.parametrize(
    ("rule", "code", "dates"),
    [
        ("FREQ=SECONDLY", "repeats_fast", 1),
        ("FREQ=HOURLY;COUNT=3", "repeats_fast", 1),
        ("FREQ=DAILY;BYHOUR=9,10", "repeats_fast", 1),
        ("FREQ=SOMETIMES", "repeats_strangely", 1),
        ("FREQ=WEEKLY;INTERVAL=0", "repeats_strangely", 1),
        ("FREQ=WEEKLY;BYDAY=XX", "repeats_strangely", 1),
        ("", "repeats_strangely", 1),
        ("FREQ=DAILY", "repeats_often", 60),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None, 1),
    ],
)
def test_a_rule_that_we_do_not_follow_costs_only_its_dates(rule, code, dates):
    found = read(f"{ONE}\nRRULE:{rule}")
    assert len(found.events) == dates
    assert codes(found) == ([code] if code else [])


def test_of_two_versions_the_later_counts_and_of_equal_ones_the_last():
    later, earlier = ONE.replace("Robots", "Nieuw") + "\nSEQUENCE:2", ONE + "\nSEQUENCE:1"
    assert read(later, earlier).events[0].title == "Nieuw"
    assert read(ONE, ONE.replace("Robots", "Laatst")).events[0].title == "Laatst"
    assert codes(read(ONE, ONE)) == ["twice"]


def test_cancelled_by_its_status_or_by_the_whole_calendar():
    assert read(ONE + "\nSTATUS:CANCELLED").events[0].is_cancelled
    assert read(ONE, top="METHOD:CANCEL\n").events[0].is_cancelled


def test_an_event_without_a_name_is_the_same_one_the_next_time():
    nameless = ONE.replace("UID:a\n", "")
    assert read(nameless).events[0].uid == read(nameless).events[0].uid != ""


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("UID:a\nDTSTART:20261215T100000Z", "no_title"),
        ("UID:a\nSUMMARY:X", "no_begin"),
        ("UID:a\nSUMMARY:X\nDTSTART:morgen", "bad_time"),
        ("UID:a\nSUMMARY:X\nDTSTART:99991231T235959Z", "bad_time"),
        ("UID:a\nSUMMARY:X\nDTSTART:20261301T100000Z", "bad_time"),
        ("UID:a\nSUMMARY:X\nDTSTART:20261215T100000Z\nDURATION:P99999999999D", "bad_time"),
    ],
)
def test_one_event_that_is_wrong_spoils_no_other(event, code):
    found = read(event, ONE.replace("UID:a", "UID:b"))
    assert codes(found) == [code]
    assert [one.uid for one in found.events] == ["b"]


def test_an_end_before_the_begin_and_one_years_later():
    assert codes(read(ONE.replace("T170000", "T120000"))) == ["ends_early"]
    found = read(ONE.replace("DTEND;TZID=Europe/Brussels:20261215", "DTEND;TZID=Europe/Brussels:20301215"))
    assert codes(found) == ["too_long_event"]
    assert (found.events[0].last_day - found.events[0].first_day).days == RULES.longest_event_days


def test_scripts_and_markup_become_plain_text_or_nothing():
    found = read(
        ONE.replace("SUMMARY:Robots", "SUMMARY:Robots <script>alert(1)</script><b>nu</b>")
        + "\nDESCRIPTION:<p>Kom <a href='javascript:alert(1)'>langs</a></p><style>x{}</style><img src=x onerror=y()>"
        + "\nLOCATION:Gent\u202egnp.exe\u0007\nURL:javascript:alert(1)"
    )
    event = found.events[0]
    assert event.title == "Robots nu"
    assert event.summary == "Kom langs"
    assert event.place == "Gentgnp.exe"
    assert event.address == ""
    assert codes(found) == ["bad_address"]


def test_what_is_no_calendar_or_breaks_off_is_refused_as_a_whole():
    for body, code in (
        (b"<html><body>Agenda</body></html>", "not_calendar"),
        (b"", "not_calendar"),
        (b"\x00\xff\xfe\x80" * 50, "not_calendar"),
        (calendar(ONE)[:-20], "cut_off"),
    ):
        found = read_calendar(body, RULES, on=ON)
        assert (codes(found), found.is_taken, found.events) == ([code], False, ())


def test_a_hundred_thousand_events_are_refused_at_once():
    body = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 100_000 + b"END:VCALENDAR\r\n"
    began = time.monotonic()
    assert codes(read_calendar(body, RULES, on=ON)) == ["too_many"]
    assert codes(read_calendar(b"x" * (RULES.largest_list_bytes + 1), RULES, on=ON)) == ["too_large"]
    assert time.monotonic() - began < 2


def test_a_zone_that_defines_itself_by_endless_rules_is_passed_over():
    rule = "BEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n"
    trap = f"BEGIN:VTIMEZONE\nTZID:Trap\n{rule}END:VTIMEZONE\n"
    found = read(ONE.replace("TZID=Europe/Brussels", "TZID=Trap"), top=trap)
    assert len(found.events) == 1


def test_what_lies_about_its_encoding_is_read_all_the_same():
    body = calendar(ONE.replace("Robots", "Café ’s avonds"))
    for encoding, charset, is_told in (
        ("utf-8", "", False),
        ("cp1252", "", True),
        ("cp1252", "windows-1252", False),
        ("utf-16", "", True),
        ("utf-8", "klingon", False),
    ):
        found = read_calendar(body.decode().encode(encoding), replace(RULES), on=ON, charset=charset)
        assert found.events[0].title == "Café ’s avonds"
        assert ("encoding" in codes(found)) == is_told


@given(
    junk=st.lists(
        st.sampled_from(
            [
                "BEGIN:VEVENT",
                "END:VEVENT",
                "END:VCALENDAR",
                "BEGIN:VALARM",
                "SUMMARY:x",
                "DTSTART:20261215",
                "RRULE:FREQ=DAILY;BYDAY=",
                'DTSTART;TZID=":',
                ":",
                ";",
                "RECURRENCE-ID:20261215",
                "EXDATE:,,",
                "UID:",
                "DURATION:PT",
                " folded",
                "é\ud7ff",
            ]
        ),
        max_size=30,
    ),
    tail=st.binary(max_size=20),
)
@settings(max_examples=60)
def test_no_calendar_breaks_the_reader(junk, tail):
    body = ("BEGIN:VCALENDAR\r\n" + "\r\n".join(junk) + "\r\nEND:VCALENDAR\r\n").encode() + tail
    found = read_calendar(body, RULES, on=ON)
    assert all(event.first_day <= event.last_day and event.begins <= event.ends for event in found.events)
