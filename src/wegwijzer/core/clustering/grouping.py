"""Gather needs into groups: the two that are most alike on average become one, until none are alike enough.

Average linkage over rows whose products are likenesses: the mean likeness of two groups is the product of their sums
over their sizes, exactly, so a hundred thousand needs take no table of all pairs. Which groups are tried is known from
the nearest neighbours of each need, found block by block.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.clustering.kinship import Rows

Pairs = NDArray[np.int64]
"""A row for each pair of places."""

NEIGHBOURS = 24
_BLOCK = 1_024
_ROUND = 5
"""Likenesses are compared to so many decimals, so that the order of adding up decides nothing."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided, by the places of needs: `together` must be one group, pairs in `apart` never."""

    together: Sequence[Sequence[int]] = ()
    apart: Sequence[tuple[int, int]] = ()
    seeds: Mapping[int, int] = field(default_factory=dict)
    """Place to a number: groups that hold different numbers never join by themselves."""


def neighbours(rows: Rows, *, least: float, count: int = NEIGHBOURS) -> Pairs:
    """Pairs of needs, one of which is among the `count` nearest of the other and at least so alike, in order.

    Memory is bounded by the block and by the number of pairs.
    """
    total = len(rows)
    wanted = min(count + 1, total)
    found: list[NDArray[np.int64]] = []
    for start in range(0, total, _BLOCK):
        products = rows[start : start + _BLOCK] @ rows.T
        best = np.argpartition(products, total - wanted, axis=1)[:, total - wanted :].astype(np.int64)
        own = np.broadcast_to(np.arange(start, start + len(products))[:, None], best.shape)
        near = (np.take_along_axis(products, best, axis=1) >= least) & (best != own)
        one, other = own[near], best[near]
        found.append(np.minimum(one, other) * total + np.maximum(one, other))
    keys = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return np.column_stack([keys // max(total, 1), keys % max(total, 1)])


class _Groups:
    """Groups while they grow: sums of rows, sizes, and who borders on whom."""

    def __init__(self, rows: Rows, constraints: Constraints) -> None:
        self.sums: Rows = rows.astype(np.float32)
        self.sizes = np.ones(len(self.sums), np.int64)
        self.members: dict[int, list[int]] = {place: [place] for place in range(len(self.sums))}
        self.borders: dict[int, set[int]] = {}
        self.enemies: dict[int, set[int]] = {}
        self.seeds = dict(constraints.seeds)
        for one, other in constraints.apart:
            self.enemies.setdefault(one, set()).add(other)
            self.enemies.setdefault(other, set()).add(one)

    def border(self, one: int, other: int) -> None:
        """Say that two groups may be worth joining."""
        self.borders.setdefault(one, set()).add(other)
        self.borders.setdefault(other, set()).add(one)

    def may_join(self, one: int, other: int) -> bool:
        """Whether nothing that was decided keeps two groups apart."""
        first, second = self.seeds.get(one), self.seeds.get(other)
        return other not in self.enemies.get(one, ()) and (first is None or second is None or first == second)

    def likenesses(self, one: int, others: Sequence[int]) -> NDArray[np.float64]:
        """The mean likeness of a group with others."""
        places = np.asarray(others)
        products = self.sums[places].astype(np.float64) @ self.sums[one].astype(np.float64)
        return np.asarray(products / (self.sizes[one] * self.sizes[places]))

    def join(self, one: int, other: int) -> int:
        """Make two groups one, known by the lower number; who borders on either borders on it."""
        kept, gone = (one, other) if one < other else (other, one)
        self.sums[kept] += self.sums[gone]
        self.sizes[kept] += self.sizes[gone]
        self.members[kept] += self.members.pop(gone)
        if gone in self.seeds:
            self.seeds.setdefault(kept, self.seeds.pop(gone))
        for known in (self.borders, self.enemies):
            theirs = known.pop(gone, set())
            own = known.setdefault(kept, set())
            for third in theirs:
                of_third = known.get(third)
                if of_third is not None:
                    of_third.discard(gone)
                if third != kept:
                    own.add(third)
                    if of_third is not None:
                        of_third.add(kept)
            own.discard(gone)
        return kept


def gather(rows: Rows, pairs: Pairs, *, join: float, constraints: Constraints | None = None) -> list[list[int]]:
    """Groups of places, each sorted, in the order of their first member; those of one need too.

    `pairs` say which needs may be worth joining. What people said must be one group is one from the start.
    """
    bound = constraints or Constraints()
    groups = _Groups(rows, bound)
    head = list(range(len(rows)))

    def group_of(place: int) -> int:
        while head[place] != place:
            head[place] = head[head[place]]
            place = head[place]
        return place

    for one, other in pairs.tolist():
        groups.border(one, other)
    for chain in bound.together:
        for one, other in pairwise(chain):
            first, second = group_of(one), group_of(other)
            if first != second:
                kept = groups.join(first, second)
                head[first + second - kept] = kept

    stamps = dict.fromkeys(groups.members, 0)
    queue: list[tuple[float, int, int, int, int]] = []

    def offer(one: int, others: Sequence[int]) -> None:
        allowed = [other for other in others if groups.may_join(one, other)]
        if not allowed:
            return
        for other, value in zip(allowed, groups.likenesses(one, allowed).tolist(), strict=True):
            if value >= join:
                low, high = (one, other) if one < other else (other, one)
                heapq.heappush(queue, (-round(value, _ROUND), low, high, stamps[low], stamps[high]))

    for one in sorted(groups.borders):
        offer(one, sorted(other for other in groups.borders[one] if other > one))
    while queue:
        _, one, other, first, second = heapq.heappop(queue)
        if stamps.get(one) != first or stamps.get(other) != second:
            continue
        kept = groups.join(one, other)
        del stamps[one + other - kept]
        stamps[kept] += 1
        offer(kept, sorted(groups.borders.get(kept, ())))
    return [sorted(members) for _, members in sorted(groups.members.items())]


def settle(
    rows: Rows, groups: Sequence[Sequence[int]], *, stay: float, fixed: frozenset[int] = frozenset()
) -> list[list[int]]:
    """Groups without the members that are too little like the rest; `fixed` members always stay."""
    settled: list[list[int]] = []
    for group in groups:
        members = list(group)
        while len(members) > 1:
            own = np.round(mean_likenesses(rows, members), _ROUND)
            loose = [(value, -place) for place, value in zip(members, own.tolist(), strict=True) if place not in fixed]
            if not loose or min(loose)[0] >= stay:
                break
            members.remove(-min(loose)[1])
        settled.append(members)
    return settled


def mean_likenesses(rows: Rows, members: Sequence[int]) -> NDArray[np.float64]:
    """How alike each member is to the others of its group, on average."""
    own = rows[np.asarray(members)].astype(np.float64)
    products = own @ own.sum(axis=0) - np.einsum("ij,ij->i", own, own)
    return np.asarray(products / (len(own) - 1))
