"""Lorenz curve, Gini and top share: laws, values known by theory, and the jackknife against leaving out each."""

from __future__ import annotations

from math import log, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.reach.concentration import (
    gini,
    gini_interval,
    lorenz,
    lorenz_points,
    top_interval,
    top_share,
    with_the_rest,
)

AMOUNTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=60).filter(sum).map(lambda found: np.array(found, float))
MIDDLES = (np.arange(100_000) + 0.5) / 100_000


@settings(max_examples=25)
@given(AMOUNTS, st.floats(0.01, 1000), st.randoms())
def test_the_gini_is_below_one_and_knows_neither_unit_nor_order(amounts, unit, random):
    found = gini(amounts)
    assert 0 <= found <= 1 - 1 / len(amounts) + 1e-12
    assert gini(amounts * unit) == pytest.approx(found, abs=1e-9)
    shuffled = amounts.tolist()
    random.shuffle(shuffled)
    assert gini(np.array(shuffled)) == found


@settings(max_examples=25)
@given(AMOUNTS)
def test_the_curve_is_convex_from_corner_to_corner_and_its_area_is_the_gini(amounts):
    firms, share = lorenz(amounts)
    assert (firms[0], share[0]) == (0, 0)
    assert (firms[-1], share[-1]) == (1, 1)
    assert (np.diff(share, 2) >= -1e-12).all()
    assert (share <= firms + 1e-12).all()
    area = float(((share[1:] + share[:-1]) / 2 * np.diff(firms)).sum())
    assert gini(amounts) == pytest.approx(1 - 2 * area, abs=1e-9)
    points = lorenz_points(amounts, 4)
    assert [point.firms for point in points] == [0, 0.25, 0.5, 0.75, 1]
    assert points[-1].share == 1


@settings(max_examples=20)
@given(AMOUNTS)
def test_the_gini_is_half_the_mean_difference_over_the_mean(amounts):
    apart = np.abs(amounts[:, np.newaxis] - amounts).mean()
    assert gini(amounts) == pytest.approx(apart / (2 * amounts.mean()), abs=1e-9)


@pytest.mark.parametrize("count", [1, 2, 7, 1000])
def test_equal_amounts_are_not_concentrated_at_all(count):
    amounts = np.full(count, 12.5)
    assert gini(amounts) == pytest.approx(0, abs=1e-12)
    assert top_share(amounts) == pytest.approx(0.1)


def test_one_firm_with_all_of_it_is_as_far_as_it_goes():
    amounts = np.array([0.0] * 9 + [5.0])
    assert gini(amounts) == pytest.approx(0.9)
    assert top_share(amounts) == 1


@pytest.mark.parametrize(
    ("amounts", "expected_gini", "expected_top"),
    [
        (MIDDLES, 1 / 3, 0.19),  # uniform: G = 1/3, the top tenth has 1 - 0.9²
        (-np.log(1 - MIDDLES), 1 / 2, 0.1 * (1 - log(0.1))),  # exponential
        ((1 - MIDDLES) ** -0.25, 1 / 7, 0.1**0.75),  # Pareto with alpha 4: G = 1 / (2 alpha - 1)
        (np.exp([NormalDist().inv_cdf(p) for p in MIDDLES]), 2 * NormalDist().cdf(1 / sqrt(2)) - 1, None),  # lognormal
    ],
)
def test_distributions_whose_gini_is_known_by_theory(amounts, expected_gini, expected_top):
    assert gini(amounts) == pytest.approx(expected_gini, abs=2e-4)
    if expected_top is not None:
        assert top_share(amounts) == pytest.approx(expected_top, abs=2e-4)


@pytest.mark.parametrize("count", [3, 10, 11, 29])
@pytest.mark.parametrize(("figure", "interval"), [(gini, gini_interval), (top_share, top_interval)])
def test_the_interval_is_that_of_leaving_out_each_firm_in_turn(figure, interval, count):
    amounts = np.random.default_rng(count).lognormal(0, 1, count)
    without = np.array([figure(np.delete(amounts, place)) for place in range(count)])
    error = sqrt((count - 1) / count * ((without - without.mean()) ** 2).sum())
    found = interval(amounts)
    assert found.value == figure(amounts)
    middle, reach = log(found.value / (1 - found.value)), 1.959964 * error / (found.value * (1 - found.value))
    assert log(found.high / (1 - found.high)) == pytest.approx(middle + reach, abs=1e-4)
    assert log(found.low / (1 - found.low)) == pytest.approx(middle - reach, abs=1e-4)


def test_the_firms_with_nothing_count_as_so_many_nils():
    amounts = np.random.default_rng(1).lognormal(0, 1, 200)
    everybody = np.concatenate([amounts, np.zeros(800)])
    assert with_the_rest(gini_interval(amounts), 0.2).value == pytest.approx(gini(everybody))


def test_too_few_firms_have_no_interval_and_nothing_to_share_has_no_gini():
    assert gini_interval(np.array([1.0, 2.0])).low is None
    assert gini_interval(np.zeros(4)).value is None
    assert gini_interval(np.empty(0)).value is None
