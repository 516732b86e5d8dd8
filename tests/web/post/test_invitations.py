"""Calendar invitations, read back as a calendar program does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from wegwijzer.web.post.invitations import InvitationError, invitation

BRUSSELS = ZoneInfo("Europe/Brussels")
GIVEN = {
    "uid": "7f0c@wegwijzer",
    "sequence": 0,
    "begins": datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    "minutes": 45,
    "place": "Kouter 1, Gent; 2e verdieping",
    "summary": "Kollegium Oost",
    "description": "Breng uw cijfers mee.\nTot dan",
    "organiser": "loket@example.be",
    "attendee": "bakker@example.be",
    "language": "nl",
    "cancelled": False,
    "at": datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
}


def read(**changes):
    text = invitation(**{**GIVEN, **changes})
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = Calendar.from_ical(text)
    assert calendar.errors == []
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    return calendar, event


def test_an_invitation_says_when_where_and_who_on_brussels_time():
    calendar, event = read()
    assert calendar["METHOD"] == "REQUEST"
    assert event["DTSTART"].dt == datetime(2026, 12, 1, 10, 0, tzinfo=BRUSSELS)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
    assert event["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert event["LOCATION"] == "Kouter 1, Gent; 2e verdieping"
    assert event["DESCRIPTION"] == "Breng uw cijfers mee.\nTot dan"
    assert event["ORGANIZER"] == "mailto:loket@example.be"
    assert event["ATTENDEE"] == "mailto:bakker@example.be"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"


def test_a_withdrawal_has_the_same_uid_and_a_higher_sequence():
    calendar, event = read(cancelled=True, sequence=2)
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (event["UID"], event["SEQUENCE"]) == ("7f0c@wegwijzer", 2)


def test_without_an_organiser_nobody_is_asked_to_answer():
    calendar, event = read(organiser="")
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event


@pytest.mark.parametrize("month", range(1, 13))
def test_the_zone_that_goes_along_gives_the_hour_of_brussels(month):
    calendar, _ = read(begins=datetime(2031, month, 28, 9, 0, tzinfo=UTC))
    (zone,) = calendar.walk("VTIMEZONE")
    told = zone.to_tz(lookup_tzid=False)
    for hour in range(24):
        naive = datetime(2031, month, 28, hour)  # noqa: DTZ001
        assert naive.replace(tzinfo=told).utcoffset() == naive.replace(tzinfo=BRUSSELS).utcoffset()


@pytest.mark.parametrize(("month", "day", "before"), [(3, 29, 1), (10, 25, 2)])
def test_summer_time_begins_and_ends_when_it_does_in_brussels(month, day, before):
    calendar, _ = read()
    told = calendar.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for hour in (0, 1, 4, 12):
        naive = datetime(2026, month, day, hour)  # noqa: DTZ001
        assert naive.replace(tzinfo=told).utcoffset() == naive.replace(tzinfo=BRUSSELS).utcoffset()


def test_an_appointment_over_the_change_of_hour_keeps_its_length():
    _, event = read(begins=datetime(2026, 10, 25, 0, 30, tzinfo=UTC), minutes=90)
    begin, end = event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)
    assert end - begin == timedelta(minutes=90)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_out_of_its_field(place, summary):
    calendar, event = read(place=place, summary=summary, description=place)
    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert set(event) <= {
        *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "CLASS"),
        *("ORGANIZER", "ATTENDEE"),
    }


@pytest.mark.parametrize(
    "changes",
    [{"minutes": 0}, {"sequence": -1}, {"uid": ""}, {"attendee": " "}, {"begins": datetime(2026, 12, 1)}],  # noqa: DTZ001
)
def test_what_no_calendar_would_understand_is_refused(changes):
    with pytest.raises(InvitationError):
        invitation(**{**GIVEN, **changes})
