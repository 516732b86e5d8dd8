"""What a register was made from: the full dump and the updates after it, in order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.readers.kbo.extract import Extract


@dataclass(frozen=True, slots=True)
class LoadedExtract:
    """A dump or update that went into the register."""

    number: int
    day: date
    identity: str


def read_history(connection: sqlite3.Connection) -> tuple[LoadedExtract, ...]:
    """The full dump and its updates, oldest first."""
    row = connection.execute("SELECT value FROM about WHERE key = 'history'").fetchone()
    entries = json.loads(row[0]) if row else []
    return tuple(LoadedExtract(number, date.fromisoformat(day), identity) for number, day, identity in entries)


def read_legal_words(connection: sqlite3.Connection) -> frozenset[str]:
    """The words that were left out of the keys of names when the register was made."""
    row = connection.execute("SELECT value FROM about WHERE key = 'begun for'").fetchone()
    return frozenset(json.loads(row[0])[1])


def write_about(connection: sqlite3.Connection, extracts: Sequence[Extract | LoadedExtract]) -> None:
    """Write the history anew."""
    entries = [(extract.number, extract.day.isoformat(), extract.identity) for extract in extracts]
    connection.execute("INSERT OR REPLACE INTO about VALUES ('history', ?)", (json.dumps(entries),))
