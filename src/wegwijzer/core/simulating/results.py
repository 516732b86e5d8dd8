"""What a simulation and a search for blockers give: the figures, and of which rows they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wegwijzer.core.simulating.changing import ChangedMeasure
from wegwijzer.core.simulating.excluding import MeasureExclusion
from wegwijzer.core.simulating.tallying import GroupResult

BASES = ("all_facts", "firm_facts")
"""Counting every fact; and taking plans, declarations and judgements for granted where they are open."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of a file: how many were read and counted, and how many the condition left open.

    `sum_of_weights` is None without weights; `is_survey` where sampling errors stand beside the figures.
    """

    file: str
    rows: int
    selected: int
    undecided_rows: int
    sum_of_weights: float | None
    is_survey: bool
    is_synthetic: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class MeasureEffects:
    """What the change of one measure does, by basis and grouping."""

    changed: ChangedMeasure
    by_basis: Mapping[str, Mapping[str, list[GroupResult]]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a change does to the rows that were counted."""

    counted: Counted
    measures: tuple[MeasureEffects, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """What keeps the rows that were counted out of each measure."""

    counted: Counted
    measures: tuple[MeasureExclusion, ...]
