"""A plan as one SQL statement, for engines that read a table: the layers, and on top of them the rows of the output.

Columns are named o0, o1, … so that nothing needs quoting, which engines do differently; the caller gives them their
names. The readings of the criteria come along, so that what is counted is counted in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wegwijzer.core.scanning.compiling import Column
from wegwijzer.core.scanning.masks import NEXT_DECIDES, NEXT_FACT, outcome_sql, undecided_sql
from wegwijzer.core.scanning.planning import ScanPlan

PLACE = "place"
"""The column with the place of a row in its batch, from 0: engines need not keep the order."""


def readings_sql(plan: ScanPlan, source: str) -> str:
    """For each row of `source`, a table or what stands for one: its place and the columns of `readings_of`."""
    return _select((PLACE, *readings_of(plan)), _layers(plan, source))


def rows_sql(plan: ScanPlan, questions: Sequence[str], source: str) -> str:
    """The columns of `readings_sql`, and o0, o1, … for those of `output_columns`."""
    columns = output_columns(plan, questions)
    table = _layers(plan, source)
    asked = _asked(plan, questions)
    if asked:
        counts = [f"{_decides(plan, fact)} AS q{place}" for place, fact in enumerate(asked)]
        table = f"({_select(('*', *counts), table)}) AS asked"
    chosen = [f"{column.sql} AS o{place}" for place, column in enumerate(columns)]
    return _select((PLACE, *readings_of(plan), *chosen), table)


def readings_of(plan: ScanPlan) -> tuple[str, ...]:
    """The columns that are counted: every reading of a criterion or a part of one, conditions, and the amounts."""
    amounts = [it for measure in plan.measures if measure.amount for it in (measure.amount.low, measure.amount.high)]
    named = {column.name for layer in plan.layers for column in layer}
    readings = sorted(name for name in named if name[0] in "nc" and name[1:].isdigit())
    return tuple(dict.fromkeys([*readings, *(name for name in amounts if name in named)]))


def output_columns(plan: ScanPlan, questions: Sequence[str]) -> tuple[Column, ...]:
    """The columns of the output under their own names, the next question last."""
    columns = [column for measure in plan.measures for column in outcome_sql(measure)]
    asked = _asked(plan, questions)
    if asked:
        decides = {fact: f"q{place}" for place, fact in enumerate(asked)}
        best = f"GREATEST({', '.join(decides.values())}, 0)"
        cases = " ".join(f"WHEN {count} = {best} THEN '{fact}'" for fact, count in decides.items())
        columns.append(Column(NEXT_FACT, f"CASE WHEN {best} = 0 THEN NULL {cases} END"))
        columns.append(Column(NEXT_DECIDES, f"CAST({best} AS SMALLINT)"))
    return tuple(columns)


def _layers(plan: ScanPlan, source: str) -> str:
    """Every column of the plan beside those of the source."""
    table = source
    for place, layer in enumerate(plan.layers):
        added = [f"{column.sql} AS {column.name}" for column in layer]
        table = f"({_select(('*', *added), table)}) AS layer{place}"
    return table


def _select(columns: Iterable[str], table: str) -> str:
    return " ".join(("SELECT", ", ".join(columns), "FROM", table))


def _asked(plan: ScanPlan, questions: Sequence[str]) -> list[str]:
    return [fact for fact in questions if fact in plan.waited_for]


def _decides(plan: ScanPlan, fact: str) -> str:
    return " + ".join(
        f"CASE WHEN {undecided_sql(measure)} AND ({measure.waits[fact]}) THEN 1 ELSE 0 END"
        for measure in plan.measures
        if fact in measure.waits
    )
