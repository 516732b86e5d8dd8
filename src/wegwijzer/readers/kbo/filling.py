"""Put the rows of one file of a dump into the store, and its bad rows beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.kbo import rows
from wegwijzer.readers.kbo.bad_rows import BadRows
from wegwijzer.readers.kbo.dump import Dump
from wegwijzer.readers.kbo.extract import Extract, heading_of
from wegwijzer.readers.kbo.lines import Batch, read_batches
from wegwijzer.readers.kbo.names import NameFolder
from wegwijzer.readers.kbo.whereabouts import Whereabouts

INSERTS: Mapping[str, str] = {
    "code": "INSERT OR REPLACE INTO code VALUES (?, ?, ?, ?)",
    "enterprise": "INSERT OR REPLACE INTO enterprise VALUES (?, ?, ?, ?, ?, ?)",
    "establishment": "INSERT OR REPLACE INTO establishment VALUES (?, ?)",
    "denomination": "INSERT INTO name (entity, kind, language, text, key) VALUES (?, ?, ?, ?, ?)",
    "address": "INSERT INTO address VALUES (?, ?, ?)",
    "activity": "INSERT INTO activity VALUES (?, ?)",
}
_READERS: Mapping[str, Callable[[rows.Reading, Iterable[Batch]], Iterator[rows.Rows]]] = {
    "code": rows.codes,
    "enterprise": rows.enterprises,
    "establishment": rows.establishments,
    "denomination": rows.names,
    "address": rows.addresses,
    "activity": rows.activities,
}
_VALIDATED = ("Status",)


class Progress(Protocol):
    """Told how far a load is. A step without size is of unknown length."""

    def begin(self, step: str, size: int) -> None: ...

    def advance(self, count: int) -> None: ...


class NoProgress:
    """Tells nobody."""

    def begin(self, step: str, size: int) -> None:
        """Nothing."""

    def advance(self, count: int) -> None:
        """Nothing."""


@dataclass(slots=True)
class Filling:
    """The store that is filled from one dump."""

    connection: sqlite3.Connection
    dump: Dump
    extract: Extract
    entities: rows.KnownEntities
    whereabouts: Whereabouts
    folder: NameFolder
    progress: Progress

    def rows_of(self, file: str) -> Iterator[rows.Rows]:
        """What a file says, ready for the store; bad rows are written as they are met."""
        table, _, change = file.removesuffix(".csv").partition("_")
        heading = heading_of(self.dump, file)
        if isinstance(heading, Fault):
            raise InputError([heading])
        bad = BadRows(self.connection, extract=self.extract.number, file=file)
        reading = rows.Reading(
            heading, bad.report, bad.shown, self._codes(), self.entities, self.whereabouts, self.folder
        )
        read = rows.keys if change == "delete" else _READERS[table]
        self.progress.begin(file, self.dump.sizes[file])
        with self.dump.open(file) as stream:
            yield from read(reading, read_batches(stream, report=bad.report, advance=self.progress.advance))
        bad.flush()

    def insert(self, file: str) -> int:
        """Insert all that a file says; the number of rows."""
        table = file.removesuffix(".csv").partition("_")[0]
        statement, count = INSERTS[table], 0
        for found in self.rows_of(file):
            self.connection.executemany(statement, found)
            count += len(found)
        return count

    def _codes(self) -> Mapping[str, Collection[str]]:
        found: dict[str, set[str]] = {category: set() for category in _VALIDATED}
        for category in _VALIDATED:
            query = "SELECT DISTINCT code FROM code WHERE category = ? LIMIT 1000"
            found[category].update(code for (code,) in self.connection.execute(query, (category,)))
        return found
