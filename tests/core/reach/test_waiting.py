"""Waiting times against a textbook's example and against plain counting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.reach.waiting import median_wait, replied_by, waiting_curve

ENDED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
STILL = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
DAYS = np.array((*ENDED, *STILL), float)
REPLIED = np.array([True] * len(ENDED) + [False] * len(STILL))


def test_the_curve_of_the_patients_on_6_mp():
    """Freireich et al. 1963, in every textbook of survival (Kleinbaum & Klein, Survival Analysis, table 2.3)."""
    found = {step.days: step.waits.value for step in waiting_curve(DAYS, REPLIED)}
    expected = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert found == {day: pytest.approx(share, abs=5e-5) for day, share in expected.items()}


def test_the_median_is_that_of_survfit_with_log_log_intervals():
    found = median_wait(waiting_curve(DAYS, REPLIED))
    assert (found.value, found.low, found.high) == (23, 13, None)


def test_greenwoods_error_lies_under_the_interval():
    first = waiting_curve(DAYS, REPLIED)[0].waits
    reach = 1.959964 * 0.0764 / (0.8571 * 0.15415)  # R prints a standard error of 0.0764 on day 6
    assert first.low == pytest.approx(0.8571 ** np.exp(reach), abs=1e-3)
    assert first.high == pytest.approx(0.8571 ** np.exp(-reach), abs=1e-3)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=40), st.integers(0, 30), st.randoms())
def test_when_all_had_a_reply_it_is_plain_counting_whatever_the_order(waits, day, random):
    days = np.array(waits, float)
    steps = waiting_curve(days, np.ones(len(days), bool))
    assert replied_by(steps, day).value == pytest.approx(np.mean(days <= day))
    random.shuffle(waits)
    assert waiting_curve(np.array(waits, float), np.ones(len(days), bool)) == steps


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40))
def test_the_curve_falls_within_its_interval(rows):
    days, replied = np.array([row[0] for row in rows], float), np.array([row[1] for row in rows])
    steps = waiting_curve(days, replied)
    values = [step.waits.value for step in steps]
    assert values == sorted(values, reverse=True)
    for step in steps:
        if step.waits.low is not None:
            assert 0 <= step.waits.low <= step.waits.value <= step.waits.high <= 1


def test_nobody_who_had_a_reply_leaves_the_median_open():
    assert median_wait(waiting_curve(np.array([3.0, 5.0]), np.array([False, False]))).value is None
