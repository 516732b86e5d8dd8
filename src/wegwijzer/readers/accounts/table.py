"""The rows of a CSV file or a sheet, and what its header says they are: long or wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import TypeVar

from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.chart import shipped_chart
from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.rubric_code import rubric_code

Cell = str | float | bool | date | None
"""A cell as the file gives it; a CSV file gives only text."""

ENTITY_COLUMNS = {"entity": "entity", "enterprise_number": "entity", "ondernemingsnummer": "entity"}
_LABELS = ("nace", "nace_version", "months", "months_nm1", "name", "legal_form", "model", "end", "currency")
_LONG = ("rubric", "n", "nm1")
_NAMES = ENTITY_COLUMNS | {name: name for name in (*_LABELS, *_LONG)}
EXPECTED_HEADER = (
    "a header with entity, rubric, n and nm1, or with entity and a column a rubric such as 10/15 and 10/15_nm1."
)


K = TypeVar("K", str, tuple[str, bool])
_FIRST_ROWS = 20
_MOST_UNKNOWN = 20


class Row:
    """One row and the line on which it starts.

    A row of a CSV file without quotes is kept as `text` until its cells are asked for, so that a wide table can read
    its amounts in one go. `is_ended` is false for a last line without line end, which may be cut off.
    """

    __slots__ = ("_cells", "delimiter", "is_ended", "line", "text")

    def __init__(
        self, line: int, cells: Sequence[Cell] | None, text: str = "", delimiter: str = "", is_ended: bool = True
    ) -> None:
        self.line, self._cells, self.text, self.delimiter = line, cells, text, delimiter
        self.is_ended = is_ended

    @property
    def cells(self) -> Sequence[Cell]:
        """The cells of the row."""
        if self._cells is None:
            self._cells = self.text.split(self.delimiter)
        return self._cells

    def take_cells(self, cells: Sequence[Cell]) -> None:
        """Take the cells from who split the text already."""
        self._cells = cells


@dataclass(frozen=True, slots=True)
class Place:
    """The file or sheet in which a row stands, and how its rows are named in a fault."""

    name: str
    sheet: str = ""

    def row(self, line: int) -> str:
        """The place of a row."""
        return f"{self.name}, sheet {self.sheet}, row {line}" if self.sheet else f"{self.name}:{line}"

    def cell(self, line: int, column: str) -> str:
        """The place of a cell."""
        return f"{self.row(line)}, column {column}"


class Layout(Enum):
    """One row an amount, or one row an entity."""

    LONG = "long"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Header:
    """Which column holds what. `amounts` and `previous` are the rubrics of a wide table, by column."""

    layout: Layout
    line: int
    width: int
    labels: dict[str, int]
    amounts: dict[int, str] = field(default_factory=dict)
    previous: dict[int, str] = field(default_factory=dict)
    titles: Sequence[str] = ()

    @property
    def number_columns(self) -> list[int]:
        """The columns that hold amounts."""
        long = [self.labels[name] for name in ("n", "nm1") if name in self.labels]
        return long if self.layout is Layout.LONG else [*self.amounts, *self.previous]


def cell_text(cell: Cell) -> str:
    """A cell as text: a whole number without ".0", a day in ISO form, nothing as ""."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if cell == cell and abs(cell) < 1e15 and cell == int(cell) else repr(cell)


def is_empty(cells: Sequence[Cell]) -> bool:
    """Whether a row says nothing."""
    return not any(cell is not None and cell_text(cell) for cell in cells)


def names_entity(cells: Sequence[Cell]) -> bool:
    """Whether a row could be the header: one of its cells is the column of the entity."""
    return any(isinstance(cell, str) and cell.strip().casefold() in ENTITY_COLUMNS for cell in cells)


def read_header(row: Row, place: Place, limits: Limits) -> tuple[Header | None, list[Fault]]:
    """The header that a row is, or None, with all faults; columns that cannot be read are left out."""
    if len(row.cells) > limits.columns:
        problem = f"has {len(row.cells):,} columns."
        return None, [Fault(place.row(row.line), problem, f"at most {limits.columns:,} columns.")]
    reading = _HeaderReading(row, place)
    header = reading.read()
    return header, reading.faults


