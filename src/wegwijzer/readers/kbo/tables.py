"""The tables of the register store: one SQLite file, made anew and swapped in whole.

Numbers are the ten digits as a whole number, days their ordinal, codes the text of KBO. Indexes are made after
the rows, by sorting: that takes the same time in whatever order the rows came.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

FORMAT = 1
"""Goes up when a register of before can no longer be read or updated."""
APPLICATION_ID = 0x574B424F  # "WKBO"

TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE step (name TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE code (
    category TEXT NOT NULL, code TEXT NOT NULL, language TEXT NOT NULL, description TEXT NOT NULL,
    PRIMARY KEY (category, code, language)
) WITHOUT ROWID;
CREATE TABLE enterprise (
    number INTEGER PRIMARY KEY, status TEXT NOT NULL, situation TEXT NOT NULL, kind INTEGER NOT NULL,
    form TEXT NOT NULL, started INTEGER
);
CREATE TABLE establishment (number INTEGER PRIMARY KEY, enterprise INTEGER NOT NULL);
CREATE TABLE name (
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
    text TEXT NOT NULL, key TEXT NOT NULL
);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, postal_code TEXT NOT NULL, municipality_nl TEXT NOT NULL, municipality_fr TEXT NOT NULL,
    province TEXT NOT NULL, region TEXT NOT NULL,
    UNIQUE (postal_code, municipality_nl, municipality_fr, province, region)
);
CREATE TABLE address (entity INTEGER NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL);
CREATE TABLE activity (entity INTEGER NOT NULL, packed TEXT NOT NULL);
CREATE TABLE bad_row (
    extract INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, kind TEXT NOT NULL,
    problem TEXT NOT NULL, expected TEXT NOT NULL
);
CREATE VIRTUAL TABLE name_word USING fts5 (key, content='', detail='none', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE name_vocabulary USING fts5vocab (name_word, 'row');
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE word_backwards (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""

FINISHING = (
    ("establishments by enterprise", "CREATE INDEX establishment_enterprise ON establishment (enterprise)"),
    ("names by entity", "CREATE INDEX name_entity ON name (entity)"),
    ("names in order", "CREATE INDEX name_key ON name (key)"),
    ("addresses by entity", "CREATE INDEX address_entity ON address (entity)"),
    ("activities by entity", "CREATE INDEX activity_entity ON activity (entity)"),
    ("words of names", "INSERT INTO name_word (rowid, key) SELECT id, key FROM name"),
    ("words in order", "INSERT INTO word SELECT term FROM name_vocabulary WHERE length(term) >= 3"),
    ("words from their end", "INSERT INTO word_backwards SELECT backwards(word) FROM word ORDER BY 1"),
)
"""What follows once all rows are in, each a step of its own."""
WORD_STEPS = ("words in order", "words from their end")


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A connection that writes; with the tables when the file is new.

    Transactions are begun and ended by hand. Deleted content is overwritten with zeros.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = FILE")
    connection.create_function("backwards", 1, lambda word: word[::-1], deterministic=True)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        connection.executescript(
            f"BEGIN; {TABLES} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT}; COMMIT;"
        )
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that reads. The file never changes: a newer register takes its name, and leaves this one whole."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    return connection


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file is a register of the form that this program reads."""
    try:
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    return bool(found == APPLICATION_ID and version == FORMAT)
