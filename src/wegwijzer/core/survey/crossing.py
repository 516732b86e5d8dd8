"""From a survey and two of its columns to a cross table, with what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.association import CrossTable, cross_table
from wegwijzer.core.survey.checking import design_faults
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.design import Design, Flags, Labels
from wegwijzer.core.survey.labels import coded
from wegwijzer.core.survey.refining import UNREFINED, Refined, Refinement, refine
from wegwijzer.core.survey.selecting import Condition, Selected
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu

MOST_LABELS = 100
"""More answers than this in one column make no table: it is rather an amount or a number of the firm."""


@dataclass(frozen=True, slots=True)
class CrossQuestion:
    """Which columns to cross, and the columns of the design; "" where there is none."""

    rows: str
    cols: str
    weight: str = ""
    strata: str = ""
    psu: str = ""
    fpc: str = ""
    where: Condition | None = None
    single_psu: SinglePsu = DEFAULT_RULE
    refinement: Refinement = UNREFINED

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read."""
        own = (self.weight, self.strata, self.psu, self.fpc)
        named = (self.rows, self.cols, *own, *self.refinement.columns)
        return (*(name for name in named if name), *(self.where.columns if self.where is not None else ()))

    @property
    def has_design(self) -> bool:
        """Whether anything is said of how the rows were drawn."""
        return bool(self.weight or self.strata or self.psu or self.fpc or self.refinement.concerns_all)


@dataclass(frozen=True)
class Crossed:
    """The table; `left_out` says by reason how many rows it leaves out: `where`, `where_open` and `missing`.

    `within` are the rows that it uses, `answers` the labels of all rows, and `refined` the design behind it.
    """

    question: CrossQuestion
    table: CrossTable
    refined: Refined
    within: Flags
    answers: tuple[Labels, Labels]
    rows_read: int
    left_out: Mapping[str, int]


def cross(data: SurveyData, question: CrossQuestion) -> Crossed:
    """The cross table of a survey. Raises InputError with all faults of the columns and the design."""
    absent = [name for name in dict.fromkeys(question.columns) if not data.has(name)]
    if absent:
        raise InputError([data.absent(name) for name in absent])
    selected = _selected(data, question)
    answers = data.texts(question.rows), data.texts(question.cols)
    within = selected.met & ~data.is_missing(question.rows) & ~data.is_missing(question.cols)
    design = design_of(data, weight=question.weight, strata=question.strata, psu=question.psu, fpc=question.fpc)
    is_strict = question.single_psu is SinglePsu.FAIL and not question.refinement.has_replicates
    faults = design_faults(design, within=within, single_units=is_strict, file=data.name, told=data.name_rows)
    for name, labels in zip((question.rows, question.cols), answers, strict=True):
        count = len(coded(labels[within]).names)
        if count > MOST_LABELS:
            faults.append(Fault(data.name, f"{name}: {count:,} different answers.", f"at most {MOST_LABELS}."))
    if not within.any():
        expected = "a condition that some row meets, and columns that are filled in."
        faults.append(Fault(data.name, "no row is selected with both answers.", expected))
    if faults:
        raise InputError(faults)
    refined = refine(
        design, question.refinement, labels=data.texts, numbers=data.numbers, file=data.name, told=data.name_rows
    )
    table = cross_table(refined.design, *answers, within=selected.met, single_psu=question.single_psu)
    left_out = {
        "where": int(selected.not_met.sum()),
        "where_open": int(selected.open.sum()),
        "missing": int(selected.met.sum()) - table.n,
    }
    return Crossed(question, table, refined, within, answers, data.rows, left_out)


def design_of(data: SurveyData, *, weight: str = "", strata: str = "", psu: str = "", fpc: str = "") -> Design:
    """The design that the named columns tell. Raises InputError with every cell that is no number."""
    faults: list[Fault] = []
    amounts = {}
    for name in (weight, fpc):
        try:
            amounts[name] = data.numbers(name) if name else None
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return Design(
        data.rows,
        weights=amounts[weight],
        strata=data.texts(strata) if strata else None,
        psu=data.texts(psu) if psu else None,
        fpc=amounts[fpc],
    )


def _selected(data: SurveyData, question: CrossQuestion) -> Selected:
    if question.where is None:
        return Selected(np.ones(data.rows, np.bool_), np.zeros(data.rows, np.bool_))
    return question.where.over(data)
