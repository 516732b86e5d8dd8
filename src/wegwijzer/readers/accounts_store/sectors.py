"""The table of positions by sector and size, kept beside the filings it was computed from."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import asdict, astuple, dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from wegwijzer.core.firm.size import SizeCeilings
from wegwijzer.core.knipperlichten.light import LightBoard
from wegwijzer.core.knipperlichten.position import Distribution, SectorGroup, SectorTable
from wegwijzer.core.knipperlichten.sector_tally import lights_digest
from wegwijzer.readers.accounts_store.tables import whole_or_not

_KEY = "sector table"
_TABLE = """
SELECT value, light, nace_version, division, size, count, quantiles
FROM about LEFT JOIN sector ON TRUE WHERE key = ?
"""


@dataclass(frozen=True, slots=True)
class TableBasis:
    """What a table was computed from: the digest of the lights, the number of filings, whence activities came."""

    lights: str
    filings: int
    activities: str


class StoredSectors:
    """The table of one store. It is read once and kept until another is written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: tuple[str, SectorTable] | None = None

    def write(self, table: SectorTable, basis: TableBasis) -> None:
        """Keep a table in place of the one before, whole or not at all."""
        rows = [
            (light, group.nace_version, group.division, group.size, spread.count, _packed(spread.quantiles))
            for (group, light), spread in table.distributions.items()
        ]
        about = {
            **asdict(basis),
            "firms": table.firms,
            "ceilings": [str(ceiling) for ceiling in astuple(table.ceilings)],
            "content": hashlib.sha256(repr(rows).encode()).hexdigest(),
        }
        with whole_or_not(self._connection):
            self._connection.execute("DELETE FROM sector")
            self._connection.executemany("INSERT INTO sector VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (_KEY, json.dumps(about)))

    def read(self, board: LightBoard) -> SectorTable | None:
        """The table, if it was computed with the lights of this board."""
        about = self._about()
        if about is None or json.loads(about)["lights"] != lights_digest(board):
            return None
        if self._kept is not None and self._kept[0] == about:
            return self._kept[1]
        rows = self._connection.execute(_TABLE, (_KEY,)).fetchall()  # in one statement, so as of one moment
        about = str(rows[0][0])
        if json.loads(about)["lights"] != lights_digest(board):
            return None
        table = _table(about, rows, board)
        self._kept = (about, table)
        return table

    def is_current(self, basis: TableBasis, ceilings: SizeCeilings) -> bool:
        """Whether the table that is kept rests on this basis and these ceilings."""
        about = self._about()
        if about is None:
            return False
        told = json.loads(about)
        return (TableBasis(told["lights"], told["filings"], told["activities"]), _ceilings(told)) == (basis, ceilings)

    def _about(self) -> str | None:
        found = self._connection.execute("SELECT value FROM about WHERE key = ?", (_KEY,)).fetchone()
        return None if found is None else str(found[0])


def _table(about: str, rows: list[tuple[Any, ...]], board: LightBoard) -> SectorTable:
    told = json.loads(about)
    distributions = {
        (SectorGroup(version, division, size), light): Distribution(count, _unpacked(quantiles))
        for _, light, version, division, size, count, quantiles in rows
        if light is not None
    }
    lower_is_worse = {light.id: light.lower_is_worse for light, _ in board.lights}
    return SectorTable(distributions, lower_is_worse, _ceilings(told), told["firms"])


def _ceilings(told: dict[str, Any]) -> SizeCeilings:
    return SizeCeilings(*(Decimal(ceiling) for ceiling in told["ceilings"]))


def _packed(quantiles: tuple[float, ...]) -> bytes:
    return np.array(quantiles, "<f8").tobytes()


def _unpacked(packed: bytes) -> tuple[float, ...]:
    return tuple(np.frombuffer(packed, "<f8").tolist())
