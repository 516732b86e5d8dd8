"""A survey as CSV: delimiter, encoding and line ends are found out; every cell keeps its own text."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol, TextIO

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.data import SurveyData

_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024
_LONGEST_CELL = 1_000_000
_SHOWN_FAULTS = 20
_ENCODINGS = ("utf-8-sig", "cp1252")


class _Reader(Protocol):
    """A reader of the csv module."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def read_csv(path: Path, name: str, wanted: frozenset[str] | None) -> SurveyData:
    """The rows of a CSV file, every column as text. Raises InputError with all lines that cannot be read."""
    with path.open("rb") as raw:
        is_wide = raw.read(2) in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if is_wide else _ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as file:
                return _read(file, name, wanted, encoding)
        except UnicodeDecodeError as error:
            last = error
    raise InputError([Fault(name, "is text in no known encoding.", "UTF-8, UTF-16 or Windows-1252.")]) from last


def _read(file: TextIO, name: str, wanted: frozenset[str] | None, encoding: str) -> SurveyData:
    delimiter = delimiter_of(file.read(_SAMPLE))
    file.seek(0)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        return _rows(csv.reader(file, delimiter=delimiter, strict=True), name, wanted, encoding)
    except csv.Error as error:
        expected = "one record a line, and quotes around a whole cell."
        raise InputError([Fault(name, f"is no CSV ({error}).", expected)]) from error
    finally:
        csv.field_size_limit(before)


def _rows(reader: _Reader, name: str, wanted: frozenset[str] | None, encoding: str) -> SurveyData:
    header = [cell.strip() for cell in next(reader, [])]
    check_header(header, name)
    kept = [place for place, column in enumerate(header) if wanted is None or column in wanted]
    cells: list[list[str]] = [[] for _ in kept]
    lines: list[int] = []
    faults: list[Fault] = []
    width, previous = len(header), reader.line_num
    for row in reader:
        line, previous = previous + 1, reader.line_num
        if len(row) != width:
            if row:
                faults.append(Fault(f"{name}:{line}", f"has {len(row)} cells.", f"{width}, as the header has."))
            continue
        lines.append(line)
        for column, place in zip(cells, kept, strict=True):
            column.append(row[place])
    _raise_any(faults, name)
    if not lines:
        raise InputError([Fault(name, "has a header and no rows.", "a row a firm.")])
    note = ("windows_1252",) if encoding == "cp1252" else ()
    columns = {header[place]: _texts(column) for place, column in zip(kept, cells, strict=True)}
    return SurveyData(name, columns, np.array(lines, np.int64), tuple(header), row_word="line", notes=note)


def _raise_any(faults: Sequence[Fault], name: str) -> None:
    if faults:
        more = len(faults) - _SHOWN_FAULTS
        told = [Fault(name, f"{more:,} more lines have another number of cells.")] if more > 0 else []
        raise InputError([*faults[:_SHOWN_FAULTS], *told])


def _texts(cells: list[str]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    found = np.empty(len(cells), object)
    found[:] = cells
    return found


def check_header(header: Sequence[str], name: str) -> None:
    """Raise InputError where the header names no column, or one twice."""
    if not any(header):
        raise InputError([Fault(name, "has no header.", "the names of the columns in the first row.")])
    twice = [column for column, times in Counter(header).items() if times > 1]
    if twice:
        raise InputError([Fault(name, f'column "{column}" is there twice.', "each name once.") for column in twice])


def delimiter_of(sample: str) -> str:
    """What stands between the cells of a CSV: what cuts the first lines into equally many.

    >>> delimiter_of("a;b;c\\n1;2,5;3\\n"), delimiter_of("id\\n1\\n")
    (';', ',')
    """
    lines = list(_first_lines(sample))
    header = lines[0] if lines else ""

    def fit(delimiter: str) -> tuple[bool, int]:
        widths = {line.count(delimiter) for line in lines if '"' not in line}
        return len(widths) <= 1 and header.count(delimiter) > 0, header.count(delimiter)

    best = max(_DELIMITERS, key=fit)
    return best if best in header else ","


def _first_lines(sample: str) -> Iterator[str]:
    for line in sample.splitlines()[:20]:
        if line.strip():
            yield line
