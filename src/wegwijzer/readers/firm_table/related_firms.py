"""Related enterprises of a population's firms, from a table, and the EU size that follows from them.

A row is one holding. `firm` is the key of the firm in the population; `name`, `share_pct` and `holder` say who holds
how much, as in a firm file, and `enterprise_number`, `investor`, `linked`, `consolidated` and the figures may follow.
For a chain, `relation` names the row within its firm and `parent` is the `relation` of the enterprise that it hangs on,
empty for the firm itself. Figures are exact (`fte`) or bands (`fte_min`, `fte_max`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.relations import Relation
from wegwijzer.core.scanning.columns import HIGH, LOW
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.firm_table.csv_text import csv_text
from wegwijzer.readers.firm_table.deriving import FIGURES
from wegwijzer.readers.firm_table.faults import shown
from wegwijzer.readers.firm_table.population_file import unreadable
from wegwijzer.readers.yaml_file import LocatedData

FIRM, RELATION, PARENT = "firm", "relation", "parent"
_TEXTS = ("name", "enterprise_number", "holder", "investor")
_FLAGS = ("linked", "consolidated")
_FIGURE_COLUMNS = tuple(f"{fact}{end}" for fact in FIGURES for end in ("", LOW, HIGH))
COLUMNS = (FIRM, RELATION, PARENT, *_TEXTS, "share_pct", *_FLAGS, *_FIGURE_COLUMNS)
_NEEDED = (FIRM, "name", "share_pct", "holder")
_YES, _NO = frozenset({"true", "1", "yes", "ja", "oui"}), frozenset({"false", "0", "no", "nee", "non"})
_SHOWN_FAULTS = 20


class RelatedFirms:
    """The table, kept in columns; only the relations of one batch are values at a time."""

    def __init__(self, table: pl.DataFrame, name: str) -> None:
        self._name = name
        ordered = table.with_row_index("line", offset=1).sort(FIRM, maintain_order=True)
        self._rows = ordered
        self._firms = (
            ordered.with_row_index("place")
            .group_by(FIRM, maintain_order=True)
            .agg(pl.col("place").first().alias("start"), pl.len().alias("count"))
            .with_row_index("firm place")
        )
        self._seen = np.zeros(self._firms.height, np.bool_)

    def of(self, keys: pl.Series, day: DayCatalogue) -> dict[int, tuple[Relation, ...]]:
        """By place in `keys`, the relations of the firms that have any. Raises InputError with the faults of them."""
        matched = (
            pl.DataFrame({FIRM: keys.cast(pl.String)})
            .with_row_index("row")
            .join(self._firms, on=FIRM, how="inner")
            .sort("row")
        )
        self._seen[matched["firm place"].to_numpy()] = True
        spans = zip(*(matched[name].to_list() for name in ("row", FIRM, "start", "count")), strict=True)
        found, faults = {}, list[Fault]()
        for row, firm, start, count in spans:
            try:
                found[row] = self._relations(firm, self._rows.slice(start, count).to_dicts(), day)
            except InputError as error:
                faults += [replace(fault, where=fault.where.removesuffix(":1")) for fault in error.faults]
        if faults:
            raise InputError(faults[:_SHOWN_FAULTS])
        return found

    def raise_unmatched(self) -> None:
        """Raise InputError when relations are of firms that the population does not have."""
        unmatched = np.flatnonzero(~self._seen)
        if len(unmatched):
            first = self._firms[FIRM][int(unmatched[0])]
            problem = f'there is no firm "{shown(first)}" in the population; {len(unmatched):,} firms in all.'
            raise InputError([Fault(f"{self._name}, {FIRM}", problem, "keys of the population.")])

    def _relations(self, firm: str, rows: Sequence[Mapping[str, Any]], day: DayCatalogue) -> tuple[Relation, ...]:
        entries = {(row.get(RELATION) or f"\0{place}"): _entry(row) for place, row in enumerate(rows)}
        if len(entries) < len(rows):
            raise InputError([Fault(f"{self._name}, {RELATION}", f"firm {shown(firm)} has one twice.", "each once.")])
        top: list[dict[str, Any]] = []
        for row, entry in zip(rows, entries.values(), strict=True):
            parent = row.get(PARENT)
            if not parent:
                top.append(entry)
            elif parent in entries:
                entries[parent].setdefault("relations", []).append(entry)
            else:
                where = f"{self._name}, {PARENT}, row {row['line']:,}"
                raise InputError([Fault(where, f'firm {shown(firm)} has no relation "{shown(parent)}".')])
        if _reached(top) < len(rows):
            where = f"{self._name}, {PARENT}"
            raise InputError([Fault(where, f"the relations of firm {shown(firm)} go in a circle.", "a tree.")])
        located = LocatedData(f"{self._name}, firm {shown(firm)}", {"relations": top}, {})
        return read_firm(located, day.catalogue.facts, on=day.day).relations


def open_relations(path: Path, name: str | None = None) -> RelatedFirms:
    """Read a table of relations, CSV or Parquet. Raises InputError when its columns will not do."""
    label = name or str(path)
    try:
        with path.open("rb") as file:
            is_parquet = file.read(4) == b"PAR1"
        table = pl.read_parquet(path) if is_parquet else csv_text(path, label).lazy().collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise InputError([unreadable(label, error, is_csv=not is_parquet)]) from error
    except OSError as error:
        raise InputError([Fault(label, "cannot be read.", "a table of relations: CSV or Parquet.")]) from error
    faults = [
        Fault(label, f'there is no column "{column}".', ", ".join(_NEEDED))
        for column in _NEEDED
        if column not in table.columns
    ]
    for column in table.columns:
        if column not in COLUMNS:
            near = get_close_matches(column[:80], COLUMNS, n=1, cutoff=0.5)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            faults.append(Fault(f"{label}, {column[:80]}", f"unknown column.{hint}", f"one of {', '.join(COLUMNS)}."))
    if faults:
        raise InputError(faults[:_SHOWN_FAULTS])
    table = table.with_columns(
        pl.col(column).cast(pl.String) for column in (FIRM, RELATION, PARENT) if column in table.columns
    )
    empty = table[FIRM].is_null().arg_true()
    if len(empty):
        raise InputError([Fault(f"{label}, {FIRM}, row {int(empty[0]) + 1:,}", "is empty.", "the key of the firm.")])
    return RelatedFirms(table, label)


def _reached(top: Sequence[Mapping[str, Any]]) -> int:
    count, todo = 0, list(top)
    while todo:
        entry = todo.pop()
        count += 1
        todo.extend(entry.get("relations", ()))
    return count


def _entry(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the mapping that a firm file would have for it."""
    entry: dict[str, Any] = {name: row[name] for name in _TEXTS if row.get(name) not in (None, "")}
    entry["share_pct"] = _number(row.get("share_pct"))
    for flag in _FLAGS:
        value = row.get(flag)
        if value not in (None, ""):
            word = str(value).strip().casefold()
            entry[flag] = True if word in _YES else False if word in _NO else value
    for fact in FIGURES:
        exact, low, high = (_number(row.get(f"{fact}{end}")) for end in ("", LOW, HIGH))
        if exact is not None:
            entry[fact] = exact
        elif low is not None or high is not None:
            entry[fact] = {end: value for end, value in (("min", low), ("max", high)) if value is not None}
    if "enterprise_number" in entry:
        entry["enterprise_number"] = str(entry["enterprise_number"])
    return entry


def _number(value: object) -> object:
    """A number from text; None for an empty cell or NaN; what is none stays as it is, to be told."""
    if value is None or value == "" or value != value:
        return None
    if isinstance(value, str):
        try:
            return Decimal(value.strip())
        except InvalidOperation:
            return value
    return value


__all__ = ["COLUMNS", "RelatedFirms", "open_relations"]
