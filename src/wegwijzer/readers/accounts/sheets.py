"""Read the sheets of an Excel or OpenDocument file: every sheet that has a header of ours."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.csv_file import read_table
from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.table import EXPECTED_HEADER, Cell, Place, Row, is_empty, names_entity

_PROGRAM = Path(__file__).with_name("sheet_process.py")
_EXPECTED = "an Excel file (xlsx, xls, xlsb) or an OpenDocument sheet (ods)."
_FIRST_ROWS = 20


def read_sheets(data: bytes, name: str, limits: Limits) -> Iterator[Filing | Fault]:
    """The filings of every sheet with a header, and the faults on the way."""
    bomb = _expands_too_far(data, limits)
    if bomb:
        yield Fault(name, bomb, "a smaller spreadsheet, or CSV.")
        return
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        arguments = [sys.executable, "-I", str(_PROGRAM), str(limits.sheet_memory_bytes), str(limits.sheet_seconds)]
        with subprocess.Popen(  # noqa: S603
            arguments, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="ascii"
        ) as process:
            try:
                if process.stdout is not None:
                    yield from _Sheets(process.stdout, name, limits).read()
            finally:
                process.kill()


def _expands_too_far(data: bytes, limits: Limits) -> str:
    """Why a spreadsheet that is a zip is not opened; "" for one that may be."""
    if not data.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        return f"is a damaged spreadsheet ({error})."
    size = sum(member.file_size for member in members)
    if size > limits.sheet_bytes or len(members) > limits.members:
        return f"expands to {size:,} bytes in {len(members):,} parts, and is not opened."
    return ""


class _Sheets:
    """The rows that the reading process gives, sheet by sheet."""

    def __init__(self, lines: IO[str], name: str, limits: Limits) -> None:
        self._messages = _messages(lines)
        self._name = name
        self._limits = limits
        self._next_sheet: str | None = None
        self._fault: Fault | None = None
        self._is_whole = False

    def read(self) -> Iterator[Filing | Fault]:
        self._seek_sheet()
        has_read = False
        while self._next_sheet is not None:
            sheet = self._next_sheet
            rows = self._rows()
            first, is_table = self._first_rows(rows)
            if is_table:
                has_read = True
                yield from read_table(_chained(first, rows), Place(self._name, sheet), self._limits)
            for _ in rows:  # what is left of a sheet without a header
                pass
        if self._fault is not None:
            yield self._fault
        elif not self._is_whole:
            problem = "takes more memory or time than allowed, or is damaged; what was read before counts."
            yield Fault(self._name, problem, _EXPECTED)
        elif not has_read:
            yield Fault(self._name, "has no sheet with a column entity in its first rows.", EXPECTED_HEADER)

    def _first_rows(self, rows: Iterator[Row]) -> tuple[list[Row], bool]:
        first: list[Row] = []
        filled = 0
        for row in rows:
            first.append(row)
            if names_entity(row.cells):
                return first, True
            filled += not is_empty(row.cells)
            if filled >= _FIRST_ROWS:
                break
        return first, False

    def _rows(self) -> Iterator[Row]:
        """The rows up to the next sheet."""
        self._next_sheet = None
        for kind, parts in self._messages:
            if kind == "row":
                yield Row(parts[0], [_cell(cell) for cell in parts[1]])
            elif self._is_other(kind, parts):
                return

    def _seek_sheet(self) -> None:
        for kind, parts in self._messages:
            if self._is_other(kind, parts):
                return

    def _is_other(self, kind: str, parts: list[Any]) -> bool:
        if kind == "sheet":
            self._next_sheet = _shown(parts[0])
        elif kind == "fault":
            self._fault = Fault(self._name, parts[0], _EXPECTED)
        elif kind == "end":
            self._is_whole = True
        return kind == "sheet"


def _messages(lines: IO[str]) -> Iterator[tuple[str, list[Any]]]:
    """What the reading process says; a line that was cut off when it ended is the last."""
    for line in lines:
        try:
            kind, *parts = json.loads(line)
        except ValueError:
            return
        yield kind, parts


def _cell(cell: object) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"])
    return cell if isinstance(cell, str | int | float | bool) else None


def _chained(first: list[Row], rows: Iterator[Row]) -> Iterator[Row | Fault]:
    yield from first
    yield from rows


def _shown(name: str) -> str:
    return f'"{" ".join(name.split())[:60]}"'
