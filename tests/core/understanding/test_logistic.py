"""Logistic regression with a penalty: where the gradient is zero, and what the weights of examples mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.understanding.logistic import fit, probability


def made_up(seed: int, count: int = 40, columns: int = 60):
    random = np.random.default_rng(seed)
    rows = random.normal(size=(count, columns))
    targets = (probability(rows @ random.normal(size=(columns, 3)) * 0.3) > 0.6).astype(float)
    return rows, targets


@given(seed=st.integers(0, 1000), penalty=st.floats(0.05, 5))
@settings(max_examples=25)
def test_no_step_from_the_result_explains_more(seed, penalty):
    rows, targets = made_up(seed)
    weights = np.ones(len(rows))
    beta = rows.T @ fit(rows @ rows.T, targets, weights, penalty)
    gradient = rows.T @ (targets - probability(rows @ beta)) - penalty * beta
    assert np.abs(gradient).max() < 0.02 * len(rows)


def test_an_example_that_counts_twice_is_two_examples():
    rows, targets = made_up(7)
    twice = np.vstack([rows, rows[:10]])
    double = np.ones(len(rows))
    double[:10] = 2
    once = rows.T @ fit(rows @ rows.T, targets, double, 0.5)
    both = twice.T @ fit(twice @ twice.T, np.vstack([targets, targets[:10]]), np.ones(len(twice)), 0.5)
    assert np.abs(once - both).max() < 0.01


def test_the_order_of_the_examples_does_not_matter():
    rows, targets = made_up(3)
    turned = rows[::-1]
    one = rows.T @ fit(rows @ rows.T, targets, np.ones(len(rows)), 0.5)
    other = turned.T @ fit(turned @ turned.T, targets[::-1], np.ones(len(rows)), 0.5)
    assert np.abs(one - other).max() < 0.01


def test_a_penalty_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        fit(np.eye(2), np.eye(2), np.ones(2), 0)
