"""A long table: one row an amount, with entity, rubric, n and nm1.

The rows of one enterprise usually stand together, but a file may be sorted by rubric. Rows are held back until the
end of the file or, in a large file, up to a limit; beyond it they must stand together, and late ones are reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.amounts import AmountProblem, OtherCurrencyProblem
from wegwijzer.readers.accounts.chart import shipped_chart
from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.number_cells import NumberCells
from wegwijzer.readers.accounts.row_labels import RowLabelReader, RowLabels
from wegwijzer.readers.accounts.rubric_code import rubric_code
from wegwijzer.readers.accounts.table import Header, Place, Row, cell_text, is_empty
from wegwijzer.readers.accounts.wide import wide_filing

_Key = tuple[str, date | None]
_MOST_HINTS = 100


@dataclass(slots=True)
class _Gathered:
    """What was read of one entity and year. `lines`: where each rubric stands, up to the last row that is held."""

    labels: RowLabels
    line: int
    current: dict[str, float] = field(default_factory=dict)
    previous: dict[str, float] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)
    is_refused: bool = False


class LongTable:
    """Reads the rows of one long table."""

    def __init__(self, header: Header, place: Place, numbers: NumberCells, limits: Limits) -> None:
        self._header, self._place, self._numbers = header, place, numbers
        self._labels = RowLabelReader(header, place)
        self._rubric = header.labels["rubric"]
        self._columns = [("n", header.labels.get("n")), ("nm1", header.labels.get("nm1"))]
        self._most = limits.scattered_rows
        self._known = shipped_chart().rubrics
        self._open: dict[_Key, _Gathered] = {}
        self._given: set[_Key] = set()
        self._told: set[_Key] = set()
        self._unknown = 0

    def read(self, rows: Iterator[Row | Fault]) -> Iterator[Filing | Fault]:
        """A filing an entity and year, and the faults on the way."""
        held = 0
        last: _Key | None = None
        for row in rows:
            if isinstance(row, Fault):
                yield row
                continue
            faults: list[Fault] = []
            key = self._add(row, faults)
            yield from faults
            if key is None:
                continue
            held += 1
            if held > self._most and key != last:
                yield from self._give([other for other in self._open if other != key])
            last = key
        yield from self._give(list(self._open))

    def _add(self, row: Row, faults: list[Fault]) -> _Key | None:
        """Add a row to what was gathered of its entity; None when it could not be used."""
        if is_empty(row.cells):
            return None
        width = self._header.width
        if len(row.cells) > width and not is_empty(row.cells[width:]):
            problem = f"has {len(row.cells)} cells where the header has {width}, and is left out."
            expected = "as many cells as the header; quote a cell that holds the delimiter."
            faults.append(Fault(self._place.row(row.line), problem, expected))
            return None
        labels = self._labels.read(row, faults)
        if labels is None:
            return None
        key = (labels.entity, labels.end)
        if key in self._given:
            if key not in self._told:
                self._told.add(key)
                problem = f"the rows of {labels.entity} do not stand together; those from here on are left out."
                faults.append(Fault(self._place.row(row.line), problem, "a file of this size sorted by entity."))
            return None
        gathered = self._open.get(key)
        if gathered is None:
            gathered = self._open[key] = _Gathered(labels, row.line)
        elif gathered.labels is not labels and gathered.labels != labels:
            gathered.labels = self._merged(row, gathered.labels, labels, faults)
        self._add_amounts(row, gathered, faults)
        return key

    def _add_amounts(self, row: Row, gathered: _Gathered, faults: list[Fault]) -> None:
        code = self._code(row, faults)
        if code is None:
            return
        amounts: list[float | None] = []
        for name, column in self._columns:
            cell = row.cells[column] if column is not None and column < len(row.cells) else None
            try:
                amounts.append(None if column is None else self._numbers.one(cell, column))
            except OtherCurrencyProblem as problem:
                told = f"{problem.problem} The accounts of {gathered.labels.entity} are left out."
                faults.append(Fault(self._place.cell(row.line, name), told, problem.expected))
                gathered.is_refused = True
                return
            except AmountProblem as problem:
                told = f"rubric {code}: {problem.problem} This cell is taken as missing."
                faults.append(Fault(self._place.cell(row.line, name), told, problem.expected))
                amounts.append(None)
        first = gathered.lines.setdefault(code, row.line)
        if first == row.line:
            for year, amount in zip((gathered.current, gathered.previous), amounts, strict=True):
                if amount is not None:
                    year[code] = amount
            return
        same = [gathered.current.get(code), gathered.previous.get(code)] == amounts and code not in gathered.doubted
        if not same:
            gathered.doubted.add(code)
            gathered.current.pop(code, None)
            gathered.previous.pop(code, None)
        outcome = "It is read once." if same else "The amounts differ; neither is read."
        problem_ = (
            f"rubric {code} of {gathered.labels.entity} is given twice, on lines {first} and {row.line}. {outcome}"
        )
        faults.append(Fault(self._place.row(row.line), problem_, "each rubric once an entity and year."))

    def _code(self, row: Row, faults: list[Fault]) -> str | None:
        written = cell_text(row.cells[self._rubric]) if self._rubric < len(row.cells) else ""
        code = rubric_code(written)
        if code is None:
            self._unknown += 1
            few = self._unknown <= _MOST_HINTS  # to look for the nearest takes a thousand times as long as to read
            near = get_close_matches(written.upper()[:20], self._known, n=1, cutoff=0.4) if few else []
            hint = f' Nearest: "{near[0]}".' if near else ""
            where = self._place.cell(row.line, "rubric")
            faults.append(Fault(where, f'"{written[:40]}" is no rubric.{hint}', "the code of a rubric, such as 10/15."))
        return code

    def _merged(self, row: Row, before: RowLabels, labels: RowLabels, faults: list[Fault]) -> RowLabels:
        """What the rows of an entity say together; the first to say something counts."""
        changed: dict[str, object] = {}
        for name in ("months", "months_nm1", "model", "name", "legal_form", "nace", "nace_version"):
            old, new = getattr(before, name), getattr(labels, name)
            if new in (None, "") or new == old:
                continue
            if old in (None, ""):
                changed[name] = new
            else:
                where = self._place.cell(row.line, name)
                problem = f'"{new}" is not the "{old}" of an earlier row of {labels.entity}; the first counts.'
                faults.append(Fault(where, problem, "one value an entity and year."))
        return replace(before, **changed) if changed else before  # type: ignore[arg-type]

    def _give(self, keys: list[_Key]) -> Iterator[Filing | Fault]:
        for key in keys:
            gathered = self._open.pop(key)
            self._given.add(key)
            if gathered.is_refused:
                continue
            where = self._place.row(gathered.line)
            if not gathered.current and not gathered.previous:
                yield Fault(where, f"{key[0]} has no amounts, and is left out.", "at least one amount.")
                continue
            yield wide_filing(gathered.labels, gathered.current, gathered.previous, where)
