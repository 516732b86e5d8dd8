"""The accounts store: the filings that were loaded, enterprise by enterprise.

The same filing twice changes nothing. A corrected filing is kept beside the first, and which of them counts is decided
when they are read (`core.accounts.history`). A batch is stored whole or not at all, so that a load cut off half way
leaves whole batches, and the same load done again completes it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.accounts.history import AccountsHistory, history_of, join_sorted
from wegwijzer.core.firm.size import SizeCeilings
from wegwijzer.core.knipperlichten.light import LightBoard
from wegwijzer.core.knipperlichten.position import SectorTable
from wegwijzer.core.knipperlichten.sector_tally import ActivityOf, lights_digest, own_activity, sector_table
from wegwijzer.readers.accounts_store.packing import AmountsPacker, AmountsUnpacker
from wegwijzer.readers.accounts_store.rows import (
    COLUMNS,
    PLACES,
    PackedFiling,
    RubricNumbers,
    filings_of,
    packed_filings,
    storable,
)
from wegwijzer.readers.accounts_store.sectors import StoredSectors, TableBasis
from wegwijzer.readers.accounts_store.tables import open_for_reading, open_for_writing, told, whole_or_not
from wegwijzer.readers.registers import ACCOUNTS_FILE

BATCH = 2_000
"""Filings stored at once: a few megabytes."""

_ASKED_AT_ONCE = 500
_READ_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class LoadCount:
    """What became of filings: new ones, ones that were there already, and ones beside an earlier filing of the same
    year that says something else."""

    new: int = 0
    unchanged: int = 0
    corrected: int = 0

    @property
    def filings(self) -> int:
        """All of them."""
        return self.new + self.unchanged + self.corrected

    def plus(self, other: LoadCount) -> LoadCount:
        """Both together."""
        return LoadCount(self.new + other.new, self.unchanged + other.unchanged, self.corrected + other.corrected)


@dataclass(frozen=True, slots=True)
class StoreCount:
    """How many enterprises and filings the store holds."""

    enterprises: int
    filings: int


@dataclass(frozen=True, slots=True)
class Activities:
    """Where the activities of enterprises are taken from: `source` changes when `of` may tell something else."""

    source: str
    of: ActivityOf


OWN_ACTIVITIES = Activities("accounts", own_activity)
"""The activities that stand in the accounts themselves."""


class AccountsStore:
    """An open store. Use it in a `with` block, or close it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._rubrics = RubricNumbers(connection)
        self._packer = AmountsPacker(self._rubrics.of)
        self._unpacker = AmountsUnpacker(self._rubrics.codes)
        self._sectors = StoredSectors(connection)

    def __enter__(self) -> AccountsStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, filings: Sequence[Filing]) -> LoadCount:
        """Store a batch of filings, whole or not at all."""
        try:
            with told(self._path), whole_or_not(self._connection):
                self._rubrics.read()
                return self._insert(packed_filings(filings, self._packer))
        except BaseException:
            self._packer.forget()
            raise

    def load(self, filings: Iterable[Filing]) -> Iterator[LoadCount]:
        """Store a stream of filings in batches, and tell of each batch when it is safe on disk."""
        remaining = iter(filings)
        while batch := list(islice(remaining, BATCH)):
            yield self.add(batch)

    def history(self, entity: str) -> AccountsHistory | None:
        """The accounts of one enterprise; None when there are none."""
        filings = self._filings("entity = ?", storable(entity))
        return history_of(filings) if filings else None

    def histories(self) -> Iterator[AccountsHistory]:
        """The accounts of every enterprise, in the order of their numbers."""
        return join_sorted(self.filings())

    def filings(self) -> Iterator[Filing]:
        """Every filing: by enterprise, and those of one in the order in which they came.

        Some enterprises are read at a time, so that a load that runs at the same time never has to wait long; what it
        adds to enterprises that were read already is not told.
        """
        last, after = "", ">="
        while (until := self._entity_after(last, after)) is not None:
            yield from self._filings(f"entity {after} ? AND entity <= ?", last, until)
            last, after = until, ">"

    def count(self) -> StoreCount:
        """How much the store holds."""
        with told(self._path):
            found = self._connection.execute("SELECT count(DISTINCT entity), count(*) FROM filing").fetchone()
        return StoreCount(*found)

    def touched(self) -> int:
        """How many enterprises the filings were of that were added since the store was opened."""
        found: int = self._connection.execute("SELECT count(*) FROM temp.touched").fetchone()[0]
        return found

    def sector_table(self, board: LightBoard) -> SectorTable | None:
        """The table of positions by sector and size; None when there is none, or when it tells of other lights."""
        with told(self._path):
            return self._sectors.read(board)

    def renew_sector_table(
        self, board: LightBoard, ceilings: SizeCeilings, activities: Activities = OWN_ACTIVITIES
    ) -> SectorTable:
        """Compute the table of positions anew and keep it."""
        basis = self._basis(board, activities)
        table = sector_table(self.histories(), board, ceilings, activity_of=activities.of)
        with told(self._path):
            self._sectors.write(table, basis)
        return table

    def needs_sector_table(
        self, board: LightBoard, ceilings: SizeCeilings, activities: Activities = OWN_ACTIVITIES
    ) -> bool:
        """Whether the table is not there, or tells of other lights, ceilings, activities or filings than now."""
        with told(self._path):
            return not self._sectors.is_current(self._basis(board, activities), ceilings)

    def _basis(self, board: LightBoard, activities: Activities) -> TableBasis:
        return TableBasis(lights_digest(board), self.count().filings, activities.source)

    def _insert(self, packed: list[PackedFiling]) -> LoadCount:
        known, years = self._known({filing.entity for filing in packed})
        rows, unchanged, corrected = [], 0, 0
        for filing in packed:
            if (filing.entity, filing.digest) in known:
                unchanged += 1
                continue
            corrected += (filing.entity, filing.end) in years
            known.add((filing.entity, filing.digest))
            years.add((filing.entity, filing.end))
            rows.append(filing.row)
        self._connection.executemany(f"INSERT INTO filing ({COLUMNS}) VALUES ({PLACES})", rows)  # noqa: S608
        seen = ((filing.entity,) for filing in packed)
        self._connection.executemany("INSERT OR IGNORE INTO temp.touched (entity) VALUES (?)", seen)
        return LoadCount(len(rows) - corrected, unchanged, corrected)

    def _known(self, entities: set[str]) -> tuple[set[tuple[str, bytes]], set[tuple[str, str | None]]]:
        """What the store holds of these enterprises: the digests of their filings, and their closing days."""
        digests: set[tuple[str, bytes]] = set()
        years: set[tuple[str, str | None]] = set()
        asked = iter(sorted(entities))
        while some := list(islice(asked, _ASKED_AT_ONCE)):
            places = ", ".join("?" * len(some))
            query = f"SELECT entity, digest, year_end FROM filing WHERE entity IN ({places})"  # noqa: S608
            for entity, digest, end in self._connection.execute(query, some):
                digests.add((entity, digest))
                years.add((entity, end))
        return digests, years

    def _filings(self, which: str, *values: str) -> list[Filing]:
        with told(self._path):
            query = f"SELECT {COLUMNS} FROM filing WHERE {which} ORDER BY entity, id"  # noqa: S608
            return list(filings_of(self._connection.execute(query, values), self._unpacker))

    def _entity_after(self, last: str, after: str) -> str | None:
        """The enterprise at which to stop when some enterprises after the last are read; None when there are none."""
        query = f"SELECT max(entity) FROM (SELECT entity FROM filing WHERE entity {after} ? ORDER BY entity LIMIT ?)"  # noqa: S608
        with told(self._path):
            until: str | None = self._connection.execute(query, (last, _READ_AT_ONCE)).fetchone()[0]
        return until


def open_accounts(folder: Path) -> AccountsStore | None:
    """The store of a registers folder, to read from; None when nothing was loaded. Raises InputError for a file that
    is no store."""
    path = folder / ACCOUNTS_FILE
    return AccountsStore(open_for_reading(path), path) if path.exists() else None


def open_accounts_to_load(folder: Path) -> AccountsStore:
    """The store of a registers folder, to add to; made when there is none. Raises InputError for a file that is no
    store."""
    path = folder / ACCOUNTS_FILE
    return AccountsStore(open_for_writing(path), path)
