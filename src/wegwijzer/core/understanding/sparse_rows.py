"""Rows of numbers that are nearly all nothing, with the few products that a reader of needs takes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_COMMON = 60
"""A column in so many rows is multiplied whole; the others row by row."""


@dataclass(frozen=True, slots=True, eq=False)
class SparseRows:
    """Rows over `columns`; row i holds `values[starts[i]:starts[i + 1]]` at `places[...]`, each place once."""

    starts: NDArray[np.int64]
    places: NDArray[np.int64]
    values: Matrix
    columns: int

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, number: int) -> tuple[NDArray[np.int64], Matrix]:
        """The places and values of one row."""
        part = slice(self.starts[number], self.starts[number + 1])
        return self.places[part], self.values[part]

    def before(self, columns: int) -> SparseRows:
        """The first so many columns alone."""
        if columns >= self.columns:
            return self
        kept = self.places < columns
        starts = np.concatenate([[0], np.cumsum(kept)])[self.starts]
        return SparseRows(starts, self.places[kept], self.values[kept], columns)

    def products(self) -> Matrix:
        """The product of every row with every other."""
        count = len(self)
        owners = np.repeat(np.arange(count), np.diff(self.starts))
        order = np.argsort(self.places, kind="stable")
        owners, values = owners[order], self.values[order]
        edges = np.concatenate([[0], np.cumsum(np.bincount(self.places, minlength=self.columns))])
        found = np.zeros((count, count))
        common: list[Matrix] = []
        for start, end in pairwise(edges):
            rows, held = owners[start:end], values[start:end]
            if end - start >= _COMMON:
                column = np.zeros(count)
                column[rows] = held
                common.append(column)
            elif end - start > 0:
                found[np.ix_(rows, rows)] += np.outer(held, held)
        if common:
            whole = np.array(common)
            found += whole.T @ whole
        return found

    def times(self, weights: NDArray[np.floating]) -> Matrix:
        """The rows times weights (columns x anything); columns that the weights do not reach count for nothing."""
        rows = self.before(len(weights))
        found = np.zeros((len(rows), weights.shape[1]))
        for number in range(len(rows)):
            places, values = rows.row(number)
            found[number] = values @ weights[places]
        return found

    def turned_times(self, shares: Matrix) -> Matrix:
        """The rows turned on their side times shares (rows x anything): what each column adds up to."""
        found = np.zeros((self.columns, shares.shape[1]))
        for number in range(len(self)):
            places, values = self.row(number)
            found[places] += np.outer(values, shares[number])
        return found


def sparse_rows(rows: Iterable[Mapping[int, float]], columns: int) -> SparseRows:
    """Rows from what each holds by column."""
    listed = list(rows)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in listed])]).astype(np.int64)
    places = np.fromiter((place for row in listed for place in row), np.int64, int(starts[-1]))
    values = np.fromiter((value for row in listed for value in row.values()), np.float64, int(starts[-1]))
    return SparseRows(starts, places, values, columns)
