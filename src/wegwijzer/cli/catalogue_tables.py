"""The measures of a day as a table: a line a measure, as CSV or Excel."""

from __future__ import annotations

import csv
from io import StringIO

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.report.sheets import Sheet, SheetBlock
from wegwijzer.publishing.plain_csv import safe_text
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.language import say
from wegwijzer.wording.measures import measure_details

COLUMNS = (
    "id",
    "name",
    "plain_name",
    "level",
    "kind",
    "status",
    "confidence",
    "valid_from",
    "valid_until",
    "summary",
    "providers",
    "criteria",
    "information",
    "amount",
    "amount_note",
    "how_to_apply",
    "odds",
    "caveats",
    "source",
    "also",
)
"""The keys of `catalogue show --json`, without what was written down word for word."""


def table_bytes(day: DayCatalogue, form: str, language: str) -> bytes:
    """The file: CSV in UTF-8 (RFC 4180), or an Excel workbook of one sheet."""
    rows = _rows(day, language)
    if form == "csv":
        kept = StringIO()
        writer = csv.writer(kept, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([safe_text(text) for text in row] for row in rows)
        return kept.getvalue().encode()
    from wegwijzer.publishing.sheets import sheets_bytes

    title = say("linked.dataset.title", language)
    note = say("linked.dataset.description", language)
    sheet = Sheet("measures", f"{title}, {day.day.isoformat()}", (note,), (SheetBlock("", COLUMNS, tuple(rows)),), ())
    return sheets_bytes([sheet], title=title)


def _rows(day: DayCatalogue, language: str) -> list[tuple[str, ...]]:
    wording = advice_wording(day, language)
    details = (measure_details(on_day, wording) for on_day in day.measures)
    return [tuple(_text(found[column]) for column in COLUMNS) for found in details]


def _text(value: object) -> str:
    """A value as the text of one cell: a list with a line each."""
    if isinstance(value, list):
        return "\n".join(str(item["sentence"]) if isinstance(item, dict) else str(item) for item in value)
    return "" if value is None else str(value)
