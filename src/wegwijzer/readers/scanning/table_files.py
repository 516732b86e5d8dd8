"""What the engines that read tables share: a prepared batch as a Parquet file, and their rows as the batch has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from wegwijzer.core.scanning.masks import NEXT_FACT, VERDICT, VERDICTS
from wegwijzer.core.scanning.planning import ScanPlan
from wegwijzer.core.scanning.statement import PLACE, output_columns, readings_of


def write_batch(frame: pl.DataFrame, path: Path, plan: ScanPlan) -> None:
    """A prepared batch as a file, with the columns that the plan may read and the place of each row."""
    needed = [name for name in frame.columns if name in plan.columns]
    numbered = frame.select(needed).with_row_index(PLACE).with_columns(pl.col(PLACE).cast(pl.Int32))
    numbered.write_parquet(path, compression="lz4", row_group_size=frame.height or 1)


def readings(rows: pl.DataFrame, frame: pl.DataFrame, plan: ScanPlan) -> pl.DataFrame:
    """The batch with the readings that an engine gave for it."""
    return frame.hstack(rows.select(readings_of(plan)))


def outcome(rows: pl.DataFrame, plan: ScanPlan, questions: Sequence[str]) -> pl.DataFrame:
    """The rows of an engine under their own names, with the types that the Polars engine gives."""
    names = [column.name for column in output_columns(plan, questions)]
    found = rows.select(pl.col(f"o{place}").alias(name) for place, name in enumerate(names))
    verdicts = pl.Enum(VERDICTS)
    typed = [pl.col(name).cast(verdicts) for name in names if name.endswith(VERDICT)]
    if NEXT_FACT in names:
        typed.append(pl.col(NEXT_FACT).cast(pl.Enum([fact for fact in questions if fact in plan.waited_for])))
    return found.with_columns(typed)


def rows_in_order(path: Path | list[Path]) -> pl.DataFrame:
    """The rows that an engine wrote, in the order of the batch."""
    return pl.read_parquet(path).sort(PLACE)
