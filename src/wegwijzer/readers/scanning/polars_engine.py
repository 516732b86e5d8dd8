"""The scan in Polars and NumPy: criteria as expressions over bitmaps, masks as planes of bits.

The expressions are the plan's SQL. Masks are put together in NumPy: one addition a criterion over whole numbers just
wide enough, which took a fraction of the time of the same sum of CASEs (docs/decisions/0023-scanning-populations.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from wegwijzer.core.scanning.masks import (
    AMOUNT_MAX,
    AMOUNT_MIN,
    BLOCKING,
    BLOCKING_MASK,
    MISSING,
    MISSING_MASK,
    NEXT_DECIDES,
    NEXT_FACT,
    VERDICT,
    VERDICTS,
    outcome_columns,
)
from wegwijzer.core.scanning.planning import MeasurePlan, ScanPlan
from wegwijzer.core.scanning.summary import MeasureCount
from wegwijzer.core.truth import NOT_MET, UNKNOWN
from wegwijzer.readers.scanning.counting import Counter

Planes = dict[str, npt.NDArray[np.uint8]]

VERDICT_TYPE = pl.Enum(VERDICTS)
_NOT_MET, _UNKNOWN = 1, 2


class PolarsEngine:
    """Works out a plan for prepared batches.

    With `questions` each firm gets the fact that decides most of its open measures, among `askable`, and how many.
    """

    def __init__(self, plan: ScanPlan, *, questions: Sequence[str] = ()) -> None:
        self._plan = plan
        self._layers = [[pl.sql_expr(column.sql).alias(column.name) for column in layer] for layer in plan.layers]
        self._nodes = tuple(dict.fromkeys(column for measure in plan.measures for column in measure.columns))
        self._counter = Counter(plan)
        self._amounts = list(
            dict.fromkeys(
                column
                for measure in plan.measures
                if measure.amount is not None
                for column in (measure.amount.low, measure.amount.high)
            )
        )
        self._questions = tuple(fact for fact in questions if fact in plan.waited_for)

    def count(self, frame: pl.DataFrame, work: Path) -> Mapping[str, MeasureCount]:
        """The counts of a prepared batch."""
        return self._counter.counts(self.read(frame))

    def scan(self, frame: pl.DataFrame, work: Path) -> tuple[Mapping[str, MeasureCount], pl.DataFrame]:
        """The counts and the output columns of a prepared batch."""
        read = self.read(frame)
        return self._counter.counts(read), self.outcome(read)

    def close(self) -> None:
        """Nothing to let go of."""

    def read(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The batch with the columns of the plan's layers."""
        query = frame.lazy()
        for layer in self._layers:
            query = query.with_columns(layer)
        return self._counter.with_undecided(query.collect(engine="in-memory"))

    def outcome(self, read: pl.DataFrame) -> pl.DataFrame:
        """The columns of the output for a batch that was read (`core.scanning.masks.outcome_columns`)."""
        blocked, missing = self._planes(read)
        columns: dict[str, npt.NDArray[Any]] = {}
        for measure in self._plan.measures:
            columns |= _measure_columns(measure, blocked, missing, read.height)
        frame = pl.DataFrame(columns).lazy().select(_typed(name) for name in columns).collect(engine="in-memory")
        frame = self._with_amounts(frame, read)
        return frame.hstack(self._next_questions(read)) if self._questions else frame

    def _planes(self, read: pl.DataFrame) -> tuple[Planes, Planes]:
        """For each criterion a byte a firm: whether it blocks, and whether it is open."""
        query = read.lazy().select(
            *((~pl.col(node)).fill_null(False).alias(f"blocked {node}") for node in self._nodes),
            *(pl.col(node).is_null().alias(f"missing {node}") for node in self._nodes),
        )
        found = query.collect(engine="in-memory", optimizations=pl.QueryOptFlags.none())
        blocked, missing = (
            {node: found[f"{kind} {node}"].to_numpy().view(np.uint8) for node in self._nodes}
            for kind in ("blocked", "missing")
        )
        return blocked, missing

    def _with_amounts(self, frame: pl.DataFrame, read: pl.DataFrame) -> pl.DataFrame:
        """The rows with the amounts of each measure behind its other columns."""
        if not any(measure.amount for measure in self._plan.measures):
            return frame
        both = frame.hstack(read.select(self._amounts))
        columns: list[pl.Expr] = []
        for measure in self._plan.measures:
            verdict = f"{measure.id}{VERDICT}"
            for name in outcome_columns(measure):
                end = name.removeprefix(measure.id)
                if measure.amount is not None and end in (AMOUNT_MIN, AMOUNT_MAX):
                    column = measure.amount.low if end == AMOUNT_MIN else measure.amount.high
                    columns.append(pl.when(pl.col(verdict) != NOT_MET.value).then(pl.col(column)).alias(name))
                else:
                    columns.append(pl.col(name))
        return both.lazy().select(columns).collect(engine="in-memory")

    def _next_questions(self, read: pl.DataFrame) -> pl.DataFrame:
        waiting: dict[str, list[pl.Expr]] = {fact: [] for fact in self._questions}
        for measure in self._plan.measures:
            for fact, waits in self._counter.waits[measure.id].items():
                if fact in waiting:
                    waiting[fact].append(waits)
        counted = read.select(
            pl.sum_horizontal([wait.cast(pl.Int16) for wait in waits]).alias(fact) for fact, waits in waiting.items()
        )
        table = counted.to_numpy()
        best = table.argmax(axis=1)
        decides = table[np.arange(read.height), best].astype(np.int16)
        facts = pl.Series(best.astype(np.uint8)).cat.to(pl.Enum(self._questions))
        most = pl.Series(NEXT_DECIDES, decides)
        return pl.DataFrame([facts.alias(NEXT_FACT), most]).with_columns(
            pl.when(pl.col(NEXT_DECIDES) > 0).then(pl.col(NEXT_FACT)).alias(NEXT_FACT)
        )


