"""Terms: worked days, and the laws that every term keeps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.duties.terms import Anchor, Term, Unit, last_day, safe_day

NO_HOLIDAYS: frozenset[date] = frozenset()
CHRISTMAS = frozenset({date(2026, 12, 25)})
DAYS = st.dates(date(2012, 1, 1), date(2060, 12, 31))


def a_term(unit: Unit, count: int, **rest) -> Term:
    return Term(anchor=Anchor.START, unit=unit, count=count, **rest)


TERMS = st.builds(
    Term,
    anchor=st.just(Anchor.START),
    unit=st.sampled_from(Unit),
    count=st.integers(1, 36),
    is_before=st.booleans(),
    counts_anchor=st.booleans(),
    no_later_than=st.none() | DAYS,
)


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        pytest.param(a_term(Unit.DAYS, 14), date(2026, 3, 2), date(2026, 3, 16), id="fourteen days after the start"),
        pytest.param(a_term(Unit.DAYS, 1, is_before=True), date(2026, 2, 1), date(2026, 1, 31), id="before the start"),
        pytest.param(a_term(Unit.WEEKS, 18), date(2026, 1, 15), date(2026, 5, 21), id="eighteen weeks"),
        pytest.param(a_term(Unit.MONTHS, 3), date(2019, 12, 31), date(2020, 3, 31), id="the source's own example"),
        pytest.param(a_term(Unit.MONTHS, 3), date(2026, 6, 30), date(2026, 9, 30), id="from the end of a month"),
        pytest.param(a_term(Unit.MONTHS, 3), date(2026, 2, 28), date(2026, 5, 31), id="from the end of February"),
        pytest.param(a_term(Unit.MONTHS, 3), date(2028, 2, 28), date(2028, 5, 28), id="from a day before leap day"),
        pytest.param(a_term(Unit.MONTHS, 1), date(2026, 1, 30), date(2026, 2, 28), id="to a month without that day"),
        pytest.param(a_term(Unit.MONTHS, 1), date(2028, 1, 30), date(2028, 2, 29), id="to a leap February"),
        pytest.param(a_term(Unit.MONTHS, 1, is_before=True), date(2026, 3, 31), date(2026, 2, 28), id="a month before"),
        pytest.param(a_term(Unit.MONTHS, 24), date(2024, 5, 14), date(2026, 5, 14), id="twenty-four months"),
        pytest.param(
            a_term(Unit.MONTHS, 24, counts_anchor=True), date(2026, 2, 1), date(2028, 1, 31), id="a project's months"
        ),
        pytest.param(a_term(Unit.NEXT_MONTH, 1), date(2026, 1, 31), date(2026, 2, 1), id="next month, on a last day"),
        pytest.param(a_term(Unit.NEXT_MONTH, 1), date(2026, 12, 1), date(2027, 1, 1), id="next month, over the year"),
        pytest.param(
            a_term(Unit.MONTHS, 12, no_later_than=date(2026, 6, 30)),
            date(2025, 12, 31),
            date(2026, 6, 30),
            id="cut off",
        ),
        pytest.param(
            a_term(Unit.MONTHS, 12, no_later_than=date(2026, 6, 30)), date(2025, 3, 31), date(2026, 3, 31), id="not cut"
        ),
    ],
)
def test_a_term_ends_on_its_last_day(term, start, end):
    assert last_day(term, start, NO_HOLIDAYS) == end


def test_working_days_step_over_a_holiday_and_a_weekend():
    assert last_day(a_term(Unit.WORKING_DAYS, 2), date(2026, 12, 23), CHRISTMAS) == date(2026, 12, 28)


def test_a_last_day_on_a_weekend_is_not_moved_but_the_safe_day_lies_before_it():
    sunday = date(2026, 11, 29)
    assert last_day(a_term(Unit.DAYS, 14), sunday - timedelta(days=14), NO_HOLIDAYS) == sunday
    assert safe_day(sunday, NO_HOLIDAYS) == date(2026, 11, 27)
    assert safe_day(date(2026, 12, 25), CHRISTMAS) == date(2026, 12, 24)
    assert safe_day(date(2026, 12, 24), CHRISTMAS) == date(2026, 12, 24)


@given(TERMS, DAYS, DAYS)
def test_who_starts_later_never_has_an_earlier_last_day(term, one, other):
    first, second = sorted((one, other))
    assert last_day(term, first, CHRISTMAS) <= last_day(term, second, CHRISTMAS)


@given(
    st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.WORKING_DAYS]),
    st.integers(1, 99),
    st.booleans(),
    DAYS,
    st.integers(1, 99),
)
def test_shifting_the_start_by_whole_weeks_shifts_the_last_day_as_much(unit, count, is_before, start, weeks):
    term, shift = a_term(unit, count, is_before=is_before), timedelta(weeks=weeks)
    assert last_day(term, start + shift, NO_HOLIDAYS) == last_day(term, start, NO_HOLIDAYS) + shift


@given(DAYS, st.integers(1, 120))
def test_a_term_in_months_from_the_last_day_of_a_month_ends_on_the_last_day_of_a_month(day, count):
    end_of_month = day.replace(day=1) - timedelta(days=1)
    assert (last_day(a_term(Unit.MONTHS, count), end_of_month, NO_HOLIDAYS) + timedelta(days=1)).day == 1


@given(DAYS, st.integers(1, 120))
def test_a_term_in_months_ends_in_that_many_months_and_never_after_the_same_day(day, count):
    end = last_day(a_term(Unit.MONTHS, count), day, NO_HOLIDAYS)
    months = (end.year - day.year) * 12 + end.month - day.month
    assert months == count
    assert end.day <= day.day or (day + timedelta(days=1)).day == 1


@given(TERMS, DAYS)
def test_the_safe_day_is_a_working_day_at_most_ten_days_before(term, start):
    day = last_day(term, start, CHRISTMAS)
    safe = safe_day(day, CHRISTMAS)
    assert day - timedelta(days=10) < safe <= day
    assert safe.weekday() < 5
    assert safe not in CHRISTMAS


def test_a_term_that_ends_after_2099_is_refused():
    with pytest.raises(ValueError, match="ends after 2099"):
        last_day(a_term(Unit.MONTHS, 1200), date(2060, 1, 1), NO_HOLIDAYS)
