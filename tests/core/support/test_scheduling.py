"""What must be filed by when, and what comes too late."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.support.options_builders import a_rule, aid, an_option, rules
from wegwijzer.core.period import Period
from wegwijzer.core.support.cumulation import RuleKind, Scope
from wegwijzer.core.support.de_minimis import AidLedger
from wegwijzer.core.support.options import Filing, FilingRule
from wegwijzer.core.support.scheduling import Late, LateReason, Timing, in_order, shifted, timing

START = date(2026, 3, 10)
WAIT = rules(a_rule(RuleKind.WAITING, "a", "a", months=36, scope=Scope.ALWAYS))


def filed(rule: FilingRule, days: int = 0, windows: tuple[Period, ...] = (), **others):
    return an_option(start=START, filing=Filing(rule, days, windows), **others)


@pytest.mark.parametrize(
    ("option", "last"),
    [
        (filed(FilingRule.ANY_TIME), None),
        (filed(FilingRule.BEFORE_START), date(2026, 3, 9)),
        (filed(FilingRule.MONTH_BEFORE_START), date(2026, 2, 28)),
        (filed(FilingRule.WITHIN_DAYS_AFTER_START, 14), date(2026, 3, 24)),
        (filed(FilingRule.BEFORE_START, windows=(Period(date(2026, 1, 1), date(2026, 2, 10)),)), date(2026, 2, 10)),
    ],
)
def test_the_last_day_to_file_follows_from_the_start(option, last):
    found = timing(option, on=date(2026, 1, 5))
    assert isinstance(found, Timing)
    assert found.file_by == last


@pytest.mark.parametrize(
    ("rule", "days", "deadline", "start"),
    [
        (FilingRule.BEFORE_START, 0, date(2026, 3, 9), date(2026, 4, 2)),
        (FilingRule.MONTH_BEFORE_START, 0, date(2026, 2, 28), date(2026, 5, 1)),
        (FilingRule.WITHIN_DAYS_AFTER_START, 14, date(2026, 3, 24), date(2026, 3, 18)),
    ],
)
def test_too_late_tells_the_missed_day_and_the_first_start_that_does(rule, days, deadline, start):
    found = timing(filed(rule, days), on=date(2026, 4, 1))
    assert isinstance(found, Late)
    assert (found.reason, found.deadline, found.possible_start) == (LateReason.FILED_TOO_LATE, deadline, start)


def test_a_notice_must_come_before_the_start():
    option = an_option(start=START, notice_before_start=True)
    assert timing(option, on=date(2026, 3, 9)).notice_by == date(2026, 3, 9)
    late = timing(option, on=START)
    assert (late.reason, late.deadline, late.possible_start) == (
        LateReason.NOTICE_TOO_LATE,
        date(2026, 3, 9),
        date(2026, 3, 11),
    )


def test_a_closed_call_is_no_way_in_and_the_next_one_needs_a_later_start():
    calls = (Period(date(2026, 1, 1), date(2026, 1, 31)), Period(date(2026, 9, 1), date(2026, 9, 30)))
    found = timing(filed(FilingRule.BEFORE_START, windows=calls), on=date(2026, 2, 2))
    assert (found.reason, found.possible_start) == (LateReason.NO_WINDOW, date(2026, 9, 2))


def test_after_the_last_call_nothing_helps():
    calls = (Period(date(2026, 1, 1), date(2026, 1, 31)),)
    found = timing(filed(FilingRule.BEFORE_START, windows=calls), on=date(2026, 2, 2))
    assert (found.deadline, found.possible_start) == (date(2026, 1, 31), None)


def test_earlier_support_makes_wait_to_the_month():
    ledger = AidLedger((aid(25_000, date(2023, 6, 15), measure="a"),))
    option = filed(FilingRule.BEFORE_START)
    found = timing(option, on=date(2026, 1, 5), rules=WAIT, ledger=ledger)
    assert (found.reason, found.deadline, found.possible_start) == (
        LateReason.WAITING,
        date(2026, 6, 15),
        date(2026, 6, 16),
    )


def test_earlier_support_of_an_unknown_day_is_told_and_not_waved_through():
    ledger = AidLedger((aid(25_000, None, measure="a"),))
    found = timing(filed(FilingRule.BEFORE_START), on=date(2026, 1, 5), rules=WAIT, ledger=ledger)
    assert (found.reason, found.deadline, found.possible_start) == (LateReason.WAITING, None, None)


def test_the_answer_comes_so_many_days_after_filing():
    found = timing(an_option(lead_days=126), on=date(2026, 1, 5))
    assert found.decided_on == date(2026, 5, 11)
    assert timing(an_option(), on=date(2026, 1, 5)).decided_on is None


def test_what_is_due_first_stands_first():
    early, late = filed(FilingRule.MONTH_BEFORE_START, action="y"), filed(FilingRule.BEFORE_START, action="x")
    open_end = an_option(action="a")
    timings = [timing(option, on=date(2026, 1, 5)) for option in (open_end, late, early)]
    assert [item.option.action for item in in_order(timings)] == ["y", "x", "a"]


@given(
    rule=st.sampled_from(FilingRule),
    days=st.integers(0, 40),
    start=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    on=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    notice=st.booleans(),
)
def test_the_possible_start_is_in_time_and_a_day_sooner_is_not(rule, days, start, on, notice):
    option = an_option(start=start, end=start, filing=Filing(rule, days), notice_before_start=notice)
    found = timing(option, on=on)
    if isinstance(found, Timing):
        return
    needed = (found.possible_start - start).days
    assert isinstance(timing(shifted(option, needed), on=on), Timing)
    assert isinstance(timing(shifted(option, needed - 1), on=on), Late)
