"""Weights fitted to what is known of the population: post-stratification and raking, with bounds.

Fitting leaves the design as it is and remembers its margins: what they explain is no sampling error any more.
Raking is Deming and Stephan's; with bounds on how far a weight may move it is the truncated form of Deville and
Särndal (1992), which keeps to the margins too or fails and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.checking import RowsInWords, named_rows, refuse_unsound
from wegwijzer.core.survey.design import Calibration, Design, Labels, Numbers, Replicates
from wegwijzer.core.survey.labels import Coded, Codes, coded

MOST_ROUNDS = 200
TOLERANCE = 1e-10
"""How far a margin may be off, as a share of the margin's largest total."""
_FAR = 1e60
"""A factor so far off its bounds never comes back; it is kept from overflowing."""


@dataclass(frozen=True, eq=False)
class Margin:
    """A label a row, and the number of firms in the population for each label; `where` says which file tells it."""

    name: str
    labels: Labels
    totals: Mapping[str, float]
    where: str = ""


@dataclass(frozen=True)
class Fit:
    """A design with fitted weights: how many rounds it took, and how far weights moved."""

    design: Design
    rounds: int
    smallest_factor: float
    largest_factor: float


def post_stratify(design: Design, margin: Margin) -> Fit:
    """The weights of each category scaled so that they add up to the population's."""
    return rake(design, [margin])


def rake(
    design: Design,
    margins: Sequence[Margin],
    *,
    bounds: tuple[float, float] | None = None,
    rounds: int = MOST_ROUNDS,
    told: RowsInWords = named_rows,
) -> Fit:
    """The weights scaled, margin after margin, until all margins are met.

    `bounds` hold the factor between a row's old and new weight. Margins that cannot be met together, or not within
    the bounds, are a fault: no half-fitted weights come out. `told` names rows by their place.
    """
    refuse_unsound(design, None)
    faults = [*margin_faults(design, margins, told=told), *_bounds_faults(bounds)]
    if faults:
        raise InputError(faults)
    labels = [coded(margin.labels) for margin in margins]
    codes = [found.codes for found in labels]
    wanted = [
        np.array([float(margin.totals[name]) for name in found.names])
        for margin, found in zip(margins, labels, strict=True)
    ]
    before = design.row_weights
    faults = [
        fault
        for margin, found, totals in zip(margins, labels, wanted, strict=True)
        for fault in _out_of_reach(margin, found, totals, before, bounds)
    ]
    if faults:
        raise InputError(faults)
    factors, taken = _fitted(before, codes, wanted, bounds, rounds, [margin.name for margin in margins])
    replicates = design.replicates
    if replicates is not None:
        replicates = _fitted_replicates(replicates, codes, wanted, bounds, rounds, margins)
    calibrations = (*design.calibrations, Calibration(tuple(codes), before))
    fitted = replace(design, weights=before * factors, replicates=replicates, calibrations=calibrations)
    return Fit(fitted, taken, float(factors.min()), float(factors.max()))


def margin_faults(design: Design, margins: Sequence[Margin], *, told: RowsInWords = named_rows) -> list[Fault]:
    """What is wrong with margins: rows and totals without each other, or totals of different populations."""
    faults = [fault for margin in margins for fault in _margin_faults(design, margin, coded(margin.labels), told)]
    return faults or _sum_faults(margins)


def _fitted(
    before: Numbers,
    codes: list[Codes],
    wanted: list[Numbers],
    bounds: tuple[float, float] | None,
    rounds: int,
    names: list[str],
) -> tuple[Numbers, int]:
    """The factor of each row, and the rounds it took."""
    free = np.ones(len(before))  # the product of the margins' factors, before it is held to the bounds
    worst = ""
    for taken in range(1, rounds + 1):
        for place, totals in zip(codes, wanted, strict=True):
            free = np.clip(free * _step(before, free, place, totals, bounds)[place], 1 / _FAR, _FAR)
        held = _held(free, bounds)
        off = [
            np.abs(np.bincount(place, before * held, len(totals)) - totals).max() / totals.max()
            for place, totals in zip(codes, wanted, strict=True)
        ]
        if max(off) <= TOLERANCE:
            return held, taken
        worst = f'margin "{names[int(np.argmax(off))]}" is still off by {max(off):.2g} of its largest total'
    limits = "" if bounds is None else f" with factors from {bounds[0]:g} to {bounds[1]:g}"
    problem = f"the weights do not come to rest in {rounds} rounds{limits}: {worst}."
    raise InputError(
        [Fault("margins", problem, "margins that agree with each other, fewer categories, or wider bounds.")]
    )


