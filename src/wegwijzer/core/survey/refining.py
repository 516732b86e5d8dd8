"""What is done to a design before anything is estimated: replicate weights, and weights fitted to the population.

Both are about the whole sample. A part of it (`within`) is looked at afterwards, with the weights of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.checking import RowsInWords, design_faults, named_rows
from wegwijzer.core.survey.design import Design, Labels, Numbers, Replicates
from wegwijzer.core.survey.fitting import Fit, Margin, margin_faults, rake
from wegwijzer.core.survey.replicating import balanced_halves, bootstrap, jackknife

MOST_ROUNDS = 2_000
MOST_CELLS = 60_000_000
"""Rows times replicates that are still worked out: half a gigabyte."""


class ReplicateMethod(Enum):
    """How replicate weights are made, or were made by whoever gave them."""

    JACKKNIFE = "jackknife"
    BRR = "brr"
    BOOTSTRAP = "bootstrap"

    def scale(self, replicates: int) -> float:
        """What the spread of so many given replicates is multiplied by: that of JK1, BRR, and the bootstrap in R."""
        match self:
            case ReplicateMethod.JACKKNIFE:
                return (replicates - 1) / replicates
            case ReplicateMethod.BRR:
                return 1 / replicates
            case ReplicateMethod.BOOTSTRAP:
                return 1 / (replicates - 1)


@dataclass(frozen=True, slots=True)
class PopulationMargin:
    """How many firms of the population have each value of a column; `where` says which file tells it."""

    column: str
    totals: Mapping[str, float]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Refinement:
    """What to do; nothing by default.

    `margins` are fitted to, within `bounds` on how far a weight may move. Replicate weights are made by a `method`
    (`count` and `seed` are for the bootstrap), or taken from `weight_columns`: then the method, or `scale`, says what
    their spread is multiplied by.
    """

    margins: tuple[PopulationMargin, ...] = ()
    bounds: tuple[float, float] | None = None
    method: ReplicateMethod | None = None
    count: int = 500
    seed: int = 1
    weight_columns: tuple[str, ...] = ()
    scale: float | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads."""
        return (*(margin.column for margin in self.margins), *self.weight_columns)

    @property
    def has_replicates(self) -> bool:
        """Whether errors come from replicate weights."""
        return self.method is not None or bool(self.weight_columns)

    @property
    def concerns_all(self) -> bool:
        """Whether every row of the sample must be sound, also those that are not looked at."""
        return bool(self.margins) or self.has_replicates


UNREFINED = Refinement()


@dataclass(frozen=True, eq=False)
class Refined:
    """The design to estimate with; `fit` says how weights were fitted, if they were."""

    design: Design
    refinement: Refinement = UNREFINED
    fit: Fit | None = None

    @property
    def replicates(self) -> int:
        """How many replicates there are."""
        return 0 if self.design.replicates is None else self.design.replicates.weights.shape[1]


def refine(
    design: Design,
    refinement: Refinement,
    *,
    labels: Callable[[str], Labels],
    numbers: Callable[[str], Numbers],
    file: str = "",
    told: RowsInWords = named_rows,
) -> Refined:
    """The design with replicate weights and fitted weights. Raises InputError with all faults, `told` naming rows.

    `labels` and `numbers` give a column of the survey, and raise InputError where there is none.
    """
    if not refinement.concerns_all:
        return Refined(design)
    faults: list[Fault] = []
    columns: dict[str, Numbers] = {}
    margins: list[Margin] = []
    for name in refinement.weight_columns:
        try:
            columns[name] = numbers(name)
        except InputError as error:
            faults += error.faults
    for margin in refinement.margins:
        try:
            margins.append(Margin(margin.column, labels(margin.column), margin.totals, margin.where))
        except InputError as error:
            faults += [replace(fault, where=f"{margin.where}, {fault.where}") for fault in error.faults]
    faults += _replicate_faults(design, refinement, columns, told, file)
    is_made = refinement.method is not None and not refinement.weight_columns
    faults += design_faults(design, single_units=is_made, file=file, told=told)
    faults += margin_faults(design, margins, told=told)
    if faults:
        raise InputError(faults)
    try:
        repeated = _repeated(design, refinement, columns)
        if not margins:
            return Refined(repeated, refinement)
        fit = rake(repeated, margins, bounds=refinement.bounds, rounds=MOST_ROUNDS, told=told)
    except InputError as error:
        raise InputError([_placed(fault, file) for fault in error.faults]) from error
    return Refined(fit.design, refinement, fit)


def _repeated(design: Design, refinement: Refinement, columns: Mapping[str, Numbers]) -> Design:
    if columns:
        weights = np.column_stack(list(columns.values()))
        count = weights.shape[1]
        scale = refinement.scale
        if scale is None:
            scale = (refinement.method or ReplicateMethod.BOOTSTRAP).scale(count)
        return replace(design, replicates=Replicates(weights, scale, np.ones(count)))
    match refinement.method:
        case ReplicateMethod.JACKKNIFE:
            return jackknife(design)
        case ReplicateMethod.BRR:
            return balanced_halves(design)
        case ReplicateMethod.BOOTSTRAP:
            return bootstrap(design, replicates=refinement.count, seed=refinement.seed)
        case None:
            return design


def _replicate_faults(
    design: Design, refinement: Refinement, columns: Mapping[str, Numbers], told: RowsInWords, file: str
) -> list[Fault]:
    faults = []
    for name, weights in columns.items():
        for wrong, problem in ((~np.isfinite(weights), "is missing"), (weights < 0, "is negative")):
            if wrong.any():
                where = told(np.flatnonzero(wrong))
                faults.append(
                    Fault(file, f"{name}: the replicate weight {problem} ({where}).", "a number of nil or more.")
                )
    given = len(refinement.weight_columns)
    if given == 1:
        faults.append(Fault("--repweights", "is one column.", "two or more."))
    if given and refinement.method is None and refinement.scale is None:
        expected = "--replicates with how they were made, or --replicate-scale with the number that goes with them."
        faults.append(Fault("--repweights", "leaves open what the spread is multiplied by.", expected))
    count = given or (refinement.count if refinement.method is ReplicateMethod.BOOTSTRAP else 0)
    if refinement.method is ReplicateMethod.JACKKNIFE and not given:
        count = len(design.layout.unit_stratum)
    if count * design.rows > MOST_CELLS:
        problem = f"is {count:,} replicates of {design.rows:,} rows."
        expected = "fewer: sampling units of several rows (--psu), or the bootstrap with a smaller --replicate-count."
        faults.append(Fault("--replicates", problem, expected))
    return faults


def _placed(fault: Fault, file: str) -> Fault:
    return Fault(
        f"{file}: {fault.where}" if file and fault.where else fault.where or file, fault.problem, fault.expected
    )
