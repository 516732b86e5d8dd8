"""What a scan of a population works out: per measure the columns of its criteria, its masks and what it waits for.

A plan is made of the catalogue of a day. It is plain SQL (docs/decisions/0023-scanning-populations.md), so that every
engine gives the same rows; `core.scanning.masks` turns criteria into verdicts, counts and masks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wegwijzer.core.advice.assessing import verdict_of_status
from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.core.scanning.amounts import AmountColumns, amount_columns
from wegwijzer.core.scanning.compiling import Column, Compiler, Layers
from wegwijzer.core.scanning.waiting import waiting_condition
from wegwijzer.core.truth import Verdict

MOST_MASKED = 63
"""The most criteria that fit a mask: the bits of a signed 64-bit number but its sign."""


_WORD = re.compile(r"[a-z_]\w*")


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """One measure on the day.

    `criteria` are the ids of its criteria and `columns` where each is read; criterion i is bit i of the masks. `waits`
    holds, by base fact, the SQL condition under which an open criterion waits for that fact. `amount` is None where no
    money is documented or amounts are not asked for.
    """

    id: str
    version: int
    status: Verdict
    criteria: tuple[str, ...]
    columns: tuple[str, ...]
    waits: Mapping[str, str] = field(hash=False)
    amount: AmountColumns | None = None

    @property
    def has_masks(self) -> bool:
        """Whether its criteria fit a mask; with more of them only the counts are given."""
        return len(self.criteria) <= MOST_MASKED


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """What to work out for every firm.

    `layers` are the columns to add, one layer after the other, to a prepared population (a column a fact, derived facts
    included). `facts` are the facts that they read; `digest` is that of the catalogue.
    """

    day: date
    digest: str
    layers: Layers
    measures: tuple[MeasurePlan, ...]
    facts: frozenset[str]

    @property
    def waited_for(self) -> tuple[str, ...]:
        """Every fact that some measure can wait for, in the order in which measures name them."""
        return tuple(dict.fromkeys(fact for measure in self.measures for fact in measure.waits))

    @property
    def columns(self) -> frozenset[str]:
        """Every name that the plan's SQL uses: a column of a prepared population that is none of them is not read."""
        expressions = [column.sql for layer in self.layers for column in layer]
        expressions += [condition for measure in self.measures for condition in measure.waits.values()]
        return frozenset(word for sql in expressions for word in _WORD.findall(sql))


def plan_scan(
    day: DayCatalogue,
    *,
    measures: Sequence[str] = (),
    present: Collection[str] | None = None,
    amounts: bool = False,
) -> ScanPlan:
    """The plan for some measures of the day, all of them where `measures` is empty.

    `present` are the facts that the population has, or that can be derived from what it has (all facts where None).
    Raises UnknownEntryError for a measure that there is not, NoPeriodError for one without a version on the day.
    """
    compiler = Compiler(frozenset(day.catalogue.facts) if present is None else present)
    plans = [_measure_plan(on_day, compiler, day) for on_day in measures_to_scan(day, measures)]
    behind: Layers = ()
    if amounts:
        plans, behind = _with_amounts(plans, compiler, day)
    layers = (*compiler.layers, *behind)
    return ScanPlan(day.day, day.catalogue.digest, layers, tuple(plans), compiler.facts)


def measures_to_scan(day: DayCatalogue, measures: Sequence[str] = ()) -> tuple[MeasureOnDay, ...]:
    """The measures of the day by id, in the order asked; all of them for none. Raises as `plan_scan`."""
    if not measures:
        return day.measures
    known = {on_day.measure.id: on_day for on_day in day.measures}
    found = []
    for measure_id in dict.fromkeys(measures):
        if measure_id not in known:
            if measure_id not in day.catalogue.measures:
                raise UnknownEntryError("measure", measure_id, tuple(day.catalogue.measures))
            day.catalogue.measure(measure_id).version_required(day.day)
        found.append(known[measure_id])
    return tuple(found)


def _measure_plan(on_day: MeasureOnDay, compiler: Compiler, day: DayCatalogue) -> MeasurePlan:
    version = on_day.version
    columns, conditions = [], dict[str, list[str]]()
    for criterion in version.criteria:
        columns.append(compiler.column_of(criterion.test))
        for fact, path in compiler.paths(criterion.test):
            for base, condition in waiting_condition(fact, day.catalogue.facts, compiler.present):
                parts = [f"{column} IS NULL" for column in path]
                parts += [compiler.condition(sql) for sql in condition]
                conditions.setdefault(base, []).append(" AND ".join(dict.fromkeys(parts)))
    waits = {fact: " OR ".join(f"({part})" for part in dict.fromkeys(found)) for fact, found in conditions.items()}
    return MeasurePlan(
        id=on_day.measure.id,
        version=version.number,
        status=verdict_of_status(version),
        criteria=tuple(criterion.id for criterion in version.criteria),
        columns=tuple(columns),
        waits=waits,
    )


def _with_amounts(
    plans: Sequence[MeasurePlan], compiler: Compiler, day: DayCatalogue
) -> tuple[list[MeasurePlan], Layers]:
    """The plans with their amounts, and the layers of the amounts, which go behind those of the criteria."""
    versions = {on_day.measure.id: on_day.version for on_day in day.measures}
    found, behind = [], list[tuple[Column, ...]]()
    for place, plan in enumerate(plans):
        amount = versions[plan.id].amount
        made = amount_columns(amount, f"a{place}", compiler) if amount is not None else None
        found.append(plan if made is None else MeasurePlan(*_fields(plan), made))
        for depth, layer in enumerate(made.layers if made else ()):
            if depth == len(behind):
                behind.append(())
            behind[depth] += layer
    return found, tuple(behind)


def _fields(plan: MeasurePlan) -> tuple[str, int, Verdict, tuple[str, ...], tuple[str, ...], Mapping[str, str]]:
    return plan.id, plan.version, plan.status, plan.criteria, plan.columns, plan.waits
