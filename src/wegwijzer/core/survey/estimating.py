"""Shares, totals and ratios of a population, each with its standard error and interval (ADR 14).

A part of the population (`within`) keeps the whole design: rows outside it count as drawn, with nothing to tell.
The error is that of the linearised figure with sampling units within strata, or the spread of replicate weights.
Checked against R's survey package in tests/reference/survey.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, log

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.checking import named_rows, refuse_unsound
from wegwijzer.core.survey.design import Design, Flags, Labels, Numbers
from wegwijzer.core.survey.distributions import beta_quantile, t_quantile
from wegwijzer.core.survey.labels import coded
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu, degrees_of_freedom, is_census, standard_errors


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure of the population, as the sample tells it.

    `n` counts the rows used, unweighted. None stands where the sample cannot tell: a share of no rows has no value,
    and without degrees of freedom there is no interval.
    """

    n: int
    value: float | None
    se: float | None
    ci_low: float | None
    ci_high: float | None
    df: int


def shares(
    design: Design,
    categories: Mapping[str, Flags],
    *,
    within: Flags | None = None,
    single_psu: SinglePsu = DEFAULT_RULE,
    confidence: float = 0.95,
) -> dict[str, Estimate]:
    """The share of each category among the rows `within`, from 0 to 1, with logit intervals.

    Where no row or every row is in a category the logit has no interval; there the exact binomial one is given, for
    as many rows as the weights are worth (Kish). Rows whose category is missing belong outside `within`.
    """
    used = _used(design, within)
    chosen = [np.asarray(flags, dtype=np.bool_)[used] for flags in categories.values()]
    columns = np.column_stack(chosen).astype(np.float64) if chosen else np.empty((len(used), 0))
    figures = _means(design, used, columns, np.ones(len(used)), single_psu)
    interval = _share_interval(design, used, columns, confidence)
    return _estimates(design, used, tuple(categories), figures, interval)


def totals(
    design: Design,
    values: Mapping[str, Numbers | Flags],
    *,
    within: Flags | None = None,
    single_psu: SinglePsu = DEFAULT_RULE,
    confidence: float = 0.95,
) -> dict[str, Estimate]:
    """The total of each variable over the firms that the rows `within` stand for, in the variable's unit.

    Every row within must have a value: a missing one never counts as nil.
    """
    used = _used(design, within)
    columns = _columns(values, used)
    weights = design.row_weights[used]
    found = weights @ columns
    again = None
    if design.replicates is not None:
        again = design.replicates.weights[used].T @ columns
    errors = standard_errors(design, used, columns, found, again, single_psu)
    return _estimates(design, used, tuple(values), (found, errors), _plain_interval(confidence))


def ratios(
    design: Design,
    pairs: Mapping[str, tuple[Numbers | Flags, Numbers | Flags]],
    *,
    within: Flags | None = None,
    single_psu: SinglePsu = DEFAULT_RULE,
    confidence: float = 0.95,
) -> dict[str, Estimate]:
    """The total of each pair's first variable over that of its second; a mean is a ratio to ones."""
    used = _used(design, within)
    result: dict[str, Estimate] = {}
    for name, (above, below) in pairs.items():
        columns = _columns({f"{name}, above": above, f"{name}, below": below}, used)
        figures = _means(design, used, columns[:, :1], columns[:, 1], single_psu)
        result |= _estimates(design, used, (name,), figures, _plain_interval(confidence))
    return result


def shares_by(
    design: Design,
    categories: Mapping[str, Flags],
    by: Labels,
    *,
    within: Flags | None = None,
    single_psu: SinglePsu = DEFAULT_RULE,
    confidence: float = 0.95,
) -> dict[str, dict[str, Estimate]]:
    """The shares for each label of `by` alone, every label with the whole design; rows without a label are in none."""
    return _by(
        by, within, lambda part: shares(design, categories, within=part, single_psu=single_psu, confidence=confidence)
    )


def totals_by(
    design: Design,
    values: Mapping[str, Numbers | Flags],
    by: Labels,
    *,
    within: Flags | None = None,
    single_psu: SinglePsu = DEFAULT_RULE,
    confidence: float = 0.95,
) -> dict[str, dict[str, Estimate]]:
    """The totals for each label of `by` alone."""
    return _by(
        by, within, lambda part: totals(design, values, within=part, single_psu=single_psu, confidence=confidence)
    )


