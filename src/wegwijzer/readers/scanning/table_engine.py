"""An engine that reads tables: a batch goes in as a Parquet file, the rows of one SQL statement come back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from wegwijzer.core.scanning.planning import ScanPlan
from wegwijzer.core.scanning.statement import readings_sql, rows_sql
from wegwijzer.core.scanning.summary import MeasureCount
from wegwijzer.readers.scanning.counting import Counter
from wegwijzer.readers.scanning.table_files import outcome, readings, write_batch

SOURCE = "{source}"
"""Where the name of a batch's table stands in the statements."""


class TableEngine(ABC):
    """Works out a plan for prepared batches; how a statement is run is the engine's own."""

    def __init__(self, plan: ScanPlan, *, questions: Sequence[str] = ()) -> None:
        self._plan, self._questions = plan, tuple(questions)
        self._counter = Counter(plan)

    def count(self, frame: pl.DataFrame, work: Path) -> Mapping[str, MeasureCount]:
        """The counts of a prepared batch."""
        rows = self._rows(frame, work, readings_sql(self._plan, SOURCE))
        return self._counts(rows, frame)

    def scan(self, frame: pl.DataFrame, work: Path) -> tuple[Mapping[str, MeasureCount], pl.DataFrame]:
        """The counts and the output columns of a prepared batch."""
        rows = self._rows(frame, work, rows_sql(self._plan, self._questions, SOURCE))
        return self._counts(rows, frame), outcome(rows, self._plan, self._questions)

    @abstractmethod
    def run(self, statement: str, batch: Path) -> pl.DataFrame:
        """The rows of a statement over a batch, in the order of the batch."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what it holds."""

    def _counts(self, rows: pl.DataFrame, frame: pl.DataFrame) -> Mapping[str, MeasureCount]:
        return self._counter.counts(self._counter.with_undecided(readings(rows, frame, self._plan)))

    def _rows(self, frame: pl.DataFrame, work: Path, statement: str) -> pl.DataFrame:
        write_batch(frame, work, self._plan)
        try:
            return self.run(statement, work)
        finally:
            work.unlink(missing_ok=True)
