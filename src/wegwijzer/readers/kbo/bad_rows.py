"""Rows that could not be read: each kept with its file and line, so that none is lost.

What stood in a row is shown only where it looks like a number, a day or a code: a broken row may hold the address or
the name of a person anywhere.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

_SHOWABLE = re.compile(r"[0-9]{1,4}[0-9./-]{0,12}|[A-Z0-9]{1,5}")
_ENTITY = re.compile(r"[0-9]{4}\.[0-9]{3}\.[0-9]{3}|[0-9]\.[0-9]{3}\.[0-9]{3}\.[0-9]{3}")
_FULL_BUFFER = 1000


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that was left out: where it stands, what is wrong, what was expected."""

    file: str
    line: int
    kind: str
    problem: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem} Expected: {self.expected}"


class BadRows:
    """Takes the bad rows of one file and writes them in the same transaction as its good ones."""

    def __init__(self, connection: sqlite3.Connection, *, extract: int, file: str) -> None:
        self._connection, self._extract, self._file = connection, extract, file
        self._waiting: list[tuple[int, str, int, str, str, str]] = []
        is_private = file.startswith(("address", "denomination"))
        self._pattern = _ENTITY if is_private else _SHOWABLE

    def report(self, line: int, kind: str, problem: str, expected: str) -> None:
        """Keep one bad row."""
        self._waiting.append((self._extract, self._file, line, kind, problem, expected))
        if len(self._waiting) >= _FULL_BUFFER:
            self.flush()

    def shown(self, value: str) -> str:
        """The value between quotes, or that it is not shown."""
        return f'"{value}"' if self._pattern.fullmatch(value) else "(not shown)"

    def flush(self) -> None:
        """Write what is waiting."""
        self._connection.executemany("INSERT INTO bad_row VALUES (?, ?, ?, ?, ?, ?)", self._waiting)
        self._waiting.clear()