def ratios_by(
    design: Design,
    pairs: Mapping[str, tuple[Numbers | Flags, Numbers | Flags]],
    by: Labels,
    *,
    within: Flags | None = None,
    single_psu: SinglePsu = DEFAULT_RULE,
    confidence: float = 0.95,
) -> dict[str, dict[str, Estimate]]:
    """The ratios for each label of `by` alone."""
    return _by(
        by, within, lambda part: ratios(design, pairs, within=part, single_psu=single_psu, confidence=confidence)
    )


Figures = tuple[Numbers, Numbers]
"""Values and standard errors; not-a-number where the sample cannot tell."""
Interval = Callable[[int, float, float, int], tuple[float, float] | None]
"""From a figure's place, value, error and degrees of freedom to the ends of its interval."""


def _used(design: Design, within: Flags | None) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    refuse_unsound(design, within)
    return np.arange(design.rows) if within is None else np.flatnonzero(within)


def _columns(values: Mapping[str, Numbers | Flags], used: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Numbers:
    columns = np.empty((len(used), len(values)))
    faults = []
    for place, (name, column) in enumerate(values.items()):
        columns[:, place] = np.asarray(column)[used]
        missing = ~np.isfinite(columns[:, place])
        if missing.any():
            where = named_rows(used[missing])
            faults.append(Fault(where, f'"{name}" has no value.', "a number, or a part of the survey without them."))
    if faults:
        raise InputError(faults)
    return columns


def _means(
    design: Design,
    used: np.ndarray[tuple[int], np.dtype[np.intp]],
    columns: Numbers,
    below: Numbers,
    single_psu: SinglePsu,
) -> Figures:
    """Weighted totals of the columns over that of `below`, with the linearised error."""
    weights = design.row_weights[used]
    total = float(weights @ below)
    if not len(used) or total == 0:
        nothing = np.full(columns.shape[1], np.nan)
        return nothing, nothing
    found = (weights @ columns) / total
    again = None
    if design.replicates is not None:
        drawn = design.replicates.weights[used]
        with np.errstate(divide="ignore", invalid="ignore"):
            again = (drawn.T @ columns) / (drawn.T @ below)[:, np.newaxis]
    influence = (columns - np.outer(below, found)) / total
    return found, standard_errors(design, used, influence, found, again, single_psu)


def _estimates(
    design: Design,
    used: np.ndarray[tuple[int], np.dtype[np.intp]],
    names: tuple[str, ...],
    figures: Figures,
    interval: Interval,
) -> dict[str, Estimate]:
    df = degrees_of_freedom(design, used)
    result = {}
    for place, (name, value, error) in enumerate(zip(names, *(part.tolist() for part in figures), strict=True)):
        ends = interval(place, value, error, df) if value == value and error == error and df > 0 else None
        low, high = ends or (None, None)
        result[name] = Estimate(len(used), _told(value), _told(error), low, high, df)
    return result


def _told(value: float) -> float | None:
    return value if value == value else None


def _plain_interval(confidence: float) -> Interval:
    def ends(place: int, value: float, error: float, df: int) -> tuple[float, float]:
        reach = t_quantile((1 + confidence) / 2, df) * error
        return value - reach, value + reach

    return ends


def _share_interval(
    design: Design, used: np.ndarray[tuple[int], np.dtype[np.intp]], columns: Numbers, confidence: float
) -> Interval:
    weights = design.row_weights[used]
    counts = columns.sum(axis=0)

    def ends(place: int, value: float, error: float, df: int) -> tuple[float, float]:
        if 0 < counts[place] < len(used) and 0 < value < 1:
            middle, reach = (
                log(value / (1 - value)),
                t_quantile((1 + confidence) / 2, df) * error / (value * (1 - value)),
            )
            return _share_of(middle - reach), _share_of(middle + reach)
        if is_census(design, used):
            return value, value
        worth = float(weights.sum() ** 2 / (weights @ weights))
        tail = (1 - confidence) / 2
        if value > 0.5:
            return beta_quantile(tail, worth, 1.0), 1.0
        return 0.0, beta_quantile(1 - tail, 1.0, worth)

    return ends


def _share_of(logit: float) -> float:
    return 1 / (1 + exp(-logit)) if logit >= 0 else exp(logit) / (1 + exp(logit))


def _by(
    by: Labels, within: Flags | None, one: Callable[[Flags], dict[str, Estimate]]
) -> dict[str, dict[str, Estimate]]:
    labels = coded(by)
    inside = np.ones(len(labels.codes), np.bool_) if within is None else within
    return {name: one(inside & (labels.codes == code)) for code, name in enumerate(labels.names)}
