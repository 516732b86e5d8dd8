"""Read a CSV file: its delimiter, its records (quotes may span lines), and through its header its filings."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.csv_lines import Line, text_lines
from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.long import LongTable
from wegwijzer.readers.accounts.number_cells import learn_number_cells
from wegwijzer.readers.accounts.table import Layout, Place, Row, names_entity, rows_after_header
from wegwijzer.readers.accounts.wide import WideTable

_DELIMITERS = (";", ",", "\t", "|")
_LINES_OF_HEADER = 40

MOST_BLANK = 10_000
"""Empty lines in a row. A file of nothing else would keep its reader busy, who gives up only between rows."""


def read_csv(file: BinaryIO, head: bytes, name: str, limits: Limits) -> Iterator[Filing | Fault]:
    """The filings of a CSV file in a stream, and the faults on the way."""
    place = Place(name)
    lines = text_lines(file, head, limits)
    first: list[Line] = []
    for line in lines:
        first.append(line)
        if len(first) >= _LINES_OF_HEADER or line.problem:
            break
    delimiter = _delimiter(first, place, limits)
    records = _Records(chain(first, lines), delimiter, place, limits)
    yield from read_table(iter(records), place, limits)


def read_table(rows: Iterator[Row | Fault], place: Place, limits: Limits) -> Iterator[Filing | Fault]:
    """The filings of a table whose header is among its first rows."""
    header, faults, rest = rows_after_header(rows, place, limits)
    yield from faults
    if header is None:
        return
    sample = list(_sample(rest, limits))
    numbers = learn_number_cells((row for row in sample if isinstance(row, Row)), header.number_columns)
    rows_ = chain(sample, rest)
    if header.layout is Layout.WIDE:
        found = WideTable(header, place, numbers).read(rows_)
    else:
        found = LongTable(header, place, numbers, limits).read(rows_)
    is_silent = True
    for item in found:
        is_silent = False
        yield item
    if is_silent:
        yield Fault(place.row(header.line), "has a header and no rows.", "rows of amounts below the header.")


def _sample(rows: Iterator[Row | Fault], limits: Limits) -> Iterator[Row | Fault]:
    """The first rows, as many as are looked at to learn how numbers are written."""
    size = 0
    for count, row in enumerate(rows, start=1):
        yield row
        if isinstance(row, Row):
            size += sum(len(cell) if isinstance(cell, str) else 8 for cell in row.cells)
        if count >= limits.sampled_rows or size >= limits.sampled_characters:
            return


def _delimiter(first: list[Line], place: Place, limits: Limits) -> str:
    """The delimiter under which one of the first records names the entity; else the commonest."""
    text = "".join(line.text for line in first)
    for line in first[:1]:
        told = line.text.strip().casefold()
        if told.startswith("sep=") and len(told) == 5:
            return told[4]
    for delimiter in _DELIMITERS:
        records = _Records(iter(first), delimiter, place, limits)
        if any(isinstance(row, Row) and len(row.cells) > 1 and names_entity(row.cells) for row in records):
            return delimiter
    return max(_DELIMITERS, key=text.count)


class _Records:
    """The records of a file; a record that cannot be read is a fault, and reading goes on with the next line."""

    def __init__(self, lines: Iterator[Line], delimiter: str, place: Place, limits: Limits) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._place = place
        self._limits = limits
        self._waiting: list[Line] = []

    def __iter__(self) -> Iterator[Row | Fault]:
        delimiter, most, blank = self._delimiter, self._limits.columns, 0
        for line in self._next_lines():
            blank = blank + 1 if not line.problem and not line.text.strip(f" \t\r\n{delimiter}") else 0
            if blank > MOST_BLANK:
                problem = f"is the last of {blank:,} empty lines in a row, and reading ends there."
                yield Fault(self._place.row(line.number), problem, "rows that follow each other.")
                return
            if line.problem:
                yield Fault(self._place.row(line.number), line.problem, line.expected)
            elif len(line.text) > most and line.text.count(delimiter) >= most:
                problem = f"has {line.text.count(delimiter) + 1:,} columns, and is left out."
                yield Fault(self._place.row(line.number), problem, f"at most {most:,} columns.")
            elif '"' in line.text:
                yield self._quoted(line)
            else:
                text = line.text.rstrip("\r\n")
                yield Row(line.number, None, text, delimiter, len(text) < len(line.text))

    def _next_lines(self) -> Iterator[Line]:
        while True:
            while self._waiting:
                yield self._waiting.pop()
            line = next(self._lines, None)
            if line is None:
                return
            yield line

    def _quoted(self, line: Line) -> Row | Fault:
        """A record with quotes, over as many lines as its quotes span."""
        text, taken = line.text, [line]
        cells, problem = self._split(text)
        while cells is None:
            more = None
            if problem.startswith("unexpected end") and len(taken) < self._limits.record_lines:
                more = self._waiting.pop() if self._waiting else next(self._lines, None)
            if more is None or more.problem or len(text) + len(more.text) > self._limits.line_bytes:
                if more is not None:
                    taken.append(more)
                self._waiting = [*self._waiting, *reversed(taken[1:])]
                break
            taken.append(more)
            text += more.text
            if '"' in more.text:
                cells, problem = self._split(text)
        if cells is not None:
            return Row(line.number, cells)
        told = "opens a quote that is not closed" if problem.startswith("unexpected end") else f"is no CSV ({problem})"
        expected = 'quotes around a whole cell, and "" for a quote inside it.'
        return Fault(self._place.row(line.number), f"{told}; the line is left out.", expected)

    def _split(self, text: str) -> tuple[list[str] | None, str]:
        if text.count(self._delimiter) >= self._limits.columns:
            return None, f"more than {self._limits.columns:,} columns"
        try:
            return next(csv.reader([text], delimiter=self._delimiter, strict=True, skipinitialspace=True), []), ""
        except csv.Error as error:
            return None, str(error)