def _measure_columns(measure: MeasurePlan, blocked: Planes, missing: Planes, rows: int) -> dict[str, npt.NDArray[Any]]:
    """Verdict (as a place in `VERDICTS`), counts and masks of one measure."""
    masks = [_mask(planes, measure, rows) for planes in (blocked, missing)] if measure.has_masks else []
    blocking, still_open = (
        (np.bitwise_count(mask) for mask in masks)
        if masks
        else (_sum(planes, measure, rows) for planes in (blocked, missing))
    )
    if measure.status is NOT_MET:
        verdict = np.full(rows, _NOT_MET, np.uint8)
    elif measure.status is UNKNOWN:
        verdict = np.where(blocking > 0, np.uint8(_NOT_MET), np.uint8(_UNKNOWN))
    else:
        verdict = np.where(blocking > 0, np.uint8(_NOT_MET), (still_open > 0).view(np.uint8) << np.uint8(1))
    found: dict[str, npt.NDArray[Any]] = {f"{measure.id}{VERDICT}": verdict}
    found |= {f"{measure.id}{BLOCKING}": blocking, f"{measure.id}{MISSING}": still_open}
    if masks:
        found |= {f"{measure.id}{BLOCKING_MASK}": masks[0], f"{measure.id}{MISSING_MASK}": masks[1]}
    return found


def _typed(name: str) -> pl.Expr:
    """A column of the output in its type."""
    column = pl.col(name)
    if name.endswith(VERDICT):
        return column.cat.to(VERDICT_TYPE)
    return column.cast(pl.Int64 if name.endswith((BLOCKING_MASK, MISSING_MASK)) else pl.Int16)


def _mask(planes: Planes, measure: MeasurePlan, rows: int) -> npt.NDArray[Any]:
    places = len(measure.criteria)
    kind: Any = np.uint8 if places <= 8 else np.uint16 if places <= 16 else np.uint32 if places <= 32 else np.uint64
    mask = np.zeros(rows, kind)
    for place, node in enumerate(measure.columns):
        mask |= planes[node].astype(kind) << kind(place)
    return mask


def _sum(planes: Planes, measure: MeasurePlan, rows: int) -> npt.NDArray[np.int16]:
    total = np.zeros(rows, np.int16)
    for node in measure.columns:
        total += planes[node]
    return total
