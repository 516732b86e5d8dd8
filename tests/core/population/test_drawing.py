"""Random values by place: alike likely, independent of the pieces, and even where they must be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.population.drawing import Draws

ROWS = 20_000


@pytest.fixture(scope="module")
def draws():
    return Draws.rows_from(7, 0, ROWS)


@given(st.integers(0, 2**32 - 1), st.integers(0, 500), st.integers(1, 300))
@settings(max_examples=25, deadline=None)
def test_a_row_has_the_same_values_whatever_stands_around_it(seed, first, count):
    all_rows, some = Draws.rows_from(seed, 0, 1_000), Draws.rows_from(seed, first, count)
    rows = slice(first, first + count)
    for kind in ("chance", "normal", "even"):
        assert np.array_equal(getattr(some, kind)("a"), getattr(all_rows, kind)("a")[rows])
    assert np.array_equal(some.two_chances("a")[1], all_rows.two_chances("a")[1][rows])
    picked = np.flatnonzero(np.arange(count) % 3 == 0)
    assert np.array_equal(some.only(picked).chance("a"), some.chance("a")[picked])


def test_chances_are_alike_likely_and_know_nothing_of_each_other(draws):
    names = [draws.chance("a"), draws.chance("b"), *draws.two_chances("a"), draws.even("a")]
    for values in names:
        assert values.min() >= 0
        assert values.max() < 1
        assert values.mean() == pytest.approx(0.5, abs=0.01)
        assert values.var() == pytest.approx(1 / 12, abs=0.002)
    correlation = np.corrcoef(np.stack([*names, draws.normal("a"), Draws.rows_from(8, 0, ROWS).chance("a")]))
    assert np.abs(correlation - np.eye(len(correlation))).max() < 0.03


def test_normal_values_have_mean_nil_and_deviation_one(draws):
    values = draws.normal("a")
    assert values.mean() == pytest.approx(0, abs=0.03)
    assert values.std() == pytest.approx(1, abs=0.02)
    assert np.mean(values > 1.96) == pytest.approx(0.025, abs=0.005)


@pytest.mark.parametrize("count", [1_000, 7_777, ROWS])
def test_even_values_give_every_share_its_rows_to_within_a_few(draws, count):
    for low, high in ((0.1, 0.15), (0.3, 0.31), (0.9, 0.999)):
        values = draws.even("a")[:count]
        assert np.sum((values >= low) & (values < high)) == pytest.approx(count * (high - low), abs=4)
