"""The report's tables as files and plain data for machines, in the form of the contract."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal

from wegwijzer.core.firm.technology import TechnologyClass
from wegwijzer.core.report.recomputing import Recomputed, recompute
from wegwijzer.core.report.table import Criteria, ReportTable, Slip
from wegwijzer.wording.figures import condition_text, place_text, segment_text, table_name
from wegwijzer.wording.language import local, say

Classes = Sequence[TechnologyClass]


def table_data(table: ReportTable, language: str, classes: Classes) -> dict[str, object]:
    """One table with its labels, units, source, what was recomputed and the slips. `classes` are those of table 13."""
    data: dict[str, object] = {
        **table_head(table, language),
        "columns": [
            {"id": column.id, "label": local(column.label, language), "unit": column.unit.value}
            for column in table.columns
        ],
        "rows": [
            {
                "id": row.id,
                "label": local(row.label, language),
                "group": next((local(group.label, language) for group in table.groups if group.id == row.group), None),
                "cells": [
                    None if cell is None else {"printed": cell.printed, "value": _number(cell.value)}
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
        "notes": [local(note, language) for note in table.notes],
        "recomputed": [recomputed_data(table, found) for found in recompute(table)],
        "slips": [slip_data(table, slip, language) for slip in table.slips],
    }
    if table.criteria is not None:
        data["criteria"] = [
            {
                "segment": segment,
                "label": segment_text(segment, language),
                "conditions": [
                    {
                        "label": local(condition.label, language),
                        "sentence": condition_text(condition.test, table.criteria, language),
                    }
                    for condition in conditions
                ],
            }
            for segment, conditions in table.criteria.segments.items()
        ]
    if table.technology:
        data["classes"] = [
            {
                "id": known.id,
                "label": say(f"figures.technology.{known.id}", language),
                "include": list(known.include),
                "exclude": list(known.exclude),
            }
            for known in classes
        ]
    return data


def table_head(table: ReportTable, language: str) -> dict[str, object]:
    """What a table is: number, name, what it says, where it stands."""
    return {
        "number": table.number,
        "id": table.id,
        "title": local(table.title, language),
        "finding": local(table.finding, language),
        "place": place_text(table.place, language),
        "source": table.source,
    }


def recomputed_data(table: ReportTable, found: Recomputed) -> dict[str, object]:
    """One recomputed figure; `computed` of a p-value is the smallest that the shares allow."""
    return {
        "table": table.number,
        "kind": found.kind.value,
        "outcome": found.outcome.value,
        "row": found.row,
        "column": found.column,
        "rows": list(found.rows),
        "columns": list(found.columns),
        "printed": _number(found.printed),
        "computed": _number(found.computed),
        "blank": found.blank,
    }


def slip_data(table: ReportTable, slip: Slip, language: str) -> dict[str, object]:
    """One slip with its place; `row` and `column` of null: the whole of it."""
    return {
        "table": table.number,
        "id": slip.id,
        "kind": slip.kind.value,
        "row": slip.row,
        "column": slip.column,
        "found_by_us": slip.found_by_us,
        "sentence": local(slip.text, language),
    }


def table_json(table: ReportTable, language: str, classes: Classes) -> str:
    """One table as the text of a JSON file."""
    return json.dumps(table_data(table, language, classes), ensure_ascii=False, indent=1) + "\n"


def table_csv(table: ReportTable, language: str, classes: Classes) -> str:
    """One table as the text of a CSV file, a line a cell: what is printed, and the number it says."""
    if table.criteria is not None:
        return _csv(_criteria_lines(table.criteria, language))
    return _csv(_class_lines(language, classes) if table.technology else _cell_lines(table, language))


def overview_csv(tables: Sequence[ReportTable], language: str) -> str:
    """All tables, a line a table."""
    lines = [_names(language, "table", "title", "place", "source", "file", "checks", "slips")]
    for table in tables:
        lines.append(
            [
                table_name(table, language),
                local(table.title, language),
                place_text(table.place, language),
                table.source,
                f"{file_stem(table)}.csv",
                str(len(recompute(table))),
                str(len(table.slips)),
            ]
        )
    return _csv(lines)


def file_stem(table: ReportTable) -> str:
    """The name of a table's files, without what follows the dot."""
    return table.id if table.number is None else f"table-{table.number:02}"


def _cell_lines(table: ReportTable, language: str) -> Iterator[list[str]]:
    yield _names(language, "table", "group", "row", "column", "unit", "printed", "value", "slip")
    groups = {group.id: local(group.label, language) for group in table.groups}
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            slips = table.slips_at(row.id, column.id)
            yield [
                str(table.number or ""),
                groups.get(row.group or "", ""),
                local(row.label, language),
                local(column.label, language),
                say(f"figures.unit.{column.unit.value}", language),
                "" if cell is None else cell.printed,
                "" if cell is None else format(cell.value, "f"),
                " ".join(local(slip.text, language) for slip in slips),
            ]


def _criteria_lines(criteria: Criteria, language: str) -> Iterator[list[str]]:
    yield [
        say("figures.page.segment", language),
        say("figures.field.group", language),
        say("figures.page.needs", language),
    ]
    for segment, conditions in criteria.segments.items():
        for condition in conditions:
            yield [
                segment_text(segment, language),
                local(condition.label, language),
                condition_text(condition.test, criteria, language),
            ]


def _class_lines(language: str, classes: Classes) -> Iterator[list[str]]:
    yield [say(f"figures.technology.{name}", language) for name in ("class", "codes", "without")]
    for known in classes:
        label = say(f"figures.technology.{known.id}", language)
        yield [label, " ".join(known.include), " ".join(known.exclude)]


def _names(language: str, *fields: str) -> list[str]:
    return [say(f"figures.field.{name}", language) for name in fields]


def _csv(lines: Sequence[list[str]] | Iterator[list[str]]) -> str:
    kept = io.StringIO()
    csv.writer(kept, lineterminator="\n").writerows(lines)
    return kept.getvalue()


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
