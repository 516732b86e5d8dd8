"""A survey as a spreadsheet: the first sheet that has a header and rows. Cells keep what a person would type."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import wegwijzer.readers.accounts as accounts
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.data import SurveyData, number_word
from wegwijzer.readers.accounts.limits import DEFAULT_LIMITS
from wegwijzer.readers.survey.csv_table import check_header

_PROGRAM = Path(accounts.__path__[0]) / "sheet_process.py"
_EXPECTED = "an Excel file whose first sheet has the names of columns in its first row."


def read_sheet(path: Path, name: str, wanted: frozenset[str] | None) -> SurveyData:
    """The rows of the first sheet with any; the file is opened in a process of its own, with its memory bounded."""
    data = path.read_bytes()
    _check_size(data, name)
    rows = list(_first_sheet(data, name))
    if len(rows) < 2:
        raise InputError([Fault(name, "has no sheet with a header and rows.", _EXPECTED)])
    header = [cell.strip() for cell in rows[0][1]]
    while header and not header[-1]:
        header.pop()
    check_header(header, name)
    kept = [place for place, column in enumerate(header) if wanted is None or column in wanted]
    columns = {}
    for place in kept:
        texts = np.empty(len(rows) - 1, object)
        texts[:] = [cells[place] if place < len(cells) else "" for _, cells in rows[1:]]
        columns[header[place]] = texts
    numbers = np.array([number for number, _ in rows[1:]], np.int64)
    return SurveyData(name, columns, numbers, tuple(header))


def _check_size(data: bytes, name: str) -> None:
    limits = DEFAULT_LIMITS
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                size = sum(member.file_size for member in archive.infolist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise InputError([Fault(name, "is a damaged spreadsheet.", _EXPECTED)]) from error
        if size > limits.sheet_bytes:
            raise InputError([Fault(name, f"expands to {size:,} bytes, and is not opened.", "Parquet or CSV.")])


def _first_sheet(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Row numbers and cells of the first sheet that has more than one row."""
    limits = DEFAULT_LIMITS
    arguments = [sys.executable, "-I", str(_PROGRAM), str(limits.sheet_memory_bytes), str(limits.sheet_seconds)]
    done = subprocess.run(arguments, input=data, capture_output=True, check=False)  # noqa: S603
    rows: list[tuple[int, list[str]]] = []
    is_whole = False
    for line in done.stdout.decode("ascii", "replace").splitlines():
        kind, *parts = json.loads(line)
        if kind == "fault":
            raise InputError([Fault(name, parts[0], _EXPECTED)])
        if kind == "sheet" and len(rows) > 1:
            is_whole = True
            break
        if kind == "sheet":
            rows = []
        elif kind == "row" and any(cell != "" for cell in parts[1]):
            rows.append((parts[0], [_text(cell) for cell in parts[1]]))
        is_whole = kind == "end"
    if not is_whole:
        raise InputError([Fault(name, "takes more memory or time than allowed, or is damaged.", "Parquet or CSV.")])
    yield from rows


def _text(cell: Any) -> str:
    if isinstance(cell, dict):
        return str(cell["day"])
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return number_word(cell) if isinstance(cell, float) else str(cell)
