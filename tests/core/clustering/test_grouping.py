"""Groups are those of average linkage, found without a table of all pairs."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.clustering.grouping import Constraints, gather, mean_likenesses, settle
from wegwijzer.core.clustering.neighbours import neighbours

_JOIN = 0.4


def rows_of(seed: int, count: int = 14) -> np.ndarray:
    chance = np.random.default_rng(seed)
    middles = chance.normal(size=(5, 8))
    rows = middles[chance.integers(0, 5, count)] + chance.normal(size=(count, 8)) * 0.7
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def by_the_book(rows: np.ndarray, join: float) -> list[list[int]]:
    """Average linkage over all pairs, step by step."""
    groups = [[place] for place in range(len(rows))]
    table = rows.astype(np.float64) @ rows.T.astype(np.float64)
    while len(groups) > 1:
        best = max(
            ((round(float(table[np.ix_(one, other)].mean()), 5), one, other) for one, other in combinations(groups, 2)),
            key=lambda found: found[0],
        )
        if best[0] < join:
            break
        groups = [group for group in groups if group not in best[1:]] + [sorted(best[1] + best[2])]
    return sorted(groups)


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_with_all_pairs_it_is_average_linkage(seed):
    rows = rows_of(seed)
    pairs = neighbours(rows, least=-1, count=len(rows) - 1)
    assert sorted(gather(rows, pairs, join=_JOIN)) == by_the_book(rows, _JOIN)


def test_each_pair_of_neighbours_is_told_once_and_only_from_the_least_on():
    rows = rows_of(1)
    pairs = neighbours(rows, least=0.5, count=4)
    told = [tuple(pair) for pair in pairs.tolist()]
    assert len(set(told)) == len(told)
    assert all(one < other and rows[one] @ rows[other] >= 0.5 for one, other in told)
    nearest = int(np.argsort(-(rows @ rows[0]))[1])
    assert (0, nearest) in told


def test_many_needs_find_their_neighbours_in_lists_as_among_all():
    chance = np.random.default_rng(4)
    middles = chance.normal(size=(40, 16))
    rows = middles[chance.integers(0, 40, 3_000)] + chance.normal(size=(3_000, 16)) * 0.5
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    among_all = {tuple(pair) for pair in neighbours(rows, least=0.3, count=8).tolist()}
    listed = neighbours(rows, least=0.3, count=8, all_compared=100)
    assert np.array_equal(listed, neighbours(rows, least=0.3, count=8, all_compared=100))
    assert len(among_all & {tuple(pair) for pair in listed.tolist()}) > 0.97 * len(among_all)


@given(st.integers(0, 1_000), st.integers(0, 13), st.integers(0, 13))
@settings(max_examples=20, deadline=None)
def test_what_must_be_apart_is_never_joined_and_what_must_be_together_always_is(seed, one, other):
    rows = rows_of(seed)
    pairs = neighbours(rows, least=-1)
    if one == other:
        return
    parted = gather(rows, pairs, join=_JOIN, constraints=Constraints(apart=[(one, other)]))
    assert not any(one in group and other in group for group in parted)
    bound = gather(rows, pairs, join=_JOIN, constraints=Constraints(together=[(one, other)]))
    assert any(one in group and other in group for group in bound)
    for groups in (parted, bound):
        assert sorted(place for group in groups for place in group) == list(range(len(rows)))


def test_groups_with_different_seeds_do_not_meet():
    rows = np.ones((4, 2), np.float32)
    pairs = neighbours(rows, least=0)
    groups = gather(rows, pairs, join=0.5, constraints=Constraints(seeds={0: 1, 3: 2}))
    assert len(groups) == 2
    assert not any(0 in group and 3 in group for group in groups)


def test_a_member_unlike_the_rest_is_let_go_unless_it_is_held():
    rows = np.array([[1, 0], [1, 0], [1, 0], [0, 1]], np.float32)
    assert settle(rows, [[0, 1, 2, 3]], stay=0.3) == [[0, 1, 2]]
    assert settle(rows, [[0, 1, 2, 3]], stay=0.3, fixed=frozenset({3})) == [[0, 1, 2, 3]]
    assert mean_likenesses(rows, [0, 1, 3]).tolist() == [0.5, 0.5, 0.0]
