"""Faults of a survey's design, each naming its rows: nothing is mended or left out in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.design import Design, Flags, Labels
from wegwijzer.core.survey.labels import coded

Places = npt.NDArray[np.intp]
"""Rows by their place, from 0."""
RowsInWords = Callable[[Places], str]
"""How a file's rows are named, from their places."""

_NAMED = 10
"""So many rows are named one by one; of the others the count is told."""


def design_faults(
    design: Design,
    *,
    within: Flags | None = None,
    single_units: bool = True,
    file: str = "",
    told: RowsInWords | None = None,
) -> list[Fault]:
    """All faults of a design.

    Weights matter only `within` the part that is estimated; strata, units and population sizes are those of the whole
    sample. `single_units`: strata with one unit are faults too. `file` goes before the rows; `told` names rows by their
    place, for a file whose numbers are not simply 1, 2, 3.
    """
    rows = told or named_rows
    found = _length_faults(design)
    if found:
        return [_placed(fault, file) for fault in found]
    found += _weight_faults(design, within, rows)
    found += _label_faults(design.strata, "stratum", "strata", rows)
    found += _label_faults(design.psu, "sampling unit", "psu", rows)
    found += _nesting_faults(design, rows)
    found += _size_faults(design, rows)
    if single_units and design.replicates is None:
        found += single_unit_faults(design, _single_strata(design, within), told=rows)
    return [_placed(fault, file) for fault in found]


def refuse_unsound(design: Design, within: Flags | None) -> None:
    """Raise every fault that makes an estimate wrong; strata with one unit are left to the rule for them."""
    weights = design.row_weights if within is None else design.row_weights[within]
    fits = not _length_faults(design) and (within is None or len(within) == design.rows)
    if fits and design.layout.sound and bool(np.all(weights >= 0)) and bool(np.all(np.isfinite(weights))):
        return
    if within is not None and len(within) != design.rows:
        raise InputError([Fault("within", f"has {len(within)} rows.", f"{design.rows}, as the design.")])
    raise InputError(design_faults(design, within=within, single_units=False))


def single_unit_faults(design: Design, strata: Iterable[int], *, told: RowsInWords | None = None) -> list[Fault]:
    """A fault for each of the strata, which have one sampling unit."""
    layout = design.layout
    return [
        Fault(
            (told or named_rows)(np.flatnonzero(layout.stratum == stratum)),
            f'stratum "{layout.names[stratum]}" has one sampling unit, so its spread cannot be told.'
            if design.strata is not None
            else "there is one sampling unit, so the spread cannot be told.",
            "two or more, or the rule certainty, adjust or average for single units.",
        )
        for stratum in strata
    ]


def named_rows(places: Places) -> str:
    """The rows' numbers, from 1, as a few words.

    >>> named_rows(np.array([0, 4]))
    'rows 1, 5'
    """
    numbers = [str(place + 1) for place in places[:_NAMED].tolist()]
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return f"{'row' if len(places) == 1 else 'rows'} {', '.join(numbers)}{more}"


def _placed(fault: Fault, file: str) -> Fault:
    return Fault(f"{file}: {fault.where}", fault.problem, fault.expected) if file else fault


def _length_faults(design: Design) -> list[Fault]:
    columns = {"weights": design.weights, "strata": design.strata, "psu": design.psu, "fpc": design.fpc}
    found = [
        Fault(name, f"has {len(column)} rows.", f"{design.rows}, as the survey.")
        for name, column in columns.items()
        if column is not None and len(column) != design.rows
    ]
    replicates = design.replicates
    if replicates is not None and replicates.weights.shape != (design.rows, len(replicates.rscales)):
        shape = " by ".join(str(size) for size in replicates.weights.shape)
        found.append(
            Fault("replicates", f"are {shape}.", f"{design.rows} rows by {len(replicates.rscales)} replicates.")
        )
    return found


def _weight_faults(design: Design, within: Flags | None, told: RowsInWords) -> list[Fault]:
    weights = design.row_weights
    inside = np.ones(design.rows, np.bool_) if within is None else within
    kinds = (
        (~np.isfinite(weights), "the weight is missing."),
        (weights < 0, "the weight is negative."),
        (weights == 0, "the weight is zero: the row stands for no firm."),
    )
    return [
        Fault(told(np.flatnonzero(wrong & inside)), problem, "a number above 0, or rows left out.")
        for wrong, problem in kinds
        if (wrong & inside).any()
    ]


def _label_faults(labels: Labels | None, what: str, option: str, told: RowsInWords) -> list[Fault]:
    if labels is None:
        return []
    missing = coded(labels).missing
    if not missing.any():
        return []
    return [Fault(told(np.flatnonzero(missing)), f"the {what} is missing ({option}).", "a label.")]


def _nesting_faults(design: Design, told: RowsInWords) -> list[Fault]:
    if design.psu is None or design.strata is None:
        return []
    units, strata = coded(design.psu), coded(design.strata)
    lowest = np.full(len(units.names) + 1, len(strata.names))
    highest = np.full(len(units.names) + 1, -1)
    known = ~strata.missing
    np.minimum.at(lowest, units.codes[known], strata.codes[known])
    np.maximum.at(highest, units.codes[known], strata.codes[known])
    return [
        Fault(
            told(np.flatnonzero(units.codes == code)),
            f'sampling unit "{units.names[code]}" lies in more than one stratum '
            f'("{strata.names[lowest[code]]}", "{strata.names[highest[code]]}").',
            "a label of its own in each stratum, such as stratum and number joined.",
        )
        for code in np.flatnonzero(highest[:-1] > lowest[:-1])
    ]


def _size_faults(design: Design, told: RowsInWords) -> list[Fault]:
    if design.fpc is None:
        return []
    sizes, layout = design.fpc, design.layout
    wrong = ~np.isfinite(sizes) | (sizes <= 0)
    found = []
    if wrong.any():
        where = told(np.flatnonzero(wrong))
        found.append(Fault(where, "the population size (fpc) is missing or not above 0.", "a number above 0."))
    for stratum, name in enumerate(layout.names):
        inside = np.flatnonzero((layout.stratum == stratum) & ~wrong)
        if not len(inside):
            continue
        whose = f'of stratum "{name}" ' if design.strata is not None else ""
        low, high = float(sizes[inside].min()), float(sizes[inside].max())
        where = told(inside)
        if low != high:
            problem = f"the population size (fpc) {whose}differs between rows ({low:g} to {high:g})."
            found.append(Fault(where, problem, "one size a stratum."))
        elif low < layout.units[stratum]:
            problem = f"the population size (fpc) {whose}is {low:g}, below the {layout.units[stratum]:g} units drawn."
            found.append(Fault(where, problem, "the number of sampling units in the population, not a share."))
    return found


def _single_strata(design: Design, within: Flags | None) -> list[int]:
    layout = design.layout
    touched = layout.stratum if within is None else layout.stratum[within]
    inside = np.zeros(len(layout.names), np.bool_)
    inside[touched[touched >= 0]] = True
    return [int(stratum) for stratum in np.flatnonzero(layout.single & inside)]
