"""Who used what, and of how many firms: the two sides of reach, as columns.

A use is one firm that used one measure in one year, once whatever the number of its requests; its amount is the sum of
that year. The other side is a population: firms one by one, or how many firms a row stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from wegwijzer.core.survey.design import Design

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DIMENSIONS = ("size", "sector", "province", "layer")
"""What reach is split by: size class, sector, province, and layer of the innovation pyramid."""


@dataclass(frozen=True, eq=False)
class Classes:
    """The class of each row in one dimension, as its place in `names`; -1 where it is not known."""

    names: tuple[str, ...]
    places: Integers


@dataclass(frozen=True, eq=False)
class Uses:
    """Uses of measures, one a row: the firm and the measure as whole numbers from 0, and the year.

    `amount` is in euro, not-a-number where it is not known. `classes` are those of the firm in that year, by dimension.
    """

    firm: Integers
    measure: Integers
    year: Integers
    measures: tuple[str, ...]
    classes: Mapping[str, Classes]
    amount: Numbers
    is_synthetic: bool = False

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years in which anything was used."""
        return tuple(np.unique(self.year).tolist())

    def rows(self, year: int, measure: str | None = None) -> Integers:
        """One row of each firm that used a measure (any, when left out) in a year."""
        chosen = self.year == year
        if measure is not None:
            chosen &= self.measure == self.measures.index(measure)
        rows = np.flatnonzero(chosen)
        _, first = np.unique(self.firm[rows], return_index=True)
        return np.asarray(rows[first], np.int64)

    def users(self, year: int, measure: str | None = None) -> Integers:
        """The firms that used a measure (any, when left out) in a year, rising."""
        return np.asarray(self.firm[self.rows(year, measure)], np.int64)


@dataclass(frozen=True, eq=False)
class Firms:
    """The population: rows of firms with their classes, and how many firms each row stands for.

    `year` is that in which each row holds; None where the population is the same in every year. With `design` the rows
    are a sample, and the number of firms has a sampling error.
    """

    weight: Numbers
    classes: Mapping[str, Classes]
    year: Integers | None = None
    design: Design | None = None
    is_synthetic: bool = False

    def within(self, year: int) -> Flags:
        """The rows of a year."""
        return np.ones(len(self.weight), np.bool_) if self.year is None else np.asarray(self.year == year)

    def has(self, year: int) -> bool:
        """Whether there are firms of that year."""
        return bool(self.within(year).any())
