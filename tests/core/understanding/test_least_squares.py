"""Least squares with a penalty: where nothing explains more, and what would be said of examples left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.understanding.least_squares import fit


def made_up(seed: int, count: int = 30, columns: int = 50):
    random = np.random.default_rng(seed)
    rows = random.normal(size=(count, columns))
    return rows, np.sign(rows @ random.normal(size=(columns, 3))), random.uniform(0.1, 2, size=count)


@given(seed=st.integers(0, 1000), penalty=st.floats(0.05, 5))
@settings(max_examples=25)
def test_no_step_from_the_result_explains_more(seed, penalty):
    rows, targets, weights = made_up(seed)
    beta = rows.T @ fit(rows @ rows.T, targets, weights, penalty).shares
    gradient = rows.T @ (weights[:, None] * (targets - rows @ beta)) - penalty * beta
    assert np.abs(gradient).max() < 1e-6


@given(seed=st.integers(0, 1000), size=st.integers(1, 12))
@settings(max_examples=25)
def test_what_is_left_out_is_scored_as_if_it_had_never_been_there(seed, size):
    rows, targets, weights = made_up(seed)
    group, rest = np.arange(size), np.arange(size, len(rows))
    left_out = fit(rows @ rows.T, targets, weights, 0.7).left_out(group)
    alone = fit(rows[rest] @ rows[rest].T, targets[rest], weights[rest], 0.7)
    assert left_out == pytest.approx(rows[group] @ rows[rest].T @ alone.shares, abs=1e-6)


def test_an_example_that_counts_twice_is_two_examples():
    rows, targets, _ = made_up(7)
    twice = np.vstack([rows, rows[:10]])
    double = np.ones(len(rows))
    double[:10] = 2
    once = rows.T @ fit(rows @ rows.T, targets, double, 0.5).shares
    both = twice.T @ fit(twice @ twice.T, np.vstack([targets, targets[:10]]), np.ones(len(twice)), 0.5).shares
    assert once == pytest.approx(both, abs=1e-8)


def test_a_penalty_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        fit(np.eye(2), np.eye(2), np.ones(2), 0)
