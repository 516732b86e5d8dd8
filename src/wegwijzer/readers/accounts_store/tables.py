"""The tables of the accounts store: one SQLite file in the registers folder, that grows with every load.

A filing is one row; a corrected filing is a row beside the first. Days are kept as ISO text, texts as given. What a
rubric is called is kept once, and amounts name it by its number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError

FORMAT = 1
"""Goes up when a store of before can no longer be read."""
APPLICATION_ID = 0x57414343  # "WACC"
BUSY_SECONDS = 60
"""How long a reader waits for a batch to be written, and one load for another."""

TABLES = """
CREATE TABLE rubric (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
CREATE TABLE filing (
    id INTEGER PRIMARY KEY, entity TEXT NOT NULL, digest BLOB NOT NULL, year_end TEXT, months REAL, deposited TEXT,
    reference TEXT NOT NULL, model TEXT, is_deposit INTEGER NOT NULL, name TEXT NOT NULL, legal_form TEXT NOT NULL,
    nace TEXT NOT NULL, nace_version TEXT NOT NULL, source TEXT NOT NULL, amounts BLOB NOT NULL,
    previous_end TEXT, previous_months REAL, previous BLOB
);
CREATE UNIQUE INDEX filing_entity ON filing (entity, digest);
CREATE TABLE sector (
    light TEXT NOT NULL, nace_version TEXT NOT NULL, division TEXT NOT NULL, size TEXT NOT NULL,
    count INTEGER NOT NULL, quantiles BLOB NOT NULL,
    PRIMARY KEY (light, nace_version, division, size)
) WITHOUT ROWID;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_EXPECTED = "an accounts store; move the file away and load the accounts again with wegwijzer load accounts."


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A connection that writes, with the tables when the file is new. Raises InputError for a file that is not ours.

    Transactions are begun and ended by hand.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA temp_store = FILE")
            with whole_or_not(connection):
                if _is_empty(connection):
                    for statement in TABLES.split(";\n"):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version = {FORMAT}")
            _refuse_another(connection, path)
            connection.execute("CREATE TEMP TABLE touched (entity TEXT PRIMARY KEY) WITHOUT ROWID")
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads, also from another thread than this one. Raises InputError for a file that is not
    ours."""
    with told(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA query_only = ON")
            _refuse_another(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk say of the file into a fault."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise InputError([Fault(str(path), f"cannot be used ({error}).", _EXPECTED)]) from error


@contextmanager
def whole_or_not(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that writes: all of it, or nothing when it is cut off."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _refuse_another(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != APPLICATION_ID:
        raise InputError([Fault(str(path), "is no accounts store.", _EXPECTED)])
    if version != FORMAT:
        problem = f"is an accounts store of form {version}, where this program reads form {FORMAT}."
        raise InputError([Fault(str(path), problem, _EXPECTED)])
