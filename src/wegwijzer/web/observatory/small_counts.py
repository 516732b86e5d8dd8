"""Counts by one thing, with every number hidden that is too small, and what would give it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.disclosure.auditing import DisclosureError
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Table

OTHERS = "others"
"""The row that holds the small ones together."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """How often; None is hidden."""

    id: str
    count: int | None


@dataclass(frozen=True, slots=True)
class CountTable:
    """Rows, the most first and OTHERS last; `total` is None where there are too few to show anything."""

    rows: tuple[CountRow, ...]
    total: int | None
    hidden: int

    def count(self, id: str) -> int | None:
        """The count of a row; None where it is hidden or not there."""
        return next((row.count for row in self.rows if row.id == id), None)


NOTHING = CountTable((), None, 0)
"""Too few to show."""


def count_table(counts: Mapping[str, int], rules: DisclosureRules) -> CountTable:
    """The counts as they may be shown.

    Rows below the minimum are put together first: hiding them one by one would hide others with them.

    >>> found = count_table({"fte": 12, "turnover": 3, "region": 2, "sector": 1}, DisclosureRules())
    >>> [(row.id, row.count) for row in found.rows], found.total
    ([('fte', 12), ('others', 6)], 18)
    """
    least = rules.minimum_count
    grouped: dict[str, int] = {}
    for name, count in counts.items():
        row = name if count >= least else OTHERS
        grouped[row] = grouped.get(row, 0) + count
    grouped = {name: count for name, count in grouped.items() if count}
    if not grouped:
        return NOTHING
    try:
        found = protect(Table.of({"row": tuple(grouped)}, list(grouped.values())), rules)
    except DisclosureError:
        return NOTHING
    rows = [CountRow(name, found.count({"row": name})) for name in grouped]
    rows.sort(key=lambda row: (row.id == OTHERS, row.count is None, -(row.count or 0), row.id))
    return CountTable(tuple(rows), found.count({}), found.hidden)
