"""Invitations for calendars (iCalendar, RFC 5545; sent as RFC 5546 says), on Brussels time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from wegwijzer.web.post.telling import ZONE, one_line, quoted_lines

_PRODUCT = "-//Wegwijzer//Wegwijzer//NL"


class InvitationError(ValueError):
    """An invitation that no calendar would understand; says what is wrong."""


def invitation(
    *,
    uid: str,
    sequence: int,
    begins: datetime,
    minutes: int,
    place: str,
    summary: str,
    description: str,
    organiser: str,
    attendee: str,
    language: str,
    cancelled: bool,
    at: datetime,
) -> str:
    """The text of an invitation, or with `cancelled` of its withdrawal.

    `uid` stays the same for one appointment; `sequence` goes up with each change. `organiser` and `attendee` are e-mail
    addresses, the first "" where there is none: then it is a plain entry that nobody is asked to answer. Raises
    InvitationError.
    """
    _check(uid=uid, sequence=sequence, begins=begins, minutes=minutes, attendee=attendee, at=at)
    event = Event()
    event.add("uid", one_line(uid))
    event.add("sequence", sequence)
    event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
    start = begins.astimezone(ZONE).replace(second=0, microsecond=0)
    event.add("dtstart", start)
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZONE)
    event.add("dtend", end)
    event.add("summary", one_line(summary), parameters={"language": language})
    if place.strip():
        event.add("location", one_line(place))
    if description.strip():
        event.add("description", "\n".join(quoted_lines(description)))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if organiser:
        event.add("organizer", vCalAddress(f"mailto:{one_line(organiser)}"))
        event.add("attendee", _attendee(attendee, cancelled))
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    method = "CANCEL" if cancelled else "REQUEST"
    calendar.add("method", method if organiser else "PUBLISH")
    calendar.add_component(_brussels())
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _brussels() -> Timezone:
    """The zone as it has been since 1996: the last Sundays of March and October (directive 2000/84/EC).

    Written out, for what icalendar makes of it begins summer time an hour too late.
    """
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for part, name, month, hour, before, after in (
        (TimezoneDaylight(), "CEST", 3, 2, 1, 2),
        (TimezoneStandard(), "CET", 10, 3, 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001  # local by definition
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone


def _attendee(address: str, cancelled: bool) -> vCalAddress:
    found = vCalAddress(f"mailto:{one_line(address)}")
    found.params["role"] = "REQ-PARTICIPANT"
    if not cancelled:
        found.params["partstat"] = "NEEDS-ACTION"
        found.params["rsvp"] = "TRUE"
    return found


def _check(*, uid: str, sequence: int, begins: datetime, minutes: int, attendee: str, at: datetime) -> None:
    if not uid.strip() or not attendee.strip():
        raise InvitationError("an invitation needs a uid and the address of who is invited.")
    if sequence < 0 or minutes < 1:
        raise InvitationError(f"sequence is {sequence} and minutes {minutes}: expected 0 or more, and 1 or more.")
    if begins.tzinfo is None or at.tzinfo is None:
        raise InvitationError("a moment without its zone: expected one such as 2026-12-01T10:00:00+01:00.")
