"""Working days: weekends and public holidays do not count."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.referral import working_days
from wegwijzer.core.referral.working_days import (
    add_working_days,
    is_working_day,
    working_day_from,
    working_days_between,
)

FRIDAY = date(2026, 9, 11)
NO_HOLIDAYS: frozenset[date] = frozenset()
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
HOLIDAYS = st.frozensets(st.dates(date(2025, 11, 1), date(2027, 3, 1)), max_size=40)
COUNTS = st.integers(-40, 40)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(working_days).failed == 0


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 9, 14)),
        (FRIDAY, 5, date(2026, 9, 18)),
        (FRIDAY, 6, date(2026, 9, 21)),
        (date(2026, 9, 12), 1, date(2026, 9, 14)),
        (date(2026, 9, 14), -1, FRIDAY),
        (date(2026, 9, 13), -1, FRIDAY),
    ],
)
def test_days_are_counted_over_a_weekend(day, count, expected):
    assert add_working_days(day, count, NO_HOLIDAYS) == expected


def test_a_holiday_on_a_weekday_is_skipped_and_one_on_a_saturday_changes_nothing():
    assert add_working_days(FRIDAY, 1, frozenset({date(2026, 9, 14)})) == date(2026, 9, 15)
    assert add_working_days(FRIDAY, 1, frozenset({date(2026, 9, 12)})) == date(2026, 9, 14)


def test_a_holiday_from_which_one_counts_is_not_counted_and_one_at_the_end_is_left_out():
    monday, friday = date(2026, 9, 7), FRIDAY
    assert working_days_between(monday, friday, frozenset({monday})) == 4
    assert working_days_between(monday, friday, frozenset({friday})) == 3


@given(DAYS, COUNTS.filter(bool), HOLIDAYS)
def test_one_arrives_on_a_working_day(day, count, holidays):
    found = add_working_days(day, count, holidays)
    assert found.weekday() < 5
    assert found not in holidays


@given(DAYS, st.integers(0, 30), st.integers(0, 30), HOLIDAYS)
def test_counting_on_is_counting_at_once(day, first, then, holidays):
    halfway = add_working_days(day, first, holidays)
    assert add_working_days(halfway, then, holidays) == add_working_days(day, first + then, holidays)


@given(DAYS, st.integers(1, 40), HOLIDAYS)
def test_between_undoes_add(day, count, holidays):
    assert working_days_between(day, add_working_days(day, count, holidays), holidays) == count


@given(DAYS, DAYS, HOLIDAYS)
def test_between_is_what_one_counts_day_by_day(first, last, holidays):
    early, late = min(first, last), max(first, last)
    counted = 0
    day = early
    while day < late:
        day += timedelta(days=1)
        counted += day.weekday() < 5 and day not in holidays
    assert working_days_between(early, late, holidays) == counted


@given(DAYS, st.integers(1, 40), HOLIDAYS)
def test_back_from_a_working_day_one_counts_the_same(day, count, holidays):
    start = working_day_from(day, holidays)
    back = add_working_days(start, -count, holidays)
    assert add_working_days(back, count, holidays) == start
    assert working_days_between(back, start, holidays) == count
    assert working_days_between(start, back, holidays) == -count


@given(DAYS, HOLIDAYS)
def test_the_working_day_from_a_day_is_the_first_that_there_is(day, holidays):
    found = working_day_from(day, holidays)
    assert is_working_day(found, holidays)
    assert not any(is_working_day(day + timedelta(days=gap), holidays) for gap in range((found - day).days))
