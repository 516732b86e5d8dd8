"""Load a full dump into a new store; an interrupted load goes on after the last file that was finished."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from wegwijzer.readers.kbo.dump import Dump
from wegwijzer.readers.kbo.extract import Extract
from wegwijzer.readers.kbo.filling import Filling, Progress
from wegwijzer.readers.kbo.history import write_about
from wegwijzer.readers.kbo.labels import shipped_folder
from wegwijzer.readers.kbo.numbers import Entities
from wegwijzer.readers.kbo.rows import NATURAL
from wegwijzer.readers.kbo.tables import FINISHING, is_ours, open_for_writing
from wegwijzer.readers.kbo.whereabouts import Whereabouts


def build(path: Path, dump: Dump, extract: Extract, progress: Progress) -> None:
    """Make the store of a full dump at that path, or finish one that an earlier load of the same dump began."""
    folder = shipped_folder()
    begun_for = json.dumps([extract.identity, sorted(folder.legal_words)])
    if not _is_begun(path, begun_for):
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    connection = open_for_writing(path)
    try:
        connection.execute("INSERT OR REPLACE INTO about VALUES ('begun for', ?)", (begun_for,))
        entities = _entities_of(connection)
        filling = Filling(connection, dump, extract, entities, Whereabouts(connection, extract.day), folder, progress)
        done = {name for (name,) in connection.execute("SELECT name FROM step")}
        for file in extract.files:
            if file in done:
                progress.begin(file, dump.sizes[file])
                progress.advance(dump.sizes[file])
                continue
            connection.execute("BEGIN")
            _finish(connection, file, filling.insert(file))
        for step, statement in FINISHING:
            if step not in done:
                progress.begin(step, 0)
                connection.execute("BEGIN")
                _finish(connection, step, max(connection.execute(statement).rowcount, 0))
        write_about(connection, [extract])
        connection.execute("PRAGMA optimize")
    finally:
        if connection.in_transaction:
            connection.rollback()
        connection.close()


def _finish(connection: sqlite3.Connection, step: str, rows: int) -> None:
    connection.execute("INSERT INTO step VALUES (?, ?)", (step, rows))
    connection.execute("COMMIT")


def _is_begun(path: Path, begun_for: str) -> bool:
    """Whether there is a store half made from this very dump."""
    if not path.exists():
        return False
    connection = sqlite3.connect(path)
    try:
        row = connection.execute("SELECT value FROM about WHERE key = 'begun for'").fetchone()
        return is_ours(connection) and row is not None and row[0] == begun_for
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _entities_of(connection: sqlite3.Connection) -> Entities:
    """The entities that were read before the interruption."""
    entities = Entities()
    for number, kind in connection.execute("SELECT number, kind FROM enterprise"):
        entities.add(number, kind == NATURAL)
    for number, enterprise in connection.execute("SELECT number, enterprise FROM establishment"):
        entities.add(number, bool(entities.is_natural(enterprise)))
    return entities
