"""Reads for the pages of figures; another app may import this module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.core.report.recomputing import Outcome, recompute
from wegwijzer.core.report.table import CheckKind, ReportTable
from wegwijzer.readers.report_tables import report_tables
from wegwijzer.web.charts.svg import Svg
from wegwijzer.web.figures.pictures import picture_of
from wegwijzer.wording.figures import table_name
from wegwijzer.wording.language import local


def table_of(number: int) -> ReportTable | None:
    """The table of a number, if the report has it."""
    tables = report_tables()
    return tables[number - 1] if 1 <= number <= len(tables) else None


def sums_that_hold(*tables: ReportTable) -> tuple[int, int]:
    """How many printed sums and percentages hold, and how many there are; p-values are none."""
    found = [result for table in tables for result in recompute(table) if result.kind is not CheckKind.P_VALUE]
    return sum(result.outcome is Outcome.HOLDS for result in found), len(found)


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table of the report for another page: what it says, and its picture with the note under it."""

    number: int
    name: str
    finding: str
    title: str
    picture: Svg
    note: str


def drawn_tables(numbers: Sequence[int], language: str) -> list[DrawnTable]:
    """Tables of the report with their pictures; those that have none are left out."""
    found = []
    for number in numbers:
        table = table_of(number)
        picture = None if table is None else picture_of(table, language)
        if table is not None and picture is not None:
            finding = local(table.finding, language).removesuffix(".")
            title = local(table.title, language)
            found.append(DrawnTable(number, table_name(table, language), finding, title, picture.svg, picture.note))
    return found
