"""A survey's design: the weight of each row, its stratum, its cluster, and how large the strata are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from wegwijzer.core.survey.labels import Codes, Labels
from wegwijzer.core.survey.layout import Layout, lay_out

__all__ = ["Calibration", "Design", "Flags", "Labels", "Numbers", "Replicates"]

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Replicates:
    """Weights of the same survey drawn again in part: their spread is the sampling error.

    The variance of a figure is `scale` times the sum, over the replicates, of its `rscales` times the squared distance
    of the replicate's figure to the mean of all, or to the figure of the whole sample if `around_estimate`.
    """

    weights: Numbers
    """A row of the survey a row, a replicate a column; complete weights, not factors."""
    scale: float
    rscales: Numbers
    around_estimate: bool = False


@dataclass(frozen=True, eq=False)
class Calibration:
    """That weights were fitted to margins: what the margins explain is no sampling error any more.

    `margins` hold the category of each row in each margin; `before` the weights before fitting.
    """

    margins: tuple[Codes, ...]
    before: Numbers


@dataclass(frozen=True, eq=False)
class Design:
    """How the rows were drawn; None where the survey has no such thing.

    `weights` count the firms of the population that a row stands for. `strata` and `psu` (primary sampling units) are
    labels; `fpc` is the population size of the row's stratum, in sampling units. Without weights each row stands for
    one. With `replicates` the spread is taken from them, and strata, units and `fpc` are not used.
    """

    rows: int
    weights: Numbers | None = None
    strata: Labels | None = None
    psu: Labels | None = None
    fpc: Numbers | None = None
    replicates: Replicates | None = None
    calibrations: tuple[Calibration, ...] = ()

    @cached_property
    def row_weights(self) -> Numbers:
        """The weight of each row."""
        return np.ones(self.rows) if self.weights is None else self.weights

    @cached_property
    def layout(self) -> Layout:
        """The rows' strata and units as whole numbers."""
        return lay_out(self.rows, self.strata, self.psu, self.fpc)
