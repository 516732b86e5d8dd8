"""How the rows lie in their strata and sampling units, worked out once for a design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wegwijzer.core.survey.labels import Codes, Labels, coded

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Layout:
    """Strata and units as whole numbers.

    A unit is a stratum with a label of `psu`, or a row where there are no clusters. `fraction` is the share of a
    stratum's units that was drawn: 0 without a finite population.
    """

    unit: Codes
    """The unit of each row."""
    stratum: Codes
    """The stratum of each row."""
    unit_stratum: Codes
    """The stratum of each unit."""
    units: Numbers
    """The number of units in each stratum."""
    fraction: Numbers
    names: tuple[str, ...]
    """The label of each stratum; one empty label where there are none."""
    sound: bool
    """No label is missing, no unit lies in two strata, and each stratum has one finite population that is enough."""

    @property
    def single(self) -> npt.NDArray[np.bool_]:
        """Strata with one unit that are no census of themselves: their spread cannot be told."""
        return np.asarray((self.units == 1) & (self.fraction < 1))


def lay_out(rows: int, strata: Labels | None, psu: Labels | None, fpc: Numbers | None) -> Layout:
    """The layout of a design; one with faults gets a layout too, which is not `sound`."""
    names: tuple[str, ...]
    if strata is None:
        stratum, names, sound = np.zeros(rows, np.int64), ("",), True
    else:
        drawn = coded(strata)
        stratum, names, sound = drawn.codes, drawn.names, not drawn.missing.any()
    if psu is None:
        unit, unit_stratum = np.arange(rows), stratum
    else:
        cluster = coded(psu)
        pairs = stratum * np.int64(len(cluster.names) + 1) + cluster.codes
        _, first, unit = np.unique(pairs, return_index=True, return_inverse=True)
        unit_stratum = stratum[first]
        sound = sound and not cluster.missing.any() and len(first) == len(np.unique(cluster.codes))
    units = np.bincount(unit_stratum[unit_stratum >= 0], minlength=len(names)).astype(np.float64)
    fraction = np.zeros(len(names))
    if fpc is not None and rows:
        sizes = np.full(len(names), np.nan)
        sizes[stratum[::-1]] = fpc[::-1]
        with np.errstate(invalid="ignore", divide="ignore"):
            sound = sound and bool(np.all(fpc == sizes[stratum]) and np.all(sizes >= units))
            fraction = units / sizes
    return Layout(unit, stratum, unit_stratum, units, fraction, names, sound)
