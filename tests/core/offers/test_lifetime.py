"""How long an offering lives, and that nothing goes without a letter."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.offers.offerings import RULES
from wegwijzer.core.offers.lifetime import (
    Life,
    is_notice_due,
    last_day_allowed,
    life,
    may_be_removed,
    reminder_due,
    removal_day,
)

LAST = date(2026, 12, 31)


def on(days: int) -> date:
    """So many days after the last day."""
    return LAST + timedelta(days=days)


def test_it_is_open_from_its_first_to_its_last_day_and_hidden_after():
    first = date(2026, 12, 1)
    days = {date(2026, 11, 30): Life.COMING, first: Life.OPEN, LAST: Life.OPEN, on(1): Life.EXPIRED}
    assert {day: life(first, LAST, is_withdrawn=False, on=day) for day in days} == days
    assert life(first, LAST, is_withdrawn=True, on=LAST) is Life.WITHDRAWN


def test_its_poster_is_asked_a_month_and_a_week_before():
    asked = {days: reminder_due(LAST, RULES, on=on(days)) for days in (-31, -30, -8, -7, 0, 1)}
    assert asked == {-31: None, -30: 30, -8: 30, -7: 7, 0: 7, 1: None}


def test_it_is_announced_a_year_after_it_was_hidden_and_goes_a_month_after_the_letter():
    assert not is_notice_due(LAST, RULES, on=on(365))
    assert is_notice_due(LAST, RULES, on=on(366))
    assert removal_day(on(366), RULES) == on(396)
    assert not may_be_removed(LAST, on(366), RULES, on=on(395))
    assert may_be_removed(LAST, on(366), RULES, on=on(396))


@settings(max_examples=60)
@given(st.integers(-400, 2000), st.one_of(st.none(), st.integers(0, 2000)))
def test_nothing_goes_without_a_letter_a_month_before_nor_while_it_can_still_be_shown(day, noticed):
    goes = may_be_removed(LAST, None if noticed is None else on(noticed), RULES, on=on(day))
    if goes:
        assert noticed is not None
        assert day >= noticed + RULES.notice_before_removal
        assert day > RULES.hidden_for


def test_it_runs_a_year_at_most_from_the_day_it_begins_or_today():
    assert last_day_allowed(date(2027, 1, 1), RULES, on=date(2026, 12, 1)) == date(2028, 1, 2)
    assert last_day_allowed(date(2020, 1, 1), RULES, on=date(2026, 12, 1)) == date(2027, 12, 2)
