"""Apply an update to a copy of the register, in one transaction: first what goes, then what comes.

KBO Open Data deletes all rows of an entity from a file and gives them anew. What an update leaves behind of an entity
that is gone goes too, and what was kept of a firm that has become a natural person's is made coarse.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from wegwijzer.readers.kbo.dump import Dump
from wegwijzer.readers.kbo.extract import Extract
from wegwijzer.readers.kbo.filling import INSERTS, Filling, Progress
from wegwijzer.readers.kbo.history import read_history, read_legal_words, write_about
from wegwijzer.readers.kbo.layout import CODE, TABLES
from wegwijzer.readers.kbo.names import NameFolder
from wegwijzer.readers.kbo.numbers import FIRST_ESTABLISHMENT
from wegwijzer.readers.kbo.rows import NATURAL, PERSONAL_NAME
from wegwijzer.readers.kbo.tables import FINISHING, WORD_STEPS, open_for_writing
from wegwijzer.readers.kbo.whereabouts import Whereabouts

_KEYS = {
    "enterprise": "DELETE FROM enterprise WHERE number = ?",
    "establishment": "DELETE FROM establishment WHERE number = ?",
    "address": "DELETE FROM address WHERE entity = ?",
    "activity": "DELETE FROM activity WHERE entity = ?",
}
_SHORTEST_WORD = 3


@dataclass(slots=True)
class StoredEntities:
    """Which entities the store holds; those that this update adds may not come twice."""

    connection: sqlite3.Connection
    _added: set[int] = field(default_factory=set)

    def add(self, number: int, is_natural: bool) -> bool:
        """Remember an entity of this update; False when it had it before."""
        if number in self._added:
            return False
        self._added.add(number)
        return True

    def is_natural(self, number: int) -> bool | None:
        """Whether the entity belongs to a natural person; None when there is no such entity."""
        if number >= FIRST_ESTABLISHMENT:
            query = "SELECT kind FROM enterprise WHERE number = (SELECT enterprise FROM establishment WHERE number = ?)"
        else:
            query = "SELECT kind FROM enterprise WHERE number = ?"
        row = self.connection.execute(query, (number,)).fetchone()
        return row[0] == NATURAL if row else None


def apply(path: Path, dump: Dump, extract: Extract, progress: Progress) -> None:
    """Bring the store at that path up to date."""
    connection = open_for_writing(path)
    try:
        connection.execute("BEGIN")
        folder = NameFolder(read_legal_words(connection))
        filling = Filling(
            connection,
            dump,
            extract,
            StoredEntities(connection),
            Whereabouts(connection, extract.day),
            folder,
            progress,
        )
        _Update(connection, filling).run()
        write_about(connection, [*read_history(connection), extract])
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.rollback()
        connection.close()


@dataclass(slots=True)
class _Update:
    connection: sqlite3.Connection
    filling: Filling

    def run(self) -> None:
        """Apply every file, deletions before insertions, and tidy up."""
        self.connection.execute("CREATE TEMP TABLE touched (number INTEGER PRIMARY KEY)")
        if CODE in self.filling.extract.files:
            self.connection.execute("DELETE FROM code")
            self.filling.insert(CODE)
        for table in TABLES:
            for change in ("delete", "insert"):
                file = f"{table}_{change}.csv"
                if file in self.filling.extract.files:
                    self._delete(table, file) if change == "delete" else self._insert(table, file)
        self._make_coarse()
        self._sweep()

    def _delete(self, table: str, file: str) -> None:
        for found in self.filling.rows_of(file):
            if table == "denomination":
                self._delete_names("entity = ?", found)
            else:
                self.connection.executemany(_KEYS[table], found)
            if table in ("enterprise", "establishment"):
                self.connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", found)

    def _insert(self, table: str, file: str) -> None:
        for found in self.filling.rows_of(file):
            if table == "denomination":
                self._insert_names(found)
                continue
            self.connection.executemany(INSERTS[table], found)
            if table in ("enterprise", "establishment"):
                numbers = [(row[0],) for row in found]
                self.connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", numbers)

    def _insert_names(self, found: list[tuple[object, ...]]) -> None:
        words: set[str] = set()
        for row in found:
            made = self.connection.execute(INSERTS["denomination"], row).lastrowid
            self.connection.execute("INSERT INTO name_word (rowid, key) VALUES (?, ?)", (made, row[4]))
            words.update(word for word in str(row[4]).split(" ") if len(word) >= _SHORTEST_WORD)
        self.connection.executemany("INSERT OR IGNORE INTO word VALUES (?)", [(word,) for word in words])
        self.connection.executemany("INSERT OR IGNORE INTO word_backwards VALUES (?)", [(w[::-1],) for w in words])

    def _delete_names(self, condition: str, parameters: list[tuple[object, ...]]) -> None:
        for values in parameters:
            query = f"SELECT id, key FROM name WHERE {condition}"  # noqa: S608 - the conditions stand in this module
            gone = self.connection.execute(query, values).fetchall()
            self.connection.executemany("INSERT INTO name_word (name_word, rowid, key) VALUES ('delete', ?, ?)", gone)
            self.connection.executemany("DELETE FROM name WHERE id = ?", [(made,) for made, _ in gone])

    def _make_coarse(self) -> None:
        """Of a touched entity that is a natural person's now: no personal name, no place finer than a province."""
        self.connection.execute("CREATE TEMP TABLE private (number INTEGER PRIMARY KEY)")
        self.connection.execute(
            "INSERT OR IGNORE INTO private"
            " SELECT number FROM touched JOIN enterprise USING (number) WHERE kind = ?1"
            " UNION SELECT s.number FROM touched t JOIN enterprise e USING (number)"
            " JOIN establishment s ON s.enterprise = e.number WHERE e.kind = ?1"
            " UNION SELECT s.number FROM touched t JOIN establishment s USING (number)"
            " JOIN enterprise e ON e.number = s.enterprise WHERE e.kind = ?1",
            (NATURAL,),
        )
        query = "SELECT number FROM private WHERE EXISTS (SELECT 1 FROM name WHERE entity = number AND kind = ?)"
        named = self.connection.execute(query, (PERSONAL_NAME,)).fetchall()
        self._delete_names("entity = ? AND kind = ?", [(number, PERSONAL_NAME) for (number,) in named])
        if named:
            self._forget_words()
        fine = self.connection.execute(
            "SELECT address.rowid, province, region FROM private JOIN address ON entity = number"
            " JOIN place ON place.id = place WHERE postal_code != '' OR municipality_nl != '' OR municipality_fr != ''"
        ).fetchall()
        for rowid, province, region in fine:
            coarse = self.filling.whereabouts.coarse(province, region)
            self.connection.execute("UPDATE address SET place = ? WHERE rowid = ?", (coarse, rowid))
        if fine:  # the place may have been of nobody else
            self.connection.execute("DELETE FROM place WHERE id NOT IN (SELECT place FROM address)")

    def _forget_words(self) -> None:
        """Make the indexes of words anew: what is only marked as deleted would stay in the file."""
        self.connection.execute("INSERT INTO name_word (name_word) VALUES ('optimize')")
        self.connection.execute("DELETE FROM word")
        self.connection.execute("DELETE FROM word_backwards")
        for step, statement in FINISHING:
            if step in WORD_STEPS:
                self.connection.execute(statement)

    def _sweep(self) -> None:
        """Remove what is left of touched entities that are there no more, and of establishments without enterprise."""
        orphans = self.connection.execute(
            "SELECT s.number FROM touched t JOIN establishment s ON s.enterprise = t.number"
            " WHERE NOT EXISTS (SELECT 1 FROM enterprise e WHERE e.number = t.number)"
        ).fetchall()
        gone = self.connection.execute(
            "SELECT number FROM touched WHERE NOT EXISTS (SELECT 1 FROM enterprise e WHERE e.number = touched.number)"
            " AND NOT EXISTS (SELECT 1 FROM establishment s WHERE s.number = touched.number)"
        ).fetchall()
        self.connection.executemany(_KEYS["establishment"], orphans)
        for table in ("address", "activity"):
            self.connection.executemany(_KEYS[table], [*orphans, *gone])
        self._delete_names("entity = ?", [*orphans, *gone])
        self.connection.execute("DROP TABLE touched")
        self.connection.execute("DROP TABLE private")
