"""Gather needs into groups: the two that are most alike on average become one, until none are alike enough.

Average linkage over rows whose products are likenesses: the mean likeness of two groups is the product of their sums
over their sizes, exactly, so a hundred thousand needs take no table of all pairs. Which groups are tried is known from
the nearest neighbours of each need.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.clustering.kinship import Rows
from wegwijzer.core.clustering.neighbours import Pairs

_Places = NDArray[np.int64]
_ROUND = 5
"""Likenesses are compared to so many decimals, so that the order of adding up decides nothing."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided, by the places of needs: `together` must be one group, pairs in `apart` never."""

    together: Sequence[Sequence[int]] = ()
    apart: Sequence[tuple[int, int]] = ()
    seeds: Mapping[int, int] = field(default_factory=dict)
    """Place to a number: groups that hold different numbers never join by themselves."""


@dataclass(slots=True)
class _Candidates:
    """The groups that one may join, the most alike first, as they were when the one was last joined to another."""

    others: _Places
    stamps: _Places
    values: NDArray[np.float64]
    next: int = 0


class _Groups:
    """Groups while they grow: sums of rows, sizes, and who borders on whom. A group is known by its lowest place."""

    def __init__(self, rows: Rows, pairs: Pairs, constraints: Constraints) -> None:
        total = len(rows)
        self.sums: Rows = rows.astype(np.float32)
        self.sizes = np.ones(total, np.int64)
        self.members: dict[int, list[int]] = {}
        self.stamps = np.zeros(total, np.int64)
        self._head = np.arange(total)
        both = np.concatenate([pairs, pairs[:, ::-1]])
        both = both[np.argsort(both[:, 0], kind="stable")]
        self._beside, self._starts = both[:, 1].copy(), np.searchsorted(both[:, 0], np.arange(total + 1))
        self._borders: dict[int, _Places] = {}
        self._enemies: dict[int, set[int]] = {}
        self._seeds = dict(constraints.seeds)
        for one, other in constraints.apart:
            self._enemies.setdefault(one, set()).add(other)
            self._enemies.setdefault(other, set()).add(one)

    def group_of(self, place: int) -> int:
        """By which place the group of a place is known."""
        head = self._head
        while head[place] != place:
            head[place] = head[head[place]]
            place = int(head[place])
        return place

    def borders(self, one: int) -> _Places:
        """The groups that may be worth joining to a group."""
        near = self._borders.get(one)
        if near is None:
            near = self._beside[self._starts[one] : self._starts[one + 1]]
        heads = self._head[near]
        while not np.array_equal(heads, further := self._head[heads]):
            heads = further
        return np.unique(heads[heads != one])

    def candidates(self, one: int, join: float) -> _Candidates | None:
        """The groups that it may join and that are alike enough; None when there are none."""
        others = self._allowed(one, self.borders(one))
        products = self.sums[others] @ self.sums[one]
        values = np.round(products.astype(np.float64) / (self.sizes[one] * self.sizes[others]), _ROUND)
        enough = values >= join
        if not enough.any():
            return None
        others, values = others[enough], values[enough]
        order = np.lexsort((np.maximum(others, one), np.minimum(others, one), -values))
        return _Candidates(others[order], self.stamps[others[order]], values[order])

    def _allowed(self, one: int, others: _Places) -> _Places:
        """Without those from which what was decided keeps it apart."""
        enemies, seed = self._enemies.get(one), self._seeds.get(one)
        if not enemies and seed is None:
            return others
        kept = [
            other
            for other in others.tolist()
            if not (enemies and other in enemies) and (seed is None or self._seeds.get(other, seed) == seed)
        ]
        return np.asarray(kept, np.int64)

    def join(self, one: int, other: int) -> int:
        """Make two groups one, known by the lower number; who borders on either borders on it."""
        kept, gone = (one, other) if one < other else (other, one)
        near = np.union1d(self.borders(kept), self.borders(gone))
        self._borders.pop(gone, None)
        self._borders[kept] = near[(near != kept) & (near != gone)]
        self.sums[kept] += self.sums[gone]
        self.sizes[kept] += self.sizes[gone]
        self.members.setdefault(kept, [kept]).extend(self.members.pop(gone, [gone]))
        self._head[gone] = kept
        self.stamps[kept] += 1
        self.stamps[gone] = -1
        if gone in self._seeds:
            self._seeds.setdefault(kept, self._seeds.pop(gone))
        for enemy in self._enemies.pop(gone, set()):
            self._enemies[enemy].discard(gone)
            self._enemies[enemy].add(kept)
            self._enemies.setdefault(kept, set()).add(enemy)
        return kept

    def all(self) -> list[list[int]]:
        """Every group, sorted, in the order of their first member."""
        return [sorted(self.members.get(place, (place,))) for place in np.flatnonzero(self.stamps >= 0).tolist()]


def gather(rows: Rows, pairs: Pairs, *, join: float, constraints: Constraints | None = None) -> list[list[int]]:
    """Groups of places, each sorted, in the order of their first member; those of one need too.

    `pairs` say which needs may be worth joining. What people said must be one group is one from the start.
    """
    bound = constraints or Constraints()
    groups = _Groups(rows, pairs, bound)
    for chain in bound.together:
        for one, other in pairwise(chain):
            first, second = groups.group_of(one), groups.group_of(other)
            if first != second:
                groups.join(first, second)

    # Each group stands in the queue with the nearest of its candidates. A likeness changes only when one of the two is
    # joined to a third, which then finds its candidates anew: the first of the queue is the most alike of all.
    candidates: dict[int, _Candidates] = {}
    queue: list[tuple[float, int, int, int, int]] = []

    def stand(one: int, found: _Candidates) -> None:
        still = groups.stamps[found.others[found.next :]] == found.stamps[found.next :]
        ahead = int(np.argmax(still)) if still.any() else len(found.others)
        found.next += ahead
        if found.next >= len(found.others):
            del candidates[one]
            return
        other = int(found.others[found.next])
        low, high = (one, other) if one < other else (other, one)
        heapq.heappush(queue, (-float(found.values[found.next]), low, high, one, int(groups.stamps[one])))

    def offer(one: int) -> None:
        found = groups.candidates(one, join)
        if found is None:
            candidates.pop(one, None)
        else:
            candidates[one] = found
            stand(one, found)

    for one in np.flatnonzero(groups.stamps >= 0).tolist():
        offer(one)
    while queue:
        _, low, high, one, stamp = heapq.heappop(queue)
        found = candidates.get(one)
        if found is None or groups.stamps[one] != stamp:
            continue
        if groups.stamps[found.others[found.next]] != found.stamps[found.next]:
            stand(one, found)
            continue
        kept = groups.join(low, high)
        candidates.pop(low + high - kept, None)
        offer(kept)
    return groups.all()


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


def cohesion(rows: Rows, members: Sequence[int]) -> float:
    """How alike two members of a group are, on average; 1 for a group of one."""
    if len(members) < 2:
        return 1.0
    return round(float(mean_likenesses(rows, members).mean()), _ROUND)


def mean_likenesses(rows: Rows, members: Sequence[int]) -> NDArray[np.float64]:
    """How alike each member is to the others of its group, on average."""
    own = rows[np.asarray(members)].astype(np.float64)
    products = own @ own.sum(axis=0) - np.einsum("ij,ij->i", own, own)
    return np.asarray(products / (len(own) - 1))
