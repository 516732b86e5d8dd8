"""Tables of firms that stand for other firms: how many are in each cell, what they weigh, and the largest weights.

Weighted shares tell the sums of weights, so these are protected as values beside the counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np
import numpy.typing as npt

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Dimension, Numbers, Table

Places = npt.NDArray[np.integer]
"""The place of each row's category on an axis; below 0 for a row that is not in the table."""


def weighted_table(
    axes: Mapping[str, Sequence[str]], places: Sequence[Places], weights: Numbers, rules: DisclosureRules
) -> Table:
    """The table of rows by the categories of each axis, with their weights as values.

    >>> rows = [np.array([0, 0, 1, -1])]
    >>> found = weighted_table({"size": ("small", "large")}, rows, np.array([3.0, 1.0, 2.0, 9.0]), DisclosureRules())
    >>> found.counts.tolist(), found.values.tolist(), found.largest.tolist()
    ([2, 1], [4.0, 2.0], [[3.0, 1.0], [2.0, 0.0]])
    """
    dimensions = tuple(Dimension(name, tuple(categories)) for name, categories in axes.items())
    shape = tuple(len(dimension.categories) for dimension in dimensions)
    known = np.all([place >= 0 for place in places], axis=0)
    cells = np.ravel_multi_index(tuple(place[known] for place in places), shape)
    inside = weights[known]
    depth = max(2, rules.dominance.largest if rules.dominance is not None else 0)
    return Table(
        dimensions,
        np.bincount(cells, minlength=prod(shape)).reshape(shape).astype(np.int64),
        np.bincount(cells, inside, minlength=prod(shape)).reshape(shape).astype(np.float64),
        _largest(cells, inside, prod(shape), depth).reshape((*shape, depth)),
    )


def _largest(cells: npt.NDArray[np.intp], weights: Numbers, count: int, depth: int) -> Numbers:
    found = np.zeros((count, depth))
    order = np.lexsort((-weights, cells))
    ordered = cells[order]
    starts = np.searchsorted(ordered, np.arange(count))
    rank = np.arange(len(ordered)) - starts[ordered]
    top = rank < depth
    found[ordered[top], rank[top]] = weights[order][top]
    return found
