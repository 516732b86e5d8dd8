"""The scan in DuckDB: the same SQL over one batch at a time, with little memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from wegwijzer.core.scanning.planning import ScanPlan
from wegwijzer.readers.scanning.table_engine import SOURCE, TableEngine
from wegwijzer.readers.scanning.table_files import rows_in_order

MEMORY_LIMIT = "256MB"
"""What DuckDB may hold at a time."""


class DuckdbEngine(TableEngine):
    """Works out a plan with DuckDB."""

    def __init__(self, plan: ScanPlan, *, questions: Sequence[str] = ()) -> None:
        super().__init__(plan, questions=questions)
        self._connection = duckdb.connect(config={"memory_limit": MEMORY_LIMIT})

    def run(self, statement: str, batch: Path) -> pl.DataFrame:
        """The rows of a statement over a batch, in the order of the batch."""
        found = batch.with_suffix(".rows")
        query = statement.replace(SOURCE, f"read_parquet({_quoted(batch)})")
        try:
            self._connection.execute(f"COPY ({query}) TO {_quoted(found)} (FORMAT parquet, COMPRESSION lz4)")
            return rows_in_order(found)
        finally:
            found.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
