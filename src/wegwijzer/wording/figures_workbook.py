"""The report's tables as the sheets of one workbook: what to know of them first, then a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wegwijzer.core.firm.technology import TechnologyClass
from wegwijzer.core.report.recomputing import Outcome, recompute
from wegwijzer.core.report.sheets import Content, Sheet, SheetBlock, SheetNumber
from wegwijzer.core.report.table import CheckKind, Criteria, ReportTable
from wegwijzer.wording.figures import (
    condition_text,
    place_text,
    recomputed_text,
    segment_text,
    spot_text,
    table_name,
)
from wegwijzer.wording.language import local, say


def workbook_sheets(
    tables: Sequence[ReportTable], language: str, classes: Sequence[TechnologyClass]
) -> tuple[Sheet, ...]:
    """All sheets; `classes` are those of table 13."""
    return (_notes_sheet(tables, language), *(_table_sheet(table, language, classes) for table in tables))


def _notes_sheet(tables: Sequence[ReportTable], language: str) -> Sheet:
    found = [(table, result) for table in tables for result in recompute(table)]
    sums = [result for _, result in found if result.kind is not CheckKind.P_VALUE]
    holds = sum(result.outcome is Outcome.HOLDS for result in sums)
    outcomes = {outcome: say(f"figures.outcome.{outcome.value}", language) for outcome in Outcome}
    return Sheet(
        name=say("figures.workbook.notes", language),
        title=say("figures.list.title", language),
        lines=(
            say("figures.report", language),
            say("figures.workbook.as_printed", language),
            say("figures.cli.sums", language, holds=holds, all=len(sums)),
            say("figures.cli.p_values", language, count=len(found) - len(sums)),
        ),
        blocks=(
            SheetBlock(
                say("figures.list.tables", language),
                _fields(language, "table", "title", "place", "source"),
                tuple(
                    (
                        table_name(table, language),
                        local(table.title, language),
                        place_text(table.place, language),
                        table.source,
                    )
                    for table in tables
                ),
            ),
            SheetBlock(
                say("figures.workbook.recomputed", language),
                (*_fields(language, "table", "checks"), say("figures.workbook.outcome", language)),
                tuple(
                    (table_name(table, language), recomputed_text(table, result, language), outcomes[result.outcome])
                    for table, result in found
                ),
            ),
            SheetBlock(
                say("figures.workbook.slips", language),
                (*_fields(language, "table", "place", "slip"), say("figures.workbook.found", language)),
                tuple(
                    (
                        table_name(table, language),
                        spot_text(table, slip.row, slip.column, language),
                        local(slip.text, language),
                        say(f"figures.slip_found.{'us' if slip.found_by_us else 'known'}", language),
                    )
                    for table in tables
                    for slip in table.slips
                ),
            ),
        ),
    )


def _table_sheet(table: ReportTable, language: str, classes: Sequence[TechnologyClass]) -> Sheet:
    if table.criteria is not None:
        block = _criteria_block(table.criteria, language)
    else:
        block = _class_block(classes, language) if table.technology else _cell_block(table, language)
    slips = (local(slip.text, language) for slip in table.slips)
    notes = (local(note, language) for note in table.notes)
    return Sheet(
        name=table_name(table, language),
        title=f"{table_name(table, language)}. {local(table.title, language)}",
        lines=(
            local(table.finding, language),
            f"{say('figures.report', language)}, {place_text(table.place, language)}",
            f"{say('figures.list.source', language, source=table.source)}",
        ),
        blocks=(block,),
        notes=(*notes, *slips),
    )


def _cell_block(table: ReportTable, language: str) -> SheetBlock:
    units = {column.id: say(f"figures.unit.{column.unit.value}", language) for column in table.columns}
    heads = (f"{local(column.label, language)} ({units[column.id]})" for column in table.columns)
    return SheetBlock("", ("", *heads), tuple(_rows(table, language)))


def _rows(table: ReportTable, language: str) -> Iterator[tuple[Content, ...]]:
    """The rows, each heading on a line of its own before the first row under it."""
    groups = {group.id: local(group.label, language) for group in table.groups}
    before = None
    for row in table.rows:
        if row.group is not None and row.group != before:
            yield (groups[row.group],)
        before = row.group
        cells = (
            None if cell is None else SheetNumber(cell.value, column.unit)
            for column, cell in zip(table.columns, row.cells, strict=True)
        )
        yield (local(row.label, language), *cells)


def _criteria_block(criteria: Criteria, language: str) -> SheetBlock:
    heads = (
        say("figures.page.segment", language),
        say("figures.field.group", language),
        say("figures.page.needs", language),
    )
    rows = tuple(
        (
            segment_text(segment, language),
            local(condition.label, language),
            condition_text(condition.test, criteria, language),
        )
        for segment, conditions in criteria.segments.items()
        for condition in conditions
    )
    return SheetBlock("", heads, rows)


def _class_block(classes: Sequence[TechnologyClass], language: str) -> SheetBlock:
    heads = tuple(say(f"figures.technology.{name}", language) for name in ("class", "codes", "without"))
    rows = tuple(
        (say(f"figures.technology.{known.id}", language), " ".join(known.include), " ".join(known.exclude))
        for known in classes
    )
    return SheetBlock("", heads, rows)


def _fields(language: str, *names: str) -> tuple[str, ...]:
    return tuple(say(f"figures.field.{name}", language) for name in names)
