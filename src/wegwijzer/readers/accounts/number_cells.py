"""Read the amounts of a table, in the way of writing that each of its columns shows.

The rows of a large file go through `quickly`, which reads a whole row at once and gives up on anything that is not
plainly a number; `one` then reads cell by cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from wegwijzer.readers.accounts.amounts import LARGEST_EUR, AmountProblem, DecimalMark, mark_of, read_amount
from wegwijzer.readers.accounts.table import Cell, Row

_PLAIN = b"0123456789.,-"


@dataclass(frozen=True, slots=True)
class NumberCells:
    """How the number columns of a table are written.

    `marks`: the mark of decimals of every column that shows one. `shared`: the mark that all columns agree on, which
    columns that show none are read with. `agree`: no column contradicts another.
    """

    marks: dict[int, DecimalMark] = field(default_factory=dict)
    shared: DecimalMark | None = None
    agree: bool = True

    def one(self, cell: Cell, column: int) -> float | None:
        """The amount of a cell, None for an empty one. Raises AmountProblem."""
        if isinstance(cell, str):
            if not cell or cell.isspace():
                return None
            return read_amount(cell, self.marks.get(column, self.shared))
        if cell is None:
            return None
        if isinstance(cell, bool | date):
            shown = cell.isoformat() if isinstance(cell, date) else cell
            raise AmountProblem(f'"{shown}" is no number.')
        if not math.isfinite(cell) or abs(cell) >= LARGEST_EUR:
            raise AmountProblem(f'"{cell}" is no amount.')
        return float(cell)

    def quickly(self, text: str, delimiter: str) -> tuple[Sequence[float | None], bool] | None:
        """The amounts of many cells, None for an empty one, and whether none is empty.

        None in all when they need a closer look, cell by cell.
        """
        if not self.agree or text.encode().translate(None, _PLAIN + delimiter.encode()):
            return None
        if "." in text and self.shared is not DecimalMark.POINT:
            return None
        if self.shared is DecimalMark.COMMA and delimiter != ",":
            text = text.replace(",", ".")
        cells = text.split(delimiter)
        try:
            if "" in cells:
                return [float(cell) if cell else None for cell in cells], False
            return list(map(float, cells)), True
        except ValueError:
            return None


def learn_number_cells(rows: Iterable[Row], columns: Sequence[int]) -> NumberCells:
    """How numbers are written in these columns, learnt from the first rows of a table."""
    texts: dict[int, list[str]] = {column: [] for column in columns}
    for row in rows:
        cells = row.cells
        for column in columns:
            if column < len(cells):
                cell = cells[column]
                if isinstance(cell, str) and ("," in cell or "." in cell):
                    texts[column].append(cell)
    marks: dict[int, DecimalMark] = {}
    agree = True
    for column, found in texts.items():
        mark, is_one = mark_of(found)
        agree = agree and is_one
        if mark is not None:
            marks[column] = mark
    agree = agree and len(set(marks.values())) <= 1
    shared = next(iter(marks.values())) if agree and marks else None
    return NumberCells(marks, shared, agree)
