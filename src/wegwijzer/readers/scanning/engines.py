"""The engines of a scan, by name. Each works out the same plan for the same prepared batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import polars as pl

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.scanning.planning import ScanPlan
from wegwijzer.core.scanning.summary import MeasureCount
from wegwijzer.readers.firm_table.population_file import BATCH_ROWS

ENGINES = ("polars", "duckdb", "spark")

_MODULES = {
    "polars": ("wegwijzer.readers.scanning.polars_engine", "PolarsEngine", "polars", "survey"),
    "duckdb": ("wegwijzer.readers.scanning.duckdb_engine", "DuckdbEngine", "duckdb", "duckdb"),
    "spark": ("wegwijzer.readers.scanning.spark_engine", "SparkEngine", "pyspark", "spark"),
}

_PART_ROWS = {"spark": 1_048_576}
"""Rows of a part where that is not `BATCH_ROWS`: Spark takes seconds to plan a statement, whatever its rows."""


def part_rows_of(name: str) -> int:
    """How many rows an engine is given at a time."""
    return _PART_ROWS.get(name, BATCH_ROWS)


class Engine(Protocol):
    """Works out a plan."""

    def count(self, frame: pl.DataFrame, work: Path) -> Mapping[str, MeasureCount]:
        """The counts of a prepared batch; `work` is a file that it may use."""

    def scan(self, frame: pl.DataFrame, work: Path) -> tuple[Mapping[str, MeasureCount], pl.DataFrame]:
        """The counts and the output columns of a prepared batch; `work` is a file that it may use."""

    def close(self) -> None:
        """Let go of what it holds."""


def open_engine(name: str, plan: ScanPlan, *, questions: Sequence[str] = ()) -> Engine:
    """The engine of that name. Raises InputError where its library is not installed."""
    module, kind, library, extra = _MODULES[name]
    if find_spec(library) is None:
        problem = f"the engine {name} needs a library that is not installed."
        raise InputError([Fault("--engine", problem, f"pip install 'wegwijzer[{extra}]', or --engine polars.")])
    engine: Engine = getattr(import_module(module), kind)(plan, questions=questions)
    return engine