class _HeaderReading:
    def __init__(self, row: Row, place: Place) -> None:
        self.faults: list[Fault] = []
        self._row, self._place = row, place
        self._labels: dict[str, int] = {}
        self._rubrics: dict[tuple[str, bool], int] = {}
        self._doubted: set[str | tuple[str, bool]] = set()

    def read(self) -> Header | None:
        titles = [cell_text(cell) for cell in self._row.cells]
        unknown = [(index, title) for index, title in enumerate(titles) if title and not self._take(index, title)]
        for doubted in self._doubted:
            if isinstance(doubted, str):
                self._labels.pop(doubted, None)
            else:
                self._rubrics.pop(doubted, None)
        is_long = "rubric" in self._labels and ("n" in self._labels or "nm1" in self._labels)
        for index, title in unknown[:_MOST_UNKNOWN]:
            self._unknown(index, title, is_long)
        if len(unknown) > _MOST_UNKNOWN:
            problem = f"has {len(unknown) - _MOST_UNKNOWN:,} more columns that are not known, and not read."
            self.faults.append(Fault(self._place.row(self._row.line), problem, EXPECTED_HEADER))
        if "entity" not in self._labels or (not is_long and not self._rubrics):
            lacks = "no column of amounts" if "entity" in self._labels else "not one column entity"
            self.faults.append(Fault(self._place.row(self._row.line), f"has {lacks}.", EXPECTED_HEADER))
            return None
        return Header(
            Layout.LONG if is_long else Layout.WIDE,
            self._row.line,
            len(titles),
            self._labels,
            {index: code for (code, is_previous), index in self._rubrics.items() if not is_previous},
            {index: code for (code, is_previous), index in self._rubrics.items() if is_previous},
            titles,
        )

    def _take(self, index: int, title: str) -> bool:
        """Take a column; False for one that is not known."""
        folded = title.casefold()
        name = _NAMES.get(folded)
        if name is not None:
            self._once(index, title, name, self._labels)
            return True
        if isinstance(self._row.cells[index], date):
            self._fault(index, title, "is a day: a spreadsheet took a rubric such as 10/11 for one.", "text as header.")
            return True
        is_previous = folded.endswith(("_nm1", " nm1"))
        code = rubric_code(title[:-4] if is_previous else title[:-2] if folded.endswith("_n") else title)
        if code is not None:
            self._once(index, title, (code, is_previous), self._rubrics)
        return code is not None

    def _once(self, index: int, title: str, key: K, columns: dict[K, int]) -> None:
        first = columns.setdefault(key, index)
        if first != index:
            self._doubted.add(key)
            self._fault(
                index, title, f"is given twice, first as column {first + 1}; neither is read.", "each column once."
            )

    def _unknown(self, index: int, title: str, is_long: bool) -> None:
        meanings = _NAMES | _codes_by_label()
        near = get_close_matches(title.casefold()[:60], meanings, n=1, cutoff=0.6)
        hint = f' Did you mean "{meanings[near[0]]}"?' if near else ""
        known = "rubric, n, nm1" if is_long else "a rubric such as 10/15 or 10/15_nm1"
        self._fault(
            index, title, f"is not known, and not read.{hint}", f"{known}, or one of entity, {', '.join(_LABELS)}."
        )

    def _fault(self, index: int, title: str, problem: str, expected: str) -> None:
        shown = title if len(title) <= 40 else f"{title[:39]}…"
        where = self._place.cell(self._row.line, str(index + 1))
        self.faults.append(Fault(where, f'"{shown}" {problem}', expected))


@cache
def _codes_by_label() -> dict[str, str]:
    """The codes by what they are called: who writes "omzet" means 70."""
    rubrics = shipped_chart().rubrics.values()
    return {label.casefold(): rubric.code for rubric in rubrics for label in rubric.label.values()}


def rows_after_header(
    rows: Iterator[Row | Fault], place: Place, limits: Limits
) -> tuple[Header | None, list[Fault], Iterator[Row | Fault]]:
    """The header among the first rows, the faults on the way, and the rows that follow."""
    looked = 0
    faults: list[Fault] = []
    for row in rows:
        if isinstance(row, Fault):
            faults.append(row)
        elif names_entity(row.cells):
            header, more = read_header(row, place, limits)
            return header, faults + more, rows
        elif not is_empty(row.cells):
            looked += 1
        if looked >= _FIRST_ROWS or len(faults) >= _FIRST_ROWS:
            break
    if not faults:
        faults.append(Fault(place.name, "has no column entity in its first rows.", EXPECTED_HEADER))
    return None, faults, iter(())
