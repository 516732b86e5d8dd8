"""A wide table: one row an entity and closing day, one column a rubric and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter

from wegwijzer.core.accounts.filing import Filing, FinancialYear
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.amounts import LARGEST_EUR, AmountProblem, OtherCurrencyProblem
from wegwijzer.readers.accounts.number_cells import NumberCells
from wegwijzer.readers.accounts.row_labels import RowLabelReader, RowLabels
from wegwijzer.readers.accounts.table import Header, Place, Row, is_empty

Amounts = dict[str, float]


class WideTable:
    """Reads the rows of one wide table; holds no more than the keys of the rows that were read."""

    def __init__(self, header: Header, place: Place, numbers: NumberCells) -> None:
        self._header, self._place, self._numbers = header, place, numbers
        self._labels = RowLabelReader(header, place)
        self._columns = sorted(header.number_columns)
        self._first, self._last = self._columns[0], self._columns[-1]
        self._is_one_block = self._last - self._first + 1 == len(self._columns)
        self._current = _Chosen(self._columns, header.amounts)
        self._previous = _Chosen(self._columns, header.previous)
        self._lines: dict[str | tuple[str, date], int] = {}

    def read(self, rows: Iterator[Row | Fault]) -> Iterator[Filing | Fault]:
        """A filing a row, and the faults on the way."""
        for row in rows:
            if isinstance(row, Fault):
                yield row
                continue
            faults: list[Fault] = []
            filing = self._filing(row, faults)
            yield from faults
            if filing is not None:
                yield filing

    def _filing(self, row: Row, faults: list[Fault]) -> Filing | None:
        years = self._quickly(row)
        if years is None:
            if is_empty(row.cells):
                return None
            width = len(row.cells)
            if width > self._header.width and not is_empty(row.cells[self._header.width :]):
                problem = f"has {width} cells where the header has {self._header.width}, and is left out."
                expected = "as many cells as the header; quote a cell that holds the delimiter."
                faults.append(Fault(self._place.row(row.line), problem, expected))
                return None
            if width < self._header.width and not row.is_ended:
                problem = f"breaks off after {width} of {self._header.width} cells; the last one is taken as missing."
                faults.append(Fault(self._place.row(row.line), problem, "a whole file, which ends with a line end."))
                row.take_cells(row.cells[:-1])
            years = self._slowly(row, faults)
        labels = self._labels.read(row, faults) if years is not None else None
        if labels is None or years is None or not self._is_first(row, labels, faults):
            return None
        current, previous = years
        where = self._place.row(row.line)
        if not current and not previous:
            faults.append(Fault(where, f"{labels.entity} has no amounts, and is left out.", "at least one amount."))
            return None
        return wide_filing(labels, current, previous, where)

    def _quickly(self, row: Row) -> tuple[Amounts, Amounts] | None:
        """The amounts of a row without quotes whose numbers are plain; None when it needs a closer look."""
        delimiter = row.delimiter
        if not delimiter or not self._is_one_block:
            return None
        before = row.text.split(delimiter, self._first)
        after = self._header.width - 1 - self._last
        block, *behind = before.pop().rsplit(delimiter, after) if after else (before.pop(),)
        read = self._numbers.quickly(block, delimiter)
        if read is None:
            return None
        found, is_whole = read
        if len(found) != len(self._columns) or len(before) != self._first or len(behind) != after:
            return None
        current, previous = self._current.amounts(found, is_whole), self._previous.amounts(found, is_whole)
        if not -LARGEST_EUR < sum(current.values()) < LARGEST_EUR or not abs(sum(previous.values())) < LARGEST_EUR:
            return None
        row.take_cells([*before, *found, *behind])
        return (current, previous) if current or previous else None

    def _slowly(self, row: Row, faults: list[Fault]) -> tuple[Amounts, Amounts] | None:
        years: tuple[Amounts, Amounts] = ({}, {})
        header = self._header
        columns = [*header.amounts.items(), *header.previous.items()]
        for place, (column, code) in enumerate(columns):
            cell = row.cells[column] if column < len(row.cells) else None
            try:
                amount = self._numbers.one(cell, column)
            except AmountProblem as problem:
                title = self._header.titles[column]
                where = self._place.cell(row.line, title)
                if isinstance(problem, OtherCurrencyProblem):
                    faults.append(Fault(where, f"{problem.problem} The row is left out.", problem.expected))
                    return None
                told = f"{problem.problem} This cell is taken as missing; the row's other cells count."
                faults.append(Fault(where, told, problem.expected))
                continue
            if amount is not None:
                years[place >= len(header.amounts)][code] = amount
        return years

    def _is_first(self, row: Row, labels: RowLabels, faults: list[Fault]) -> bool:
        key = labels.entity if labels.end is None else (labels.entity, labels.end)
        first = self._lines.setdefault(key, row.line)
        if first == row.line:
            return True
        day = f" with closing day {labels.end}" if labels.end else ""
        faults.append(
            Fault(
                self._place.row(row.line),
                f"{labels.entity}{day} is already on line {first}; this row is left out.",
                'one row an entity and year; give the years of one entity a column "end" with their closing day.',
            )
        )
        return False


class _Chosen:
    """The codes of one year, and where their amounts stand among all number columns of a row."""

    def __init__(self, columns: Sequence[int], codes: Mapping[int, str]) -> None:
        places = [place for place, column in enumerate(columns) if column in codes]
        self._codes = [codes[columns[place]] for place in places]
        step = places[1] - places[0] if len(places) > 1 else 1
        regular = slice(places[0], places[-1] + 1, step) if places else slice(0)
        self._pick = itemgetter(regular if list(range(len(columns)))[regular] == places else slice(0))
        self._places = None if list(range(len(columns)))[regular] == places else places

    def amounts(self, found: Sequence[float | None], is_whole: bool) -> Amounts:
        """The amounts of this year by code, without the missing ones."""
        chosen = self._pick(found) if self._places is None else [found[place] for place in self._places]
        pairs = zip(self._codes, chosen, strict=True)
        return dict(pairs) if is_whole else {code: amount for code, amount in pairs if amount is not None}


def wide_filing(labels: RowLabels, current: Amounts, previous: Amounts, where: str) -> Filing:
    """The filing of an export: what is absent may only have been left out."""
    return Filing(
        entity=labels.entity,
        year=FinancialYear(current, labels.end, labels.months),
        previous=FinancialYear(previous, None, labels.months_nm1) if previous else None,
        model=labels.model,
        name=labels.name,
        legal_form=labels.legal_form,
        nace=labels.nace,
        nace_version=labels.nace_version,
        where=where,
    )
