"""The scan in Spark SQL: the same statements over batches in Parquet, on a cluster or on this machine.

A session that is there is used and left as it was; else one is made, on this machine unless Spark's own configuration
says where its master is. Batches are written beside the output, so on a cluster that place must be one that all of it
can read.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from pyspark.sql import SparkSession

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.scanning.planning import ScanPlan
from wegwijzer.readers.scanning.table_engine import SOURCE, TableEngine
from wegwijzer.readers.scanning.table_files import rows_in_order

_BATCH = "wegwijzer_batch"
_RULES = "spark.sql.optimizer.excludedRules"
_COLLAPSE = "org.apache.spark.sql.catalyst.optimizer.CollapseProject"
"""The rule that copies the SQL of a layer into every place that reads it, which for fifteen layers takes minutes."""


class SparkEngine(TableEngine):
    """Works out a plan with Spark SQL."""

    def __init__(self, plan: ScanPlan, *, questions: Sequence[str] = ()) -> None:
        super().__init__(plan, questions=questions)
        self._is_own = SparkSession.getActiveSession() is None
        self._session = spark_session()
        self._rules_before = self._session.conf.get(_RULES, "") or ""
        self._session.conf.set(_RULES, ",".join(filter(None, (self._rules_before, _COLLAPSE))))

    def run(self, statement: str, batch: Path) -> pl.DataFrame:
        """The rows of a statement over a batch, in the order of the batch."""
        found = batch.with_suffix(".rows").resolve()
        self._session.read.parquet(str(batch.resolve())).createOrReplaceTempView(_BATCH)
        try:
            self._session.sql(statement.replace(SOURCE, _BATCH)).write.mode("overwrite").parquet(str(found))
            return rows_in_order(sorted(found.glob("*.parquet")))
        finally:
            shutil.rmtree(found, ignore_errors=True)

    def close(self) -> None:
        """Leave a session as it was; stop the one that was made for this scan."""
        if self._is_own:
            self._session.stop()
        else:
            self._session.conf.set(_RULES, self._rules_before)


def spark_session() -> SparkSession:
    """The session to work in. Raises InputError where Java is not there."""
    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    try:
        session: SparkSession = (
            SparkSession.builder.appName("wegwijzer")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
    except Exception as error:  # PySpark says in many ways that Java cannot be started
        problem = f"Spark cannot start ({' '.join(str(error).split())[:160]})."
        raise InputError([Fault("--engine", problem, "Java 17 or later, or --engine polars.")]) from error
    return session
