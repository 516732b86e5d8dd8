"""The sampling error of a figure: units within strata, or replicate weights.

The formulas are those of R's survey package (Lumley 2004, svyrecvar and svrVar): sampling units of the first stage,
drawn with equal chance within a stratum, with the finite population correction of the stratum.
"""

from __future__ import annotations

from enum import Enum

import numpy as np
import numpy.typing as npt

from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.checking import single_unit_faults
from wegwijzer.core.survey.design import Calibration, Design, Numbers
from wegwijzer.core.survey.labels import Codes

Rows = npt.NDArray[np.intp]
"""The rows used, by their place."""


class SinglePsu(Enum):
    """What a stratum with one sampling unit adds to the error (ADR 14)."""

    FAIL = "fail"
    """It is a fault: one unit tells nothing of the spread within its stratum."""
    CERTAINTY = "certainty"
    """Nothing, as if the unit had been drawn for certain."""
    ADJUST = "adjust"
    """The unit's distance to the mean of all units, rather than to that of its stratum."""
    AVERAGE = "average"
    """What the other strata add on average."""


DEFAULT_RULE = SinglePsu.FAIL


def standard_errors(
    design: Design, used: Rows, influence: Numbers, found: Numbers, again: Numbers | None, rule: SinglePsu
) -> Numbers:
    """The error of each figure: from the rows' influence on it, or from the figures of the replicates if there are."""
    if again is None:
        spread = covariance(design, used, influence, rule)
    else:
        spread = replicate_covariance(design, again, found)
    return np.sqrt(np.clip(np.diag(spread), 0, None))


def covariance(design: Design, used: Rows, influence: Numbers, rule: SinglePsu) -> Numbers:
    """The covariance of figures to which each used row adds its weight times its influence (a figure a column)."""
    rows, effects = used, influence * design.row_weights[used, np.newaxis]
    if design.calibrations:
        rows, effects = np.arange(design.rows), _unexplained(design, used, influence)
    layout = design.layout
    if design.psu is None:
        units, unit_strata = effects, layout.stratum[rows]
    else:
        present, place = _present(layout.unit[rows], len(layout.unit_stratum))
        units, unit_strata = _sums(effects, place, len(present)), layout.unit_stratum[present]
    strata, unit_place = _present(unit_strata, len(layout.names))
    drawn = layout.units[strata]
    single = layout.single[strata]
    if rule is SinglePsu.FAIL and single.any():
        raise InputError(single_unit_faults(design, strata[single]))
    means = _sums(units, unit_place, len(strata)) / drawn[:, np.newaxis]
    if rule is SinglePsu.ADJUST and single.any():
        means[single] = units.sum(axis=0) / layout.units.sum()
    scale = 1 - np.clip(layout.fraction[strata], 0, 1)
    scale[drawn > 1] *= (drawn / np.maximum(drawn - 1, 1))[drawn > 1]
    counted = np.bincount(unit_place, minlength=len(strata))
    apart = (units - means[unit_place]) * np.sqrt(scale)[unit_place, np.newaxis]
    absent = means * np.sqrt(scale * (drawn - counted))[:, np.newaxis]
    if rule is SinglePsu.AVERAGE and single.any():
        known = ~single
        stretch = len(strata) / known.sum() if known.any() else np.nan
        apart = apart[known[unit_place]]
        return (apart.T @ apart + absent[known].T @ absent[known]) * stretch
    return apart.T @ apart + absent.T @ absent


def replicate_covariance(design: Design, again: Numbers, found: Numbers) -> Numbers:
    """The covariance of figures worked out anew with each replicate's weights (a replicate a row of `again`)."""
    replicates = design.replicates
    if replicates is None:
        raise ValueError("the design has no replicate weights")
    middle = found if replicates.around_estimate else again[replicates.rscales > 0].mean(axis=0)
    apart = (again - middle) * np.sqrt(replicates.rscales)[:, np.newaxis]
    return np.asarray(apart.T @ apart * replicates.scale)


def degrees_of_freedom(design: Design, used: Rows) -> int:
    """Units less strata among the rows used; for replicates the rank of their weights, less one."""
    if design.replicates is not None:
        return int(np.linalg.matrix_rank(design.replicates.weights[used], rtol=1e-7)) - 1 if len(used) else 0
    layout = design.layout
    inside = used[design.row_weights[used] != 0]
    units = np.bincount(layout.unit[inside]) > 0
    strata = np.bincount(layout.stratum[inside]) > 0
    return int(units.sum() - strata.sum())


def is_census(design: Design, used: Rows) -> bool:
    """Whether every stratum of the rows used was drawn whole: there is no sampling error."""
    if design.replicates is not None:
        return False
    return bool(len(used)) and bool(np.all(design.layout.fraction[design.layout.stratum[used]] >= 1))


def _present(codes: Codes, count: int) -> tuple[Codes, Codes]:
    """The codes that occur, and the place of each row's code among them."""
    occurs = np.zeros(count, np.bool_)
    occurs[codes] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[codes]


def _sums(values: Numbers, place: npt.NDArray[np.intp], count: int) -> Numbers:
    """The sums of the rows of each place, column by column."""
    return (
        np.column_stack([np.bincount(place, column, count) for column in values.T])
        if values.size
        else np.zeros((count, values.shape[1]))
    )


def _unexplained(design: Design, used: Rows, influence: Numbers) -> Numbers:
    """Weights times what the calibrations' margins leave of the influence, for all rows (Deville & Särndal 1992)."""
    left = np.zeros((design.rows, influence.shape[1]))
    left[used] = influence
    for calibration in design.calibrations:
        left -= _explained(calibration, left)
    return left * design.row_weights[:, np.newaxis]


def _explained(calibration: Calibration, values: Numbers) -> Numbers:
    sizes = [int(codes.max()) + 1 for codes in calibration.margins]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    weights = calibration.before
    count = int(starts[-1])
    crossed = np.zeros((count, count))
    right = np.empty((count, values.shape[1]))
    places = [codes + start for codes, start in zip(calibration.margins, starts, strict=False)]
    for one, start, size in zip(calibration.margins, starts, sizes, strict=False):
        right[start : start + size] = _sums(values * weights[:, np.newaxis], one, size)
    for one in places:
        for other in places:
            crossed += np.bincount(one * count + other, weights, count * count).reshape(count, count)
    effects = np.linalg.lstsq(crossed, right, rcond=None)[0]
    return np.asarray(sum(effects[place] for place in places))
