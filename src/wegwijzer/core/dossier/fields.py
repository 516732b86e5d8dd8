"""How a dossier is written down: for each part plain texts by field, and for a table its rows, as they were typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wegwijzer.core.dossier.content import PartId

TEXT = "text"
ROWS = "rows"
EXTRA = "x-"
YEAR = "year-"
ROW_FIELDS: Mapping[PartId, tuple[str, ...]] = {
    PartId.PLAN: ("name", "begins", "ends", "who", "result", "budget"),
    PartId.PEOPLE: ("name", "role", "skills", "months"),
    PartId.COSTS: ("kind", "package", "year", "euro", "note"),
    PartId.PARTNERS: ("name", "kind", "is_foreign", "number", "role", "cost"),
}
PLAIN_FIELDS: Mapping[PartId, tuple[str, ...]] = {
    PartId.FIRM: ("firm_name", "firm_number"),
    PartId.PLAN: ("applies_on",),
    PartId.COSTS: ("total",),
}
DAYS = frozenset({"begins", "ends", "applies_on"})
AMOUNTS = frozenset({"budget", "euro", "cost", "total", "months"})
MOST_ROWS: Mapping[PartId, int] = {
    PartId.PLAN: 40,
    PartId.PEOPLE: 60,
    PartId.COSTS: 150,
    PartId.PARTNERS: 30,
}
"""Rows of each table."""

Written = Mapping[str, Any]
"""One part as typed: texts by field, and under `rows` a list of such texts."""


def is_amount(field: str) -> bool:
    """Whether a field holds a number."""
    return field in AMOUNTS or field.startswith(YEAR)


def rows_of(written: Written) -> list[dict[str, str]]:
    """The rows of a table that hold anything, each as texts by field."""
    found = written.get(ROWS, [])
    return [
        {name: str(value) for name, value in row.items()}
        for row in (found if isinstance(found, list) else [])
        if isinstance(row, dict) and any(str(value).strip() for value in row.values())
    ]


def _plain(written: Written) -> dict[str, str]:
    return {name: str(value) for name, value in written.items() if name != ROWS and str(value).strip()}


def same(one: Written, other: Written) -> bool:
    """Whether two writings of a part hold the same."""
    return _plain(one) == _plain(other) and rows_of(one) == rows_of(other)


def both(one: Written, other: Written, *, part: PartId) -> dict[str, Any]:
    """Two writings of a part together, none of it lost: texts one after the other, and the rows that are not the same.

    The rows of a table may then be more than it holds; who asked for both throws some away.
    """
    joined: dict[str, Any] = {}
    for name in dict.fromkeys([*_plain(one), *_plain(other)]):
        first, second = _plain(one).get(name, ""), _plain(other).get(name, "")
        is_long = name == TEXT or name.startswith(EXTRA)
        if first and second and first != second:
            joined[name] = f"{first}\n\n{second}" if is_long else first
        else:
            joined[name] = first or second
    if part in ROW_FIELDS:
        mine = rows_of(one)
        joined[ROWS] = [*mine, *(row for row in rows_of(other) if row not in mine)]
    return joined


def words_in(written: Written) -> Iterator[tuple[str, str]]:
    """Everything that stands in a part, as (place, text) pairs in order; a row's place is `3:name`."""
    for name, text in _plain(written).items():
        yield name, text
    for place, row in enumerate(rows_of(written), start=1):
        for name, text in row.items():
            if text.strip():
                yield f"{place}:{name}", text


def whole(parts: Mapping[str, Written], sought: Sequence[PartId] = tuple(PartId)) -> dict[str, dict[str, Any]]:
    """Every part of a dossier, empty where nothing was written."""
    return {part.value: dict(parts.get(part.value, {})) for part in sought}
