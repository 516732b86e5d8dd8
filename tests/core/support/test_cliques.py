"""Pairs that exclude each other, covered by groups."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.support.cliques import cliques

PAIRS = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), max_size=20)


@given(PAIRS)
def test_groups_hold_every_pair_and_no_other(pairs):
    covered = {pair for group in cliques(pairs) for pair in combinations(group, 2)}
    assert covered == pairs


@given(
    st.lists(st.sampled_from(sorted({(a, b) for a in range(5) for b in range(a + 1, 5)})), unique=True), st.randoms()
)
def test_the_order_of_pairs_does_not_matter(pairs, random):
    first = cliques(pairs)
    random.shuffle(pairs)
    assert cliques(pairs) == first
