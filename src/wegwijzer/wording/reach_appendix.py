"""Tables of the 2016 report beside a yearly report: figures as printed, one column drawn, slips of print below."""

from __future__ import annotations

from wegwijzer.core.reach.yearbook import Drawn, Picture, PrintedTable, Section
from wegwijzer.core.report.table import ReportTable
from wegwijzer.wording.figures import cell_text, place_text, row_text, spot_text, table_name
from wegwijzer.wording.language import local
from wegwijzer.wording.reach_names import ReachNames

TABLES = range(5, 12)
"""The tables on the use of support: 5 to 11."""

_DRAWN = {5: "2014", 6: "2014", 7: "support", 8: "support-pct", 9: "budget", 11: "spending"}
"""The column that is drawn; table 10 has one row, which is read."""


def printed_section(table: ReportTable, names: ReachNames) -> Section:
    """One table as a section."""
    language = names.language
    heads = ("", *(local(column.label, language) for column in table.columns))
    rows = tuple(
        (
            local(row.label, language),
            *(cell_text(cell, column.unit, language) for cell, column in zip(row.cells, table.columns, strict=True)),
        )
        for row in table.rows
    )
    slips = []
    for slip in table.slips:
        spot = spot_text(table, slip.row, slip.column, language)
        slips.append(f"{spot}: {local(slip.text, language)}" if spot else local(slip.text, language))
    place = place_text(table.place, language)
    return Section(
        id=table.id,
        title=f"{table_name(table, language)}. {local(table.title, language)}",
        findings=(local(table.finding, language),),
        definitions=(),
        pictures=tuple(_pictures(table, names)),
        tables=(PrintedTable(names.say("printed"), heads, rows),),
        notes=(
            *(local(note, language) for note in table.notes),
            *slips,
            names.say("source", source=f"{table.source} ({place})"),
        ),
    )


def _pictures(table: ReportTable, names: ReachNames) -> list[Picture]:
    column_id = _DRAWN.get(table.number or 0)
    if column_id is None:
        return []
    language, column = names.language, table.column(column_id)
    rows = []
    for row in table.rows:
        cell = table.cell(row.id, column_id)
        if cell is not None and row.id != "total":
            mark = "*" if table.is_part_year(row.id) else ""
            rows.append(
                Drawn(
                    f"{row_text(table, row.id, language)}{mark}",
                    float(cell.value),
                    cell_text(cell, column.unit, language),
                )
            )
    parts = "; ".join(names.say("told.part", name=row.name, value=row.text) for row in rows)
    caption = f"{local(table.title, language)}: {local(column.label, language)}"
    return [Picture("bars", caption, names.say("told.printed", parts=parts), tuple(rows))]
