"""Compute the sums, totals and percentages of a printed table again, and say which hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from wegwijzer.core.report.association import smallest_p
from wegwijzer.core.report.table import Cell, Check, CheckKind, Place, ReportTable, Unit, decimals_of

_HUNDRED = Decimal(100)
_P_PLACES = Decimal("0.001")


class Outcome(Enum):
    """How a printed figure compares with the computed one.

    HOLDS: they are equal, or round to the same. ROUNDING: the difference fits the rounding of the parts. DIFFERS: it
    does not. SHOWN_ONLY: print does not hold what it takes to compute it. OUT_OF_REACH: neither, and nothing that
    print does hold can lead to it.
    """

    HOLDS = "holds"
    ROUNDING = "rounding"
    DIFFERS = "differs"
    SHOWN_ONLY = "shown_only"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One printed figure with the computed one.

    `row` and `column` are where the printed figure stands; a row of None: it stands elsewhere (`cited`), or is the
    hundred per cent that parts must add up to. `computed` of a p-value is the smallest that the shares allow. `blank`
    counts the cells that print leaves empty: a sum is over the printed ones.
    """

    kind: CheckKind
    outcome: Outcome
    unit: Unit
    printed: Decimal
    computed: Decimal
    row: str | None
    column: str | None
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    blank: int = 0
    cited: Place | None = None


def recompute(table: ReportTable) -> tuple[Recomputed, ...]:
    """Every check of a table, cell by cell, in the order of its data. Cells without anything to compute are skipped."""
    ways = {
        CheckKind.ROWS_SUM: _rows_sum,
        CheckKind.COLUMNS_SUM: _columns_sum,
        CheckKind.SHARE: _share,
        CheckKind.P_VALUE: _p_values,
    }
    return tuple(found for check in table.checks for found in ways[check.kind](table, check))


def _rows_sum(table: ReportTable, check: Check) -> Iterator[Recomputed]:
    for column_id in check.columns:
        unit = table.column(column_id).unit
        cells = [table.cell(row, column_id) for row in check.rows]
        added = [cell.value for cell in cells if cell is not None]
        total = table.cell(check.total, column_id) if check.total else None
        printed = total.value if total is not None else check.expected
        if not added or printed is None:
            continue
        computed = sum(added, Decimal(0))
        yield Recomputed(
            kind=check.kind,
            outcome=_compared(printed, computed, unit, _rounding(unit, cells, total, check.rounded_to)),
            unit=unit,
            printed=printed,
            computed=computed,
            row=check.total,
            column=column_id,
            rows=check.rows,
            columns=(column_id,),
            blank=len(cells) - len(added),
            cited=check.cited,
        )


def _columns_sum(table: ReportTable, check: Check) -> Iterator[Recomputed]:
    for row_id in check.rows:
        cells = [table.cell(row_id, column) for column in check.columns]
        added = [cell.value for cell in cells if cell is not None]
        total = table.cell(row_id, check.total or "")
        if not added or total is None:
            continue
        unit, computed = table.column(check.columns[0]).unit, sum(added, Decimal(0))
        yield Recomputed(
            kind=check.kind,
            outcome=_compared(total.value, computed, unit, _rounding(unit, cells, total, None)),
            unit=unit,
            printed=total.value,
            computed=computed,
            row=row_id,
            column=check.total,
            rows=(row_id,),
            columns=check.columns,
            blank=len(cells) - len(added),
        )


def _share(table: ReportTable, check: Check) -> Iterator[Recomputed]:
    [amounts], whole = check.columns, table.cell(check.of or "", check.columns[0])
    for row_id in check.rows:
        part, printed = table.cell(row_id, amounts), table.cell(row_id, check.total or "")
        if part is None or printed is None or whole is None or not whole.value:
            continue
        step = Decimal(1).scaleb(-printed.decimals)
        computed = (part.value / whole.value * _HUNDRED).quantize(step)
        yield Recomputed(
            kind=check.kind,
            outcome=_compared(printed.value, computed, Unit.PERCENT, Decimal(0)),
            unit=Unit.PERCENT,
            printed=printed.value,
            computed=computed,
            row=row_id,
            column=check.total,
            rows=(row_id, check.of or ""),
            columns=(amounts,),
        )


def _p_values(table: ReportTable, check: Check) -> Iterator[Recomputed]:
    [shares] = check.columns
    for one, other in zip(check.rows[::2], check.rows[1::2], strict=True):
        printed = table.cell(one, check.total or "")
        if printed is None or check.sample is None:
            continue
        least = smallest_p(check.sample, table.value(one, shares), table.value(other, shares))
        above = printed.value + Decimal(5).scaleb(-printed.decimals - 1)
        yield Recomputed(
            kind=check.kind,
            outcome=Outcome.OUT_OF_REACH if float(above) < least else Outcome.SHOWN_ONLY,
            unit=Unit.P_VALUE,
            printed=printed.value,
            computed=Decimal(least).quantize(_P_PLACES),
            row=one,
            column=check.total,
            rows=(one, other),
            columns=check.columns,
        )


def _compared(printed: Decimal, computed: Decimal, unit: Unit, rounding: Decimal) -> Outcome:
    difference = abs(printed - computed)
    if not difference:
        return Outcome.HOLDS
    if difference > rounding:
        return Outcome.DIFFERS
    return Outcome.ROUNDING if unit is Unit.PERCENT else Outcome.HOLDS


def _rounding(unit: Unit, cells: Sequence[Cell | None], total: Cell | None, rounded_to: Decimal | None) -> Decimal:
    """How far rounding alone can take a sum from its total.

    Counts and amounts are exact. Percentages are rounded to the decimals that are used: a column of which every
    figure ends in 0 was rounded before that digit.
    """
    if rounded_to is not None:
        return rounded_to / 2
    if unit is not Unit.PERCENT:
        return Decimal(0)
    parts = [cell.value for cell in cells if cell is not None]
    used = max(decimals_of(part.normalize()) for part in parts)
    return Decimal(5).scaleb(-used - 1) * (len(parts) + (1 if total is not None else 0))
