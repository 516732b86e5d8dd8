"""Codes of the register with their labels, from its own code.csv."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from wegwijzer.core.firm.registered import Coded


@dataclass(frozen=True, slots=True)
class Codes:
    """The labels of a register."""

    connection: sqlite3.Connection

    def coded(self, category: str, code: str) -> Coded:
        """A code with its labels by language, none where code.csv does not know it."""
        query = "SELECT lower(language), description FROM code WHERE category = ? AND code = ?"
        return Coded(code, dict(self.connection.execute(query, (category, code)).fetchall()))
