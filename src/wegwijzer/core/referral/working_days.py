"""Working days: every day but Saturdays, Sundays and the public holidays that the caller gives."""

from __future__ import annotations

from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Whether offices are open. `holidays` must hold every public holiday near the day."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: frozenset[date]) -> date:
    """The day that lies `count` working days after a day, or before it where `count` is negative.

    The day itself is never counted, so what is promised on a Saturday within one working day is due on Monday. With 0
    it is the day itself, working day or not.

    >>> add_working_days(date(2026, 12, 24), 1, frozenset({date(2026, 12, 25)}))
    datetime.date(2026, 12, 28)
    """
    step = _ONE_DAY if count >= 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        if is_working_day(day, holidays):
            left -= 1
    return day


def working_day_from(day: date, holidays: frozenset[date]) -> date:
    """The day itself if it is a working day, else the next one."""
    return day if is_working_day(day, holidays) else add_working_days(day, 1, holidays)


def working_days_between(first: date, last: date, holidays: frozenset[date]) -> int:
    """How many working days come after `first`, up to and including `last`; negative where `last` is the earlier.

    >>> working_days_between(date(2026, 12, 24), date(2026, 12, 28), frozenset({date(2026, 12, 25)}))
    1
    """
    if last < first:
        return -working_days_between(last - _ONE_DAY, first - _ONE_DAY, holidays)
    weeks, rest = divmod((last - first).days, 7)
    odd_days = (first + timedelta(days=place) for place in range(1, rest + 1))
    weekdays = 5 * weeks + sum(day.weekday() < _SATURDAY for day in odd_days)
    return weekdays - sum(day.weekday() < _SATURDAY for day in holidays if first < day <= last)
