"""The pyramid as the report prints it: table 3, in per cent, by technology."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.readers.report_tables import report_tables

_TABLE = "innovation-pyramid"


@cache
def printed_shares() -> Mapping[str, tuple[float, ...]]:
    """Per cent of firms a segment, from the top, for high, low and total."""
    (table,) = (table for table in report_tables() if table.id == _TABLE)
    rows = {row.id: row.cells for row in table.rows}
    found = {}
    for place, column in enumerate(table.columns):
        cells = [rows[segment.id][place] for segment in Segment]
        found[column.id] = tuple(float(cell.value) for cell in cells if cell is not None)
    return found
