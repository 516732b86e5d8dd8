"""Reads for the pages of figures; another app may import this module."""

from __future__ import annotations

from wegwijzer.core.report.recomputing import Outcome, recompute
from wegwijzer.core.report.table import CheckKind, ReportTable
from wegwijzer.readers.report_tables import report_tables


def table_of(number: int) -> ReportTable | None:
    """The table of a number, if the report has it."""
    tables = report_tables()
    return tables[number - 1] if 1 <= number <= len(tables) else None


def sums_that_hold(*tables: ReportTable) -> tuple[int, int]:
    """How many printed sums and percentages hold, and how many there are; p-values are none."""
    found = [result for table in tables for result in recompute(table) if result.kind is not CheckKind.P_VALUE]
    return sum(result.outcome is Outcome.HOLDS for result in found), len(found)
