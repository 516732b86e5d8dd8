"""Replicate weights of a design: the jackknife, balanced halves, and the bootstrap.

The factors and scales are those of R's survey package (as.svrepdesign): JK1 and JKn, BRR over a Hadamard matrix, and
the bootstrap of Rao and Wu (1988) with n - 1 units drawn from n in each stratum.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.checking import refuse_unsound, single_unit_faults
from wegwijzer.core.survey.design import Design, Numbers, Replicates


def jackknife(design: Design) -> Design:
    """Each sampling unit left out in turn: JKn with strata, JK1 without. The finite population is taken along.

    Strata that were drawn whole have no sampling error and so no replicates.
    """
    units = _units(design)
    layout = design.layout
    factors = np.ones((len(units), len(units)))
    rscales = np.empty(len(units))
    for stratum in range(len(layout.names)):
        inside = np.flatnonzero(units == stratum)
        count = len(inside)
        factors[np.ix_(inside, inside)] = count / (count - 1)
        factors[inside, inside] = 0.0
        rscales[inside] = (count - 1) / count * (1 - layout.fraction[stratum])
    some = rscales > 0
    if not some.any():
        raise InputError([Fault("fpc", "every stratum was drawn whole: there is no sampling error.", "a sample.")])
    return _with(design, factors[:, some], 1.0, rscales[some])


def balanced_halves(design: Design) -> Design:
    """Half of the units at a time, one of two in each stratum (BRR), balanced over a Hadamard matrix.

    Without a finite population: balanced halves have no correction for one.
    """
    units = _units(design)
    layout = design.layout
    faults = [
        Fault(f'stratum "{layout.names[stratum]}"', f"has {layout.units[stratum]:g} sampling units.", "two.")
        for stratum in np.flatnonzero(layout.units != 2)
    ]
    if design.fpc is not None:
        faults.append(
            Fault("fpc", "balanced halves know no finite population.", "a design without fpc, or the jackknife.")
        )
    if faults:
        raise InputError(faults)
    signs = _hadamard(len(layout.names))[:, 1 : len(layout.names) + 1]
    second = np.zeros(len(units), np.bool_)
    for stratum in range(len(layout.names)):
        second[np.flatnonzero(units == stratum)[1]] = True
    chosen = np.where(second[:, np.newaxis], -signs.T[units], signs.T[units])
    replicates = chosen.shape[1]
    return _with(design, 1.0 + chosen, 1 / replicates, np.ones(replicates))


def bootstrap(design: Design, *, replicates: int, seed: int) -> Design:
    """In each stratum one unit fewer than there are, drawn with replacement, again and again.

    A finite population is left out, so errors are on the safe side.
    """
    if replicates < 2:
        raise InputError([Fault("replicates", f"is {replicates}.", "two or more, better some hundreds.")])
    units = _units(design)
    draw = np.random.default_rng(seed)
    factors = np.zeros((len(units), replicates))
    for stratum in range(len(design.layout.names)):
        inside = np.flatnonzero(units == stratum)
        count = len(inside)
        drawn = draw.multinomial(count - 1, np.full(count, 1 / count), size=replicates)
        factors[inside] = drawn.T * (count / (count - 1))
    return _with(design, factors, 1 / (replicates - 1), np.ones(replicates))


def _units(design: Design) -> npt.NDArray[np.int64]:
    """The stratum of each unit, where every stratum has two or more."""
    refuse_unsound(design, None)
    alone = np.flatnonzero(design.layout.units < 2)
    if len(alone):
        raise InputError(single_unit_faults(design, alone.tolist()))
    return design.layout.unit_stratum


def _with(design: Design, factors: Numbers, scale: float, rscales: Numbers) -> Design:
    weights = design.row_weights[:, np.newaxis] * factors[design.layout.unit]
    return replace(design, replicates=Replicates(weights, scale, rscales))


def _hadamard(least: int) -> Numbers:
    """A Hadamard matrix by Sylvester's doubling, with more columns than `least`."""
    matrix = np.ones((1, 1))
    while len(matrix) <= least:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]])
    return matrix
