"""Rounded tables still add up, and no number moves further than to a multiple beside it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.core.disclosure.tables import COLUMNS, ROWS, two_way
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rounding import controlled, rounded
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Table


@given(table=two_way(40), step=st.integers(2, 9))
def test_every_number_goes_to_a_multiple_beside_it_and_the_sums_hold(table, step):
    counts, found = table.counts, controlled(table.counts, step)
    assert (found % step == 0).all()
    for true, shown in (
        (counts, found),
        (counts.sum(axis=0), found.sum(axis=0)),
        (counts.sum(axis=1), found.sum(axis=1)),
        (counts.sum(), found.sum()),
    ):
        assert (np.abs(true - shown) < step).all()


@given(table=two_way(40), step=st.integers(2, 9))
def test_rounding_is_the_same_every_time_and_leaves_multiples_alone(table, step):
    once = controlled(table.counts, step)
    assert (once == controlled(table.counts, step)).all()
    assert (once == controlled(once, step)).all()


def test_the_nearest_multiple():
    assert [rounded(count, 5) for count in (0, 2, 3, 7, 8, 12)] == [0, 0, 5, 5, 10, 10]


def test_a_protected_table_gives_rounded_counts_where_the_rules_ask_for_them():
    table = Table.of({"segment": ROWS, "size": COLUMNS[:2]}, [[11, 13], [24, 26], [42, 48]])
    found = protect(table, DisclosureRules(rounding_step=5))
    parts = [found.count({"segment": "koploper", "size": size}) for size in COLUMNS[:2]]
    assert sum(part for part in parts if part is not None) == found.count({"segment": "koploper"})
