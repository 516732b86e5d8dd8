"""Sums of weights are protected beside the counts: by dominance, and against whoever works them out from shares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.polytope import Polytope
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules, Dominance, Reason
from wegwijzer.core.disclosure.weighing import weighted_table

RULES = DisclosureRules(weight_dominance=Dominance(2, 85)).for_weights(5)
ROWS, COLS = ("a", "b", "c"), ("x", "y", "z")


def table(rows, cols, weights, rules=RULES):
    return weighted_table({"row": ROWS, "col": COLS}, [rows, cols], weights, rules)


def test_rows_outside_the_table_do_not_count():
    found = table(np.array([0, 0, -1, 2]), np.array([1, 1, 0, -1]), np.array([2.0, 3.0, 7.0, 9.0]))
    assert found.counts.sum() == 2
    assert found.values[0, 1] == 5
    assert found.largest[0, 1].tolist() == [3, 2]


def many(weights_of_first_cell):
    """Six firms in the first cell with these weights, and twenty of weight one in every other."""
    rows, cols, weights = [0] * 6, [0] * 6, list(weights_of_first_cell)
    for row in range(3):
        for col in range(3):
            if (row, col) != (0, 0):
                rows += [row] * 20
                cols += [col] * 20
                weights += [1.0] * 20
    return np.array(rows), np.array(cols), np.array(weights)


@pytest.mark.parametrize(
    ("weights", "is_hidden"),
    [((40, 40, 1, 1, 1, 1), True), ((20, 20, 2, 2, 2, 2), False), ((1, 1, 1, 1, 1, 1), False)],
)
def test_a_cell_that_two_weights_make_up_is_hidden_though_it_has_enough_firms(weights, is_hidden):
    found = protect(table(*many(weights)), RULES)
    reason = found.reason({"row": "a", "col": "x"})
    assert (reason is Reason.DOMINANCE) is is_hidden
    assert (found.hidden >= 4) is is_hidden


def test_a_hidden_sum_of_weights_stays_as_unknown_as_the_rule_of_dominance_asks():
    """The two largest weigh 80 of 84: the sum would have to be 80 / 0.85 = 94.1 for them not to dominate."""
    flag = protect(table(*many((40, 40, 1, 1, 1, 1))), RULES).flags[frozenset({("row", "a"), ("col", "x")})]
    assert flag.value.high - 84 >= 80 / 0.85 - 84 - 1e-6
    assert 84 - flag.value.low >= 80 / 0.85 - 84 - 1e-6


def test_other_rules_leave_weights_alone():
    rules = DisclosureRules(dominance=Dominance(1, 10), p_percent=50).for_weights(5)
    assert protect(table(*many((40, 40, 1, 1, 1, 1)), rules), rules).hidden == 0


@settings(max_examples=60)
@given(st.integers(0, 100_000))
def test_whoever_knows_shares_and_sums_of_weights_cannot_tell_the_weight_of_a_small_cell(seed):
    """The reader knows each shown cell's weight (its share times the sum of weights), all margins, and the rules."""
    draw = np.random.default_rng(seed)
    count = int(draw.integers(30, 150))
    rows, cols = draw.choice(3, count, p=[0.6, 0.3, 0.1]), draw.choice(3, count, p=[0.5, 0.4, 0.1])
    shown = table(rows, cols, draw.uniform(1, 40, count))
    try:
        found = protect(shown, RULES)
    except DisclosureError:
        return  # nothing is published
    margins = {(row, None) for row in ROWS} | {(None, col) for col in COLS}
    gone = {
        (row, col)
        for row in (*ROWS, None)
        for col in (*COLS, None)
        if found.hides({name: label for name, label in (("row", row), ("col", col)) if label is not None})
    }
    equations, right = [], []
    for margin in (*margins, (None, None)):
        under = [
            (r, c) for r in range(3) for c in range(3) if margin[0] in (ROWS[r], None) and margin[1] in (COLS[c], None)
        ]
        if margin not in gone:
            equations.append([float((r, c) in under) for r in range(3) for c in range(3)])
            right.append(sum(shown.values[place] for place in under))
    for r in range(3):
        for c in range(3):
            if (ROWS[r], COLS[c]) not in gone:
                equations.append([float((i, j) == (r, c)) for i in range(3) for j in range(3)])
                right.append(shown.values[r, c])
    system = Polytope(np.array(equations), np.array(right), np.full(9, np.inf))
    for place in np.argwhere((shown.counts > 0) & (shown.counts < 5)).tolist():
        form = np.zeros(9)
        form[place[0] * 3 + place[1]] = 1
        value = shown.values[tuple(place)]
        low, high = system.least(form)[0], -system.least(-form)[0]
        assert low <= value - 0.1 * value + 1e-6
        assert high >= value + 0.1 * value - 1e-6
