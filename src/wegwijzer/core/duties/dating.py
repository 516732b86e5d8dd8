"""The duties of measures with the days of one firm filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.duties.rules import Duty, DutyPeriod, MeasureDuties, ReminderRules, Side
from wegwijzer.core.duties.terms import Anchor, last_day, safe_day


@dataclass(frozen=True, slots=True)
class DatedDuty:
    """A duty with its day: `day` is what the source says, `safe` the last working day up to it.

    Of what may begin on a day at the earliest, and of an answer to expect, `safe` is the day itself. `counted_from` is
    the anchor's day.
    """

    duty: Duty
    found: DutyPeriod
    counted_from: date
    day: date
    safe: date


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty whose day cannot be told yet.

    With `missing`, it can once that day is known. Without it, a source names the duty and no term (`found`), or nothing
    is documented for these days (`found` is None): then the provider is to be asked.
    """

    duty: Duty
    missing: Anchor | None
    found: DutyPeriod | None


@dataclass(frozen=True, slots=True)
class Dated:
    """All duties of one measure: those with a day, the earliest first, and those without."""

    dated: tuple[DatedDuty, ...]
    open: tuple[OpenDuty, ...]


def date_duties(duties: MeasureDuties, days: Mapping[Anchor, date], *, holidays: frozenset[date]) -> Dated:
    """Every duty of a measure, with its day where the days allow.

    `holidays` are the public holidays of every year up to the last day that a term can end on. Raises ValueError for a
    term that ends after 2099.
    """
    dated, still_open = [], []
    for duty in duties.duties:
        found = _date(duty, days, holidays)
        if isinstance(found, DatedDuty):
            dated.append(found)
        else:
            still_open.append(found)
    order = {duty.id: place for place, duty in enumerate(duties.duties)}
    return Dated(tuple(sorted(dated, key=lambda found: (found.day, order[found.duty.id]))), tuple(still_open))


def reminder_days(found: DatedDuty, rules: ReminderRules) -> tuple[date, ...]:
    """The days on which to remind of a duty, the earliest first; of an answer to expect only once its day is past."""
    if found.duty.side is Side.EXPECT:
        return (date.fromordinal(found.day.toordinal() + 1),)
    return tuple(
        date.fromordinal(found.safe.toordinal() - before) for before in sorted(rules.days_before, reverse=True)
    )


def reminder_due(found: DatedDuty, rules: ReminderRules, *, on: date) -> date | None:
    """The reminder whose day has come last, None before the first one and after the duty's own day.

    After a standstill several have come: only the last is worth sending.
    """
    if found.duty.side is not Side.EXPECT and on > found.day:
        return None
    come = [day for day in reminder_days(found, rules) if day <= on]
    return come[-1] if come else None


def _date(duty: Duty, days: Mapping[Anchor, date], holidays: frozenset[date]) -> DatedDuty | OpenDuty:
    """The duty with its day, or why it has none."""
    for anchor in duty.anchors:
        found = duty.on(days[anchor]) if anchor in days else None
        if found is not None and found.term is not None and found.term.anchor is anchor:
            day = last_day(found.term, days[anchor], holidays)
            safe = safe_day(day, holidays) if duty.side is Side.BY else day
            return DatedDuty(duty, found, days[anchor], day, safe)
    around = min(days.values(), default=None)
    found = duty.periods[-1] if around is None else duty.on(around)
    if found is None or found.term is None:
        return OpenDuty(duty, None, found)
    if found.term.anchor in days:
        return OpenDuty(duty, None, None)
    return OpenDuty(duty, found.term.anchor, found)
