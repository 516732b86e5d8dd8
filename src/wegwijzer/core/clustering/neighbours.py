"""Which needs lie near each other, without a table of all pairs.

Up to `ALL_COMPARED` needs every pair is looked at, block by block. Beyond it needs are first laid in lists around
middles (k-means on the sphere) and looked for in the lists nearest to their own, as in Jégou, Douze and Schmid (2011):
a sixteenth of the work at a hundred thousand needs. The middles follow from the rows alone: the same needs find the
same neighbours every time.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.clustering.kinship import Rows

Pairs = NDArray[np.int64]
"""A row for each pair of places."""
_Places = NDArray[np.int64]

NEIGHBOURS = 24
ALL_COMPARED = 16_384
"""Needs up to which all pairs are compared: some seconds of work."""
_TABLE = 16_777_216
"""Numbers of a block of products: 64 megabytes."""
_LIST = 192
"""Needs of a list, on average."""
_NEAREST_LISTS = 32
_SAMPLED, _ROUNDS = 16_384, 4


def neighbours(rows: Rows, *, least: float, count: int = NEIGHBOURS, all_compared: int = ALL_COMPARED) -> Pairs:
    """Pairs of needs, one of which is among the `count` nearest of the other and at least so alike, in order.

    Memory is bounded by the block and by the number of pairs.
    """
    total = len(rows)
    found: list[NDArray[np.int64]] = []
    for own, others in _compared(rows, all_compared=all_compared):
        there = rows if len(others) == total else rows[others]
        wanted = min(count + 1, len(others))
        step = max(_TABLE // len(others), 1)
        for start in range(0, len(own), step):
            places = own[start : start + step]
            products = rows[places] @ there.T
            best = np.argpartition(products, len(others) - wanted, axis=1)[:, len(others) - wanted :]
            one = np.broadcast_to(places[:, None], best.shape)
            other = others[best]
            near = (np.take_along_axis(products, best, axis=1) >= least) & (one != other)
            found.append(np.minimum(one, other)[near] * total + np.maximum(one, other)[near])
    keys = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return np.column_stack([keys // max(total, 1), keys % max(total, 1)])


def _compared(rows: Rows, *, all_compared: int) -> Iterator[tuple[_Places, _Places]]:
    """Needs, with the needs among which their neighbours are looked for."""
    total = len(rows)
    if total <= all_compared:
        if total:
            yield np.arange(total), np.arange(total)
        return
    middles = _middles(rows, total // _LIST + 1)
    nearest = np.concatenate([np.argmax(rows[part] @ middles.T, axis=1) for part in _parts(total)])
    lists = np.split(np.argsort(nearest, kind="stable"), np.cumsum(np.bincount(nearest, minlength=len(middles)))[:-1])
    reached = np.argsort(-(middles @ middles.T), axis=1, kind="stable")[:, :_NEAREST_LISTS]
    for number, own in enumerate(lists):
        if len(own):
            yield own, np.sort(np.concatenate([lists[place] for place in {number, *reached[number].tolist()}]))


def _middles(rows: Rows, count: int) -> Rows:
    """Directions around which the rows lie: of length one, begun at rows at even distances."""
    sample = rows[np.linspace(0, len(rows) - 1, min(len(rows), _SAMPLED)).astype(np.int64)]
    middles = _long(sample[np.linspace(0, len(sample) - 1, count).astype(np.int64)])
    for _ in range(_ROUNDS):
        nearest = np.concatenate([np.argmax(sample[part] @ middles.T, axis=1) for part in _parts(len(sample))])
        sums = np.zeros_like(middles)
        np.add.at(sums, nearest, sample)
        held = np.linalg.norm(sums, axis=1) > 0
        middles[held] = _long(sums[held])
    return middles


def _long(rows: Rows) -> Rows:
    """Of length one; what has no length stays."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _parts(total: int) -> Iterator[slice]:
    return (slice(start, start + _TABLE // 4_096) for start in range(0, total, _TABLE // 4_096))
