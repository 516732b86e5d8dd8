"""Which columns a simulation reads: the criteria and amounts of changed measures as SQL, as a scan compiles them.

Where the change leaves the EU size as it was, both sides read the same prepared population; else each side has its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from wegwijzer.core.catalogue.measure import Amount, NamedCriterion
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.scanning.amounts import AmountColumns, amount_columns
from wegwijzer.core.scanning.compiling import Column, Compiler, Layers
from wegwijzer.core.simulating.changing import ChangedMeasure


@dataclass(frozen=True, slots=True)
class CriterionColumns:
    """Where a criterion is read.

    `hard_paths`: an open criterion waits for more than declarations, judgements and plans where all columns of one of
    these are null. `is_soft`: it can be open for those alone.
    """

    id: str
    column: str
    is_soft: bool
    hard_paths: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it is read from."""
        return (self.column, *(name for path in self.hard_paths for name in path))


@dataclass(frozen=True, slots=True)
class MoneyColumns:
    """Where an amount is read: its ends, and the tests that decide which ceiling holds."""

    low: str
    high: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SidePlan:
    """Some criteria and amounts on one prepared population."""

    layers: Layers
    facts: frozenset[str]
    criteria: dict[str, tuple[CriterionColumns, ...]]
    money: dict[str, MoneyColumns]

    @property
    def tests(self) -> tuple[str, ...]:
        """The columns of criteria and of what decides a ceiling: true, false or null."""
        found = [name for part in self.criteria.values() for item in part for name in item.columns]
        found += [name for item in self.money.values() for name in item.tests]
        return tuple(dict.fromkeys(found))


SHARED, BEFORE, AFTER = "shared", "before", "after"
"""The parts of a changed measure, and the names of its columns in a plan: `<measure> <part>`."""


def simulation_plans(
    changes: Sequence[ChangedMeasure], present: Collection[str], soft: frozenset[str], *, together: bool
) -> tuple[SidePlan, ...]:
    """One plan for both sides, or one for before (with what is shared) and one for after."""
    sides = [(SHARED, BEFORE), (AFTER,)]
    asked = [[part for side in sides for part in side]] if together else [list(side) for side in sides]
    return tuple(_side_plan(changes, parts, present, soft) for parts in asked)


def part_key(changed: ChangedMeasure, part: str) -> str:
    """The name of a part of a measure in a plan."""
    return f"{changed.id} {part}"


def _side_plan(
    changes: Sequence[ChangedMeasure], parts: Sequence[str], present: Collection[str], soft: frozenset[str]
) -> SidePlan:
    compiler = Compiler(present)
    criteria, money = dict[str, tuple[CriterionColumns, ...]](), dict[str, MoneyColumns]()
    wanted: list[tuple[str, Amount]] = []
    for changed in changes:
        named = {SHARED: changed.shared, BEFORE: changed.before_only, AFTER: changed.after_only}
        amounts = dict(zip((BEFORE, AFTER), changed.amounts, strict=True))
        for part in parts:
            key = part_key(changed, part)
            criteria[key] = tuple(criterion_columns(item, compiler, soft) for item in named[part])
            amount = amounts.get(part)
            if amount is not None and amount.parts:
                wanted.append((key, amount))
    behind: list[list[Column]] = []
    for place, (key, amount) in enumerate(wanted):
        tests = tuple(dict.fromkeys(compiler.column_of(test) for test in ceiling_tests(amount)))
        made = amount_columns(amount, f"m{place}", compiler)
        if made is not None:
            money[key] = MoneyColumns(made.low, made.high, tests)
            _put_behind(made, behind)
    layers = (*compiler.layers, *(tuple(layer) for layer in behind))
    return SidePlan(layers, compiler.facts, criteria, money)


def ceiling_tests(amount: Amount) -> Iterator[Criterion]:
    """The tests that decide which ceiling holds: of that over the whole, or without one of those of the parts."""
    cases = amount.ceiling or tuple(case for part in amount.parts for case in part.ceiling)
    yield from (case.when for case in cases if case.when is not None)


def criterion_columns(item: NamedCriterion, compiler: Compiler, soft: frozenset[str]) -> CriterionColumns:
    """Where a criterion is read, and when only plans, declarations and judgements leave it open."""
    column = compiler.column_of(item.test)
    facts = list(item.test.facts())
    hard = tuple(path for fact, path in compiler.paths(item.test) if fact not in soft)
    return CriterionColumns(item.id, column, any(fact in soft for fact in facts), tuple(dict.fromkeys(hard)))


def _put_behind(made: AmountColumns, behind: list[list[Column]]) -> None:
    for depth, layer in enumerate(made.layers):
        if depth == len(behind):
            behind.append([])
        behind[depth] += layer
