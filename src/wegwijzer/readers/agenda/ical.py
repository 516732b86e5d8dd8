"""Read a calendar of events: an entry for each date in the days ahead, a finding for all that could not be taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wegwijzer.core.agenda.event import Event
from wegwijzer.core.agenda.findings import Finding, Reading, refused
from wegwijzer.core.agenda.recurrence import dates_of
from wegwijzer.core.agenda.rules import AgendaRules
from wegwijzer.readers.agenda.drafting import Words, drafted, moved
from wegwijzer.readers.agenda.ical_lines import CalendarLines, EventLines, calendar_lines, decoded
from wegwijzer.readers.agenda.ical_times import (
    BRUSSELS,
    Moment,
    UnreadTimeError,
    at,
    duration_of,
    moment_in,
    moment_of,
    parameter_zone,
    rule_of,
    zone_of,
)
from wegwijzer.readers.agenda.plain_text import plain_line, web_address

_LONGEST_SHOWN = 80


def read_calendar(body: bytes, rules: AgendaRules, *, on: date, charset: str = "") -> Reading:
    """The events of an .ics file from the day `on` as far as the rules look ahead.

    A file that is too large, holds too many events or is no calendar is refused as a whole, so that whoever asked keeps
    what was known. A repeated name counts once: the version with the highest sequence, of equal ones the last.
    """
    if len(body) > rules.largest_list_bytes:
        return refused("too_large", str(rules.largest_list_bytes))
    count = body.upper().count(b"BEGIN:VEVENT")
    if count > rules.most_events:
        return refused("too_many", str(count))
    text, is_honest = decoded(body, charset)
    found = calendar_lines(text)
    if found is None:
        return refused("not_calendar", plain_line(text[:200], _LONGEST_SHOWN))
    if "END:VCALENDAR" not in text[-2_000:].upper():
        return refused("cut_off")
    reader = _Reader(rules, on, _zone_of_calendar(found), is_cancelled=found.own.text("METHOD").upper() == "CANCEL")
    if not is_honest:
        reader.findings.append(Finding("encoding"))
    events = reader.read(found.events)
    return Reading(tuple(events), tuple(dict.fromkeys(reader.findings)), len(found.events), reader.past)


def _zone_of_calendar(found: CalendarLines) -> ZoneInfo:
    """The zone of times that name none: that of the calendar, else of Belgium."""
    return zone_of(found.own.text("X-WR-TIMEZONE")) or BRUSSELS


@dataclass(slots=True)
class _Draft:
    """One VEVENT, its own times read."""

    lines: EventLines
    event: Event
    start: Moment
    length: timedelta
    recurrence: Moment | None


@dataclass(slots=True)
class _Reader:
    rules: AgendaRules
    on: date
    floating: ZoneInfo
    is_cancelled: bool
    findings: list[Finding] = field(default_factory=list)
    past: int = 0

    def read(self, events: Sequence[EventLines]) -> list[Event]:
        """All events, series spread out, each once."""
        masters: dict[str, _Draft] = {}
        changed: dict[str, dict[datetime, _Draft]] = {}
        for lines in events:
            draft = self._draft(lines)
            if draft is None:
                continue
            if draft.recurrence is None:
                if draft.event.uid in masters:
                    self._find("twice", draft)
                masters[draft.event.uid] = self._later(masters.get(draft.event.uid), draft)
            else:
                of_uid = changed.setdefault(draft.event.uid, {})
                of_uid[draft.recurrence.at] = self._later(of_uid.get(draft.recurrence.at), draft)
        found = [event for uid, draft in masters.items() for event in self._spread(draft, changed.pop(uid, {}))]
        # Changed dates of a series that is not in the list itself.
        found += [
            replace(draft.event, occurrence=_name_of(draft.recurrence))
            for drafts in changed.values()
            for draft in drafts.values()
            if draft.recurrence is not None and self._is_ahead(draft.event)
        ]
        return found

    def _later(self, known: _Draft | None, new: _Draft) -> _Draft:
        return new if known is None or new.event.sequence >= known.event.sequence else known

    def _draft(self, lines: EventLines) -> _Draft | None:
        title = plain_line(lines.text("SUMMARY"), _LONGEST_SHOWN)
        begin = lines.first("DTSTART")
        if not title:
            self.findings.append(Finding("no_title", value=lines.text("UID")[:_LONGEST_SHOWN]))
            return None
        if begin is None:
            self.findings.append(Finding("no_begin", title))
            return None
        try:
            start = moment_of(begin, floating=self.floating)
            length = self._length(lines, start, title)
            changed = lines.first("RECURRENCE-ID")
            recurrence = moment_of(changed, floating=start.zone) if changed is not None else None
        except UnreadTimeError as error:
            self.findings.append(Finding(error.code, title, error.value))
            return None
        unknown = parameter_zone(begin.parameters)
        if unknown and not start.is_day:
            self.findings.append(Finding("unknown_zone", title, unknown[:_LONGEST_SHOWN]))
        address = lines.text("URL")
        if address and not web_address(address):
            self.findings.append(Finding("bad_address", title, plain_line(address, _LONGEST_SHOWN)))
        return _Draft(lines, self._event(lines, start, length), start, length, recurrence)

    def _length(self, lines: EventLines, start: Moment, title: str) -> timedelta:
        end, duration = lines.first("DTEND"), lines.first("DURATION")
        if end is not None:
            stop = moment_of(end, floating=start.zone)
            length = stop.wall - start.wall if start.is_day else stop.at - start.at
        elif duration is not None:
            length = duration_of(duration.value)
        else:
            length = timedelta(0)
        if length < timedelta(0):
            self.findings.append(Finding("ends_early", title))
            length = timedelta(0)
        if length > timedelta(days=self.rules.longest_event_days):
            self.findings.append(Finding("too_long_event", title, str(length.days)))
            length = timedelta(days=self.rules.longest_event_days)
        return max(length, timedelta(days=1)) if start.is_day else length

    def _event(self, lines: EventLines, start: Moment, length: timedelta) -> Event:
        categories = [part for found in lines.properties.get("CATEGORIES", ()) for part in found.parts]
        words = Words(
            title=lines.text("SUMMARY"),
            summary=lines.text("DESCRIPTION"),
            place=lines.text("LOCATION"),
            address=lines.text("URL"),
            categories=categories[:50],
            price=lines.text("X-PRICE") or lines.text("X-COST"),
        )
        return drafted(
            words,
            uid=lines.text("UID").strip() or _own_name(lines),
            begins=start.at,
            ends=self._end(start, length),
            is_all_day=start.is_day,
            is_cancelled=self.is_cancelled or lines.text("STATUS").strip().upper() == "CANCELLED",
            sequence=_whole_number(lines.text("SEQUENCE")),
        )

    def _end(self, start: Moment, length: timedelta) -> datetime:
        """A whole day ends at a midnight, also in a week when the clock changes; hours are hours."""
        return at(start.wall + length, start.zone) if start.is_day else start.at + length

    def _spread(self, draft: _Draft, changed: dict[datetime, _Draft]) -> Iterator[Event]:
        """The dates of a series; those that were changed by themselves as they were changed."""
        if not {"RRULE", "RDATE"} & draft.lines.properties.keys():
            if self._is_ahead(draft.event):
                yield draft.event
            return
        left_out = self._listed(draft, "EXDATE")
        moments = sorted({*self._repeated(draft), *self._listed(draft, "RDATE"), draft.start.wall} - left_out)
        ahead = [wall for wall in moments if self._is_near(wall.date(), draft.length)]
        self.past += len(moments) - len(ahead)
        if len(ahead) > self.rules.most_dates:
            self._find("repeats_often", draft, str(self.rules.most_dates))
        for wall in ahead[: self.rules.most_dates]:
            start = Moment(wall, draft.start.zone, draft.start.is_day)
            name = _name_of(start)
            instead = changed.pop(start.at, None)
            if instead is not None:
                if self._is_ahead(instead.event):
                    yield replace(instead.event, occurrence=name)
                continue
            yield moved(draft.event, start.at, self._end(start, draft.length), occurrence=name)
        for other in changed.values():
            if self._is_ahead(other.event):
                yield replace(other.event, occurrence=_name_of(other.recurrence))

    def _repeated(self, draft: _Draft) -> Iterator[datetime]:
        last = self.on + timedelta(days=self.rules.days_ahead)
        for found in draft.lines.properties.get("RRULE", ())[:3]:
            try:
                rule = rule_of(found.value, draft.start.zone)
            except UnreadTimeError as error:
                self._find(error.code, draft, error.value)
                continue
            for number, wall in enumerate(dates_of(rule, draft.start.wall, first=self.on, last=last)):
                if number > self.rules.most_dates:
                    break
                yield wall

    def _listed(self, draft: _Draft, name: str) -> set[datetime]:
        """Dates that are named one by one, by the clock of the series."""
        found: set[datetime] = set()
        for listed in draft.lines.properties.get(name, ()):
            zone = zone_of(listed.parameters.get("TZID", "")) or draft.start.zone
            for part in listed.value.split(",")[: 4 * self.rules.most_dates]:
                try:
                    moment = moment_in(part.partition("/")[0], zone)
                except UnreadTimeError as error:
                    self._find(error.code, draft, error.value)
                    continue
                if moment.is_day and not draft.start.is_day:
                    found.add(datetime.combine(moment.wall.date(), draft.start.wall.time()))
                else:
                    found.add(moment.at.astimezone(draft.start.zone).replace(tzinfo=None))
        return found

    def _is_ahead(self, event: Event) -> bool:
        is_ahead = self.on <= event.last_day and event.first_day <= self.on + timedelta(days=self.rules.days_ahead)
        self.past += not is_ahead
        return is_ahead

    def _is_near(self, first: date, length: timedelta) -> bool:
        return self.on <= first + length and first <= self.on + timedelta(days=self.rules.days_ahead)

    def _find(self, code: str, draft: _Draft, value: str = "") -> None:
        self.findings.append(Finding(code, draft.event.title[:_LONGEST_SHOWN], value))


def _name_of(moment: Moment | None) -> str:
    """How a date of a series is known: its day, or its moment in UTC, as it was meant first."""
    if moment is None:
        return ""
    return f"{moment.wall:%Y-%m-%d}" if moment.is_day else f"{moment.at:%Y-%m-%dT%H:%MZ}"


def _own_name(lines: EventLines) -> str:
    """A name for an event whose calendar gives none: the same words at the same time are the same event."""
    told = "\n".join(lines.text(name) for name in ("SUMMARY", "DTSTART", "LOCATION"))
    return f"nameless-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _whole_number(text: str) -> int:
    return int(text) if text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 9 else 0
