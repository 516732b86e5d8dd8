"""A survey's design: the weight of each row, its stratum, its cluster, and how large the strata are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.object_]
"""A label a row, as text."""


@dataclass(frozen=True, eq=False)
class Design:
    """How the rows were drawn; None where the survey has no such thing.

    `weights` count the firms of the population that a row stands for. `strata` and `psu` (primary sampling units) are
    labels; `fpc` is the population size of the row's stratum, in sampling units. Without weights each row stands for
    one.
    """

    rows: int
    weights: Numbers | None = None
    strata: Labels | None = None
    psu: Labels | None = None
    fpc: Numbers | None = None
