"""Repeated dates, against an independent reading of RFC 5545 (dateutil), and that every rule ends."""

from __future__ import annotations

import time
from datetime import date, datetime
from itertools import takewhile

from dateutil import rrule
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wegwijzer.core.agenda.recurrence import Frequency, Rule, Weekday, dates_of


def wall(*parts: int) -> datetime:
    """A time by the clock of a place, without a zone."""
    return datetime(*parts)  # noqa: DTZ001


FIRST, LAST = date(2026, 6, 1), date(2027, 12, 31)
_THEIRS = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
    Frequency.YEARLY: rrule.YEARLY,
}


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    frequency = draw(st.sampled_from(list(Frequency)))
    # Dateutil takes "every Monday and the last Friday" together as neither; the RFC, and we, as both.
    is_plain = frequency in (Frequency.DAILY, Frequency.WEEKLY) or draw(st.booleans())
    ordinals = st.just(0) if is_plain else st.sampled_from([1, 2, 4, -1, -4])
    weekdays = tuple(Weekday(day, draw(ordinals)) for day in sorted(draw(st.sets(st.integers(0, 6), max_size=3))))
    month_days = draw(st.sets(st.sampled_from([1, 2, 15, 30, 31, -1, -3]), max_size=2))
    if frequency is Frequency.WEEKLY or any(weekday.ordinal for weekday in weekdays):
        month_days = ()  # the RFC has no such rules, and everybody reads them differently
    has_set = bool(weekdays or month_days)
    return Rule(
        frequency=frequency,
        interval=draw(st.integers(1, 5)),
        count=draw(st.one_of(st.none(), st.integers(1, 40))),
        months=tuple(sorted(draw(st.sets(st.integers(1, 12), max_size=3)))),
        month_days=tuple(sorted(month_days)),
        weekdays=weekdays,
        positions=draw(st.sampled_from([(), (1,), (-1,), (2, -1)])) if has_set else (),
        week_start=draw(st.sampled_from([0, 6])),
    )


@given(
    rule=rules(),
    start=st.datetimes(wall(2025, 1, 1), wall(2027, 6, 1)).map(lambda at: at.replace(second=0, microsecond=0)),
)
@settings(max_examples=80)
def test_the_dates_of_a_rule_are_those_that_dateutil_gives(rule, start):
    # Theirs counts positions in the first week from the start on, ours in the whole week: RFC 5545 does not say which.
    assume(not (rule.positions and rule.frequency is Frequency.WEEKLY and start.weekday() != rule.week_start))
    ours = list(dates_of(rule, start, first=FIRST, last=LAST))
    assume(ours)  # theirs looks on to the year 9999 where nothing matches
    theirs = rrule.rrule(
        _THEIRS[rule.frequency],
        dtstart=start,
        interval=rule.interval,
        count=rule.count,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byweekday=[rrule.weekday(day.day, day.ordinal or None) for day in rule.weekdays] or None,
        bysetpos=rule.positions or None,
        wkst=rule.week_start,
    )
    expected = takewhile(lambda at: at.date() <= LAST, theirs)
    assert ours == [at for at in expected if at.date() >= FIRST]


def test_a_rule_by_numbered_weeks_and_days_of_the_year():
    start = wall(2026, 1, 1, 9)
    weeks = Rule(Frequency.YEARLY, week_numbers=(1, 20, -1), weekdays=(Weekday(0),))
    assert [f"{at:%Y-%m-%d}" for at in dates_of(weeks, start, first=FIRST, last=LAST)] == [
        "2026-12-28",
        "2027-01-04",
        "2027-05-17",
        "2027-12-27",
    ]
    days = Rule(Frequency.YEARLY, year_days=(60, -1))
    assert [f"{at:%m-%d}" for at in dates_of(days, start, first=FIRST, last=LAST)] == ["12-31", "03-01", "12-31"]


def test_a_rule_that_matches_nothing_ends_at_the_window_at_once():
    began = time.monotonic()
    for frequency in Frequency:
        never = Rule(frequency, months=(2,), month_days=(30,))
        assert list(dates_of(never, wall(1981, 1, 1), first=FIRST, last=LAST)) == []
        counted = Rule(frequency, count=10, months=(2,), month_days=(30,))
        assert list(dates_of(counted, wall(1981, 1, 1), first=FIRST, last=LAST)) == []
    assert time.monotonic() - began < 5


def test_until_is_still_in():
    rule = Rule(Frequency.DAILY, until=wall(2026, 6, 3, 9))
    found = list(dates_of(rule, wall(2026, 6, 1, 9), first=FIRST, last=LAST))
    assert [at.day for at in found] == [1, 2, 3]
