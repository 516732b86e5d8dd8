"""Periods include both ends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.period import Period, overlapping_pairs

days = st.dates(min_value=date(2012, 1, 1), max_value=date(2030, 1, 1))


@st.composite
def periods(draw):
    start = draw(days)
    return Period(start, draw(st.none() | st.dates(min_value=start, max_value=date(2030, 1, 1))))


@given(periods(), periods(), days)
def test_a_day_in_both_periods_means_that_they_overlap(one, two, day):
    if one.covers(day) and two.covers(day):
        assert one.overlaps(two)


@given(periods(), periods())
def test_overlap_does_not_depend_on_order(one, two):
    assert one.overlaps(two) == two.overlaps(one)


def test_the_last_day_belongs_to_the_period_and_the_next_does_not():
    period = Period(date(2013, 1, 1), date(2017, 12, 31))
    assert period.covers(date(2017, 12, 31))
    assert not period.covers(date(2018, 1, 1))
    assert overlapping_pairs([period, Period(date(2018, 1, 1))]) == []
    assert overlapping_pairs([period, Period(date(2017, 12, 31))]) == [(0, 1)]


def test_an_end_before_the_start_is_refused_with_what_to_do():
    with pytest.raises(ValueError, match="Give a later day, or leave it out"):
        Period(date(2024, 7, 1), date(2024, 6, 30))
