"""Repeated events: the dates of a rule of RFC 5545 (RRULE), within a window of days, in a bounded number of steps.

Written out here because a rule comes from strangers: one that matches nothing must end at the window, not in the year
9999. Times are the wall clock of the event's own place; zones are the caller's.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

MOST_PERIODS = 20_000
"""Days, weeks, months or years that are looked at for one rule: one by the day ends after more than fifty years."""


class Frequency(Enum):
    """How often a rule comes back. By the hour or faster is no calendar of events, and not read."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0; `ordinal` 2 is the second of the month or year, -1 the last, 0 every one."""

    day: int
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, in the words of RFC 5545, section 3.3.10; `until` is a wall-clock time that is still in."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def dates_of(rule: Rule, start: datetime, *, first: date, last: date) -> Iterator[datetime]:
    """The times of a rule that begins at `start`, from day `first` up to and with day `last`, in order.

    `start` itself is among them only if the rule says so. Without a count, what lies before `first` is skipped at once.
    """
    place = 0 if rule.count is not None else _first_period(rule, start.date(), first)
    found = 0
    for step in range(place, place + MOST_PERIODS):
        begin, candidates = _days_of_period(rule, start.date(), step)
        if begin > last:
            return
        for day in candidates:
            moment = datetime.combine(day, start.time())
            if moment < start:
                continue
            if day > last or (rule.until is not None and moment > rule.until):
                return
            found += 1
            if rule.count is not None and found > rule.count:
                return
            if day >= first:
                yield moment


def _first_period(rule: Rule, start: date, first: date) -> int:
    """The last period that begins before `first`, or the first of all."""
    if first <= start:
        return 0
    passed = {
        Frequency.DAILY: (first - start).days,
        Frequency.WEEKLY: (first - start).days // 7,
        Frequency.MONTHLY: (first.year - start.year) * 12 + first.month - start.month,
        Frequency.YEARLY: first.year - start.year,
    }[rule.frequency]
    return max(0, passed // rule.interval - 1)


def _days_of_period(rule: Rule, start: date, step: int) -> tuple[date, list[date]]:
    """The first day of a period, and the days in it that the rule takes; beyond the calendar, its last day and none."""
    try:
        begin, days = {
            Frequency.DAILY: _of_day,
            Frequency.WEEKLY: _of_week,
            Frequency.MONTHLY: _of_month,
            Frequency.YEARLY: _of_year,
        }[rule.frequency](rule, start, step * rule.interval)
    except (OverflowError, ValueError):
        return date.max, []
    return begin, _at_positions(rule.positions, sorted(set(days)))


def _at_positions(positions: tuple[int, ...], days: list[date]) -> list[date]:
    if not positions:
        return days
    chosen = {
        days[place - 1 if place > 0 else place] for place in positions if place and -len(days) <= place <= len(days)
    }
    return sorted(chosen)


def _of_day(rule: Rule, start: date, after: int) -> tuple[date, list[date]]:
    day = start + timedelta(days=after)
    return day, [day] if _fits(rule, day, on_weekday=True, on_month_day=True) else []


def _of_week(rule: Rule, start: date, after: int) -> tuple[date, list[date]]:
    begin = start - timedelta(days=(start.weekday() - rule.week_start) % 7) + timedelta(weeks=after)
    wanted = {weekday.day for weekday in rule.weekdays} or {start.weekday()}
    week = [begin + timedelta(days=place) for place in range(7)]
    return begin, [day for day in week if day.weekday() in wanted and _fits(rule, day, on_month_day=True)]


def _of_month(rule: Rule, start: date, after: int) -> tuple[date, list[date]]:
    month = start.year * 12 + start.month - 1 + after
    begin = date(month // 12, month % 12 + 1, 1)
    return begin, [day for day in _in_month(rule, start, begin) if _fits(rule, day)]


def _of_year(rule: Rule, start: date, after: int) -> tuple[date, list[date]]:
    begin = date(start.year + after, 1, 1)
    if rule.week_numbers:
        wanted = {weekday.day for weekday in rule.weekdays} or {start.weekday()}
        days = [day for day in _in_weeks(rule, begin.year) if day.weekday() in wanted]
    elif rule.year_days:
        length = 366 if isleap(begin.year) else 365
        days = [
            begin + timedelta(days=number - 1 if number > 0 else length + number)
            for number in rule.year_days
            if 0 < abs(number) <= length
        ]
        days = [day for day in days if _fits(rule, day, on_weekday=True, on_month_day=True)]
    elif rule.weekdays and not rule.months and not rule.month_days:
        days = _weekdays_between(rule.weekdays, begin, date(begin.year, 12, 31))
    elif rule.months or rule.month_days:
        months = rule.months or tuple(range(1, 13))
        days = [day for month in months for day in _in_month(rule, start, date(begin.year, month, 1))]
    else:
        days = _of_start(start, date(begin.year, start.month, 1))
    return begin, [day for day in days if _fits(rule, day)]


def _in_month(rule: Rule, start: date, begin: date) -> list[date]:
    length = monthrange(begin.year, begin.month)[1]
    if not rule.month_days and not rule.weekdays:
        return _of_start(start, begin)
    days = [begin + timedelta(days=place) for place in range(length)]
    if rule.month_days:
        wanted = {number if number > 0 else length + 1 + number for number in rule.month_days}
        days = [day for day in days if day.day in wanted]
    if rule.weekdays:
        allowed = set(_weekdays_between(rule.weekdays, begin, begin + timedelta(days=length - 1)))
        days = [day for day in days if day in allowed]
    return days


def _of_start(start: date, begin: date) -> list[date]:
    """The day of the start in a month; a month without that day has none."""
    if start.day > monthrange(begin.year, begin.month)[1]:
        return []
    return [begin.replace(day=start.day)]


def _weekdays_between(weekdays: tuple[Weekday, ...], first: date, last: date) -> list[date]:
    found: list[date] = []
    for weekday in weekdays:
        begin = first + timedelta(days=(weekday.day - first.weekday()) % 7)
        days = [begin + timedelta(weeks=place) for place in range((last - begin).days // 7 + 1)]
        if weekday.ordinal and abs(weekday.ordinal) <= len(days):
            found.append(days[weekday.ordinal - 1 if weekday.ordinal > 0 else weekday.ordinal])
        elif not weekday.ordinal:
            found += days
    return found


def _in_weeks(rule: Rule, year: int) -> list[date]:
    """The days of the numbered weeks of a year that lie in that year; week 1 holds the fourth day of the year."""
    fourth = date(year, 1, 4)
    begin = fourth - timedelta(days=(fourth.weekday() - rule.week_start) % 7)
    next_fourth = date(year + 1, 1, 4)
    count = (next_fourth - timedelta(days=(next_fourth.weekday() - rule.week_start) % 7) - begin).days // 7
    weeks = {number if number > 0 else count + 1 + number for number in rule.week_numbers}
    days = [begin + timedelta(weeks=week - 1, days=place) for week in sorted(weeks) for place in range(7) if week > 0]
    return [day for day in days if day.year == year]


def _fits(rule: Rule, day: date, *, on_weekday: bool = False, on_month_day: bool = False) -> bool:
    """Whether a day passes what only leaves days out."""
    if rule.months and day.month not in rule.months:
        return False
    if on_weekday and rule.weekdays and day.weekday() not in {weekday.day for weekday in rule.weekdays}:
        return False
    if on_month_day and rule.month_days:
        length = monthrange(day.year, day.month)[1]
        return day.day in rule.month_days or day.day - length - 1 in rule.month_days
    return True
