"""Unmet needs and referrals: sums that hold, small counts hidden, and what is not known yet on a day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.reach.needing import OUTCOMES, REASONS, Referrals, unmet, waiting, waiting_of

RULES = DisclosureRules(minimum_count=5)
COUNTS = st.dictionaries(st.tuples(st.sampled_from(REASONS), st.sampled_from(("", "a", "b", "c"))), st.integers(0, 40))


@settings(max_examples=25, deadline=None)
@given(COUNTS)
def test_reasons_add_up_and_none_is_small_or_alone_in_hiding(counts):
    found = unmet(2026, counts, RULES)
    total = sum(counts.values())
    assert found.total == (total if total == 0 or total >= 5 else None)
    wholes = [one for one in found.reasons if not one.detail]
    assert all(one.count is None or one.count >= 5 for one in found.reasons)
    assert sum(one.count is None for one in wholes) != 1
    if wholes and all(one.count is not None for one in wholes):
        assert sum(one.count for one in wholes) == total
    for whole in wholes:
        details = [one for one in found.reasons if one.detail and one.reason == whole.reason]
        if whole.count is not None and details:
            assert sum(one.count is None for one in details) != 1


def test_a_count_without_detail_beside_others_gets_a_name():
    found = unmet(2026, {("declined", ""): 9, ("declined", "too_far"): 8}, RULES)
    assert [(one.detail, one.count) for one in found.reasons] == [("", 17), ("unspecified", 9), ("too_far", 8)]


def referrals(rows):
    day = date(2026, 3, 1).toordinal()
    return Referrals(
        np.array([day + row[0] for row in rows]),
        np.array([0 if row[1] is None else day + row[1] for row in rows]),
        np.array([OUTCOMES.index(row[2]) for row in rows]),
    )


def test_a_reply_after_the_day_is_not_known_on_it():
    rows = [(0, 2, "helped")] * 8 + [(0, 40, "helped")] * 8
    early = waiting_of(referrals(rows), 2026, on=date(2026, 3, 11), rules=RULES)
    late = waiting_of(referrals(rows), 2026, on=date(2026, 12, 31), rules=RULES)
    assert (early.referrals, early.still_waiting, late.still_waiting) == (16, 8, 0)
    assert {one.outcome: one.count for one in early.outcomes} == {"helped": 8, "open": 8}
    assert {one.outcome: one.count for one in late.outcomes} == {"helped": 16}
    assert early.median.value == 2


def test_referrals_of_other_years_and_of_later_days_are_left_out():
    rows = [(0, 1, "helped")] * 6 + [(400, 401, "helped")] * 9 + [(30, None, "open")] * 7
    found = waiting_of(referrals(rows), 2026, on=date(2026, 3, 20), rules=RULES)
    assert found.referrals == 6


@pytest.mark.parametrize(("still", "is_told"), [(0, True), (3, False), (6, True)])
def test_few_that_still_wait_are_not_told(still, is_told):
    days = np.array([1.0] * 10 + [5.0] * still)
    replied = np.array([True] * 10 + [False] * still)
    found = waiting(2026, days, replied, {"helped": 10 + still}, RULES)
    assert (found.still_waiting is not None) is is_told
    assert bool(found.within) is is_told


def test_too_few_referrals_tell_nothing():
    found = waiting(2026, np.array([1.0, 2.0]), np.array([True, True]), {"helped": 2}, RULES)
    assert (found.referrals, found.median, found.outcomes) == (None, None, ())
