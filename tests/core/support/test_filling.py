"""Ceilings filled to the last cent."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.support.filling import Ceiling, fill


def test_a_shared_ceiling_goes_to_the_first_first():
    assert fill([5000, 4000], [Ceiling(frozenset({0, 1}), 7500)]) == (5000, 2500)


def test_a_heavier_weight_goes_first():
    assert fill([5000, 4000], [Ceiling(frozenset({0, 1}), 7500)], [1, 2]) == (3500, 4000)


def test_three_ceilings_that_cross_leave_whole_cents():
    crossing = [Ceiling(frozenset(pair), 1) for pair in ((0, 1), (1, 2), (0, 2))]
    assert sum(fill([1, 1, 1], crossing)) == 1


def test_the_least_amounts_are_kept():
    assert fill([5000, 4000], [Ceiling(frozenset({0, 1}), 7500)], least=[0, 4000]) == (3500, 4000)


PARTS = st.lists(st.integers(0, 4), min_size=1, max_size=4)
CEILINGS = st.lists(
    st.tuples(st.sets(st.integers(0, 3), min_size=1), st.integers(0, 8)).map(
        lambda drawn: Ceiling(frozenset(drawn[0]), drawn[1])
    ),
    max_size=4,
)


@settings(max_examples=150)
@given(reach=PARTS, drawn=CEILINGS, weights=st.lists(st.integers(1, 3), min_size=4, max_size=4))
def test_no_whole_amounts_within_the_ceilings_weigh_more(reach, drawn, weights):
    ceilings = [Ceiling(item.members & set(range(len(reach))), item.limit) for item in drawn]
    own = weights[: len(reach)]

    def fits(amounts):
        return all(sum(amounts[part] for part in item.members) <= item.limit for item in ceilings)

    def weight(amounts):
        return sum(a * w for a, w in zip(amounts, own, strict=True))

    found = fill(reach, ceilings, own)
    assert fits(found)
    assert all(0 <= amount <= most for amount, most in zip(found, reach, strict=True))
    possible = product(*(range(most + 1) for most in reach))
    assert weight(found) == max(weight(amounts) for amounts in possible if fits(amounts))
