"""Intervals against the worked examples of the papers that they come from."""

from __future__ import annotations

from math import exp, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.reach.intervals import difference, pooled_ratio, rate, ratio, wilson


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_shares_of_newcombe_1998_table_i_method_3(count, of, low, high):
    found = rate(count, of).share
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_differences_of_newcombe_1998_table_ii_method_10(one, other, low, high):
    found = difference(rate(*one), rate(*other))
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@settings(max_examples=25)
@given(st.integers(0, 50), st.integers(1, 100), st.floats(0, 20), st.floats(0, 20))
def test_an_estimated_number_of_firms_makes_the_interval_no_narrower(count, more, error, further):
    of = float(count + more)
    sure, unsure = (rate(count, of, of_error=found).share for found in (error, error + further))
    assert unsure.low <= sure.low + 1e-12
    assert unsure.high >= sure.high - 1e-12
    assert 0 <= unsure.low <= unsure.value <= unsure.high <= 1


def test_the_error_of_the_firms_makes_the_sample_worth_less():
    """30 % of 100, with an error of 10 firms: 0.3 * 0.7 / 100 + (0.3 * 0.1)² is what 70 firms would give."""
    found, worth = rate(30, 100, of_error=10).share, rate(21, 70).share
    assert (found.low, found.high) == pytest.approx((worth.low, worth.high))


def test_more_users_than_firms_have_no_share():
    assert rate(5, 4).share.value is None
    assert rate(0, 0).share.value is None


def test_a_wider_confidence_holds_a_narrower_one():
    narrow, wide = wilson(0.2, 50), wilson(0.2, 50, confidence=0.999)
    assert wide.low < narrow.low
    assert wide.high > narrow.high


def test_a_ratio_has_the_interval_of_katz():
    found = ratio(rate(30, 100), rate(20, 200))
    reach = 1.959964 * sqrt(1 / 30 - 1 / 100 + 1 / 20 - 1 / 200)
    assert found.value == pytest.approx(3)
    assert (found.low, found.high) == (pytest.approx(3 * exp(-reach)), pytest.approx(3 * exp(reach)))
    assert ratio(rate(0, 10), rate(5, 10)).value is None


def test_one_stratum_pools_to_its_own_ratio_and_empty_ones_say_nothing():
    found = pooled_ratio([(30, 100, 20, 200)])
    plain = ratio(rate(30, 100), rate(20, 200))
    assert (found.value, found.low, found.high) == pytest.approx((plain.value, plain.low, plain.high), rel=1e-9)
    assert pooled_ratio([(30, 100, 20, 200), (0, 0, 5, 10), (4, 3, 1, 9)]) == found
    assert pooled_ratio([(0, 5, 0, 9)]).value is None


def test_pooling_takes_away_what_is_due_to_the_strata_alone():
    """Within both strata earlier users are no likelier; together they seem nearly three times as likely."""
    strata = [(80, 100, 8, 10), (1, 10, 10, 100)]
    whole = ratio(rate(81, 110), rate(18, 110))
    assert whole.value > 2.5
    assert pooled_ratio(strata).value == pytest.approx(1, abs=1e-9)