def _step(before: Numbers, free: Numbers, place: Codes, totals: Numbers, bounds: tuple[float, float] | None) -> Numbers:
    """The factor of each category that meets its total, other things being equal."""
    if bounds is None:
        return totals / np.bincount(place, before * free, len(totals))
    factor = np.ones(len(totals))
    for _ in range(60):  # Newton on a sum of clipped lines, which settles after few steps
        moved = free * factor[place]
        inside = (moved > bounds[0]) & (moved < bounds[1])
        short = totals - np.bincount(place, before * _held(moved, bounds), len(totals))
        slope = np.bincount(place, before * moved * inside, len(totals))
        still = np.abs(short) > 1e-14 * totals
        if not still.any():
            break
        # Where no row can move, step by the whole ratio until some can.
        change = np.where(slope > 0, short / np.where(slope > 0, slope, 1.0), np.sign(short))
        factor = np.where(still, factor * np.clip(1 + change, 0.5, 2.0), factor)
    return factor


def _held(free: Numbers, bounds: tuple[float, float] | None) -> Numbers:
    return free if bounds is None else np.clip(free, *bounds)


def _fitted_replicates(
    replicates: Replicates,
    codes: list[Codes],
    wanted: list[Numbers],
    bounds: tuple[float, float] | None,
    rounds: int,
    margins: Sequence[Margin],
) -> Replicates:
    names = [margin.name for margin in margins]
    columns = []
    for number, column in enumerate(replicates.weights.T, start=1):
        for place, totals, name in zip(codes, wanted, names, strict=True):
            if not np.all(np.bincount(place, column, len(totals)) > 0):
                problem = f'has no rows in a category of margin "{name}".'
                raise InputError([Fault(f"replicate {number}", problem, "categories that every replicate has.")])
        columns.append(column * _fitted(column, codes, wanted, bounds, rounds, names)[0])
    return replace(replicates, weights=np.column_stack(columns))


def _named(margin: Margin) -> str:
    return f'{margin.where}: margin "{margin.name}"' if margin.where else f'margin "{margin.name}"'


def _margin_faults(design: Design, margin: Margin, found: Coded, told: RowsInWords) -> list[Fault]:
    where = _named(margin)
    if len(found.codes) != design.rows:
        return [Fault(where, f"has {len(found.codes)} rows.", f"{design.rows}, as the survey.")]
    faults = []
    if found.missing.any():
        rows = told(np.flatnonzero(found.missing))
        faults.append(Fault(where, f"{rows}: no category.", "a category for every row."))
    for name in found.names:
        if name not in margin.totals:
            rows = told(np.flatnonzero(found.codes == found.names.index(name)))
            faults.append(Fault(where, f'{rows}: "{name}" has no total.', f"one of {', '.join(margin.totals)}."))
    for name, total in margin.totals.items():
        if not np.isfinite(total) or total <= 0:
            faults.append(Fault(where, f'the total of "{name}" is {total:g}.', "a number above 0."))
        elif name not in found.names:
            faults.append(Fault(where, f'no row is "{name}", so its total cannot be met.', "categories joined."))
    if not faults:
        weights = np.bincount(found.codes, design.row_weights, len(found.names))
        nil = [name for name, weight in zip(found.names, weights, strict=True) if weight <= 0]
        faults += [Fault(where, f'all weights of "{name}" are zero.', "weights above 0.") for name in nil]
    return faults


def _sum_faults(margins: Sequence[Margin]) -> list[Fault]:
    """Margins of one population have one sum."""
    sums = [sum(margin.totals.values()) for margin in margins]
    return [
        Fault(
            _named(margin),
            f'its totals add up to {total:,.10g}, those of "{margins[0].name}" to {sums[0]:,.10g}.',
            "margins of the same population.",
        )
        for margin, total in zip(margins, sums, strict=True)
        if abs(total - sums[0]) > 1e-9 * max(abs(sums[0]), 1)
    ]


def _out_of_reach(
    margin: Margin, found: Coded, totals: Numbers, before: Numbers, bounds: tuple[float, float] | None
) -> list[Fault]:
    """Totals that no factors within the bounds give, whatever the other margins ask."""
    if bounds is None:
        return []
    needed = totals / np.bincount(found.codes, before, len(totals))
    return [
        Fault(
            f'{_named(margin)}, "{name}"',
            f"needs a factor of {factor:.4g} on average, which bounds of {bounds[0]:g} to {bounds[1]:g} do not allow.",
            f"bounds that hold {factor:.4g}, or categories joined.",
        )
        for name, factor in zip(found.names, needed, strict=True)
        if not bounds[0] - TOLERANCE <= factor <= bounds[1] + TOLERANCE
    ]


def _bounds_faults(bounds: tuple[float, float] | None) -> list[Fault]:
    if bounds is None or 0 <= bounds[0] < 1 < bounds[1]:
        return []
    return [Fault("bounds", f"{bounds[0]:g} to {bounds[1]:g} do not hold 1.", "a lower bound below 1, an upper above.")]
