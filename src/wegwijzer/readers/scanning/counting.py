"""What is counted of a batch whose criteria are read, whichever engine read them."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any

import polars as pl

from wegwijzer.core.scanning.planning import MeasurePlan, ScanPlan
from wegwijzer.core.scanning.summary import MeasureCount, verdict_counts
from wegwijzer.core.truth import MET, NOT_MET


class Counter:
    """Counts of a plan: firms by verdict, by criterion and by the facts they wait for, and sums of amounts."""

    def __init__(self, plan: ScanPlan) -> None:
        self._plan = plan
        self._nodes = tuple(dict.fromkeys(column for measure in plan.measures for column in measure.columns))
        self.waits = {measure.id: _waits(measure, place) for place, measure in enumerate(plan.measures)}
        measures = list(enumerate(plan.measures))
        self._wholes = [_whole(measure).alias(_name_of_whole(place)) for place, measure in measures]
        self._undecided = [_undecided(measure, place).alias(f"u{place}") for place, measure in measures]

    def with_undecided(self, read: pl.DataFrame) -> pl.DataFrame:
        """The batch with columns for each measure: w0, w1, … whether it is met, u0, u1, … whether that is unknown."""
        query = read.lazy().with_columns(self._wholes).with_columns(self._undecided)
        return query.collect(engine="in-memory", optimizations=pl.QueryOptFlags.none())

    def counts(self, read: pl.DataFrame) -> dict[str, MeasureCount]:
        """The counts of a batch that was read, with its columns of `with_undecided`."""
        asked: dict[str, pl.Expr] = {}
        for place, measure in enumerate(self._plan.measures):
            whole = pl.col(_name_of_whole(place))
            asked[f"held {place}"], asked[f"open {place}"] = whole.sum(), whole.null_count()
            for fact, waits in self.waits[measure.id].items():
                asked[f"waits {place} {fact}"] = waits.sum()
            if measure.amount is not None:
                open_to = _open_to(measure, place)
                low, high = pl.col(measure.amount.low), pl.col(measure.amount.high)
                asked[f"low {place}"] = low.filter(open_to).sum()
                asked[f"high {place}"] = high.filter(open_to).sum()
                asked[f"unlimited {place}"] = (high.is_null() & open_to).sum()
        for node in self._nodes:
            asked[f"true {node}"], asked[f"null {node}"] = pl.col(node).sum(), pl.col(node).null_count()
        counted = read.lazy().select(expression.alias(name) for name, expression in asked.items())
        found = counted.collect(engine="in-memory", optimizations=pl.QueryOptFlags.none()).row(0, named=True)
        return {
            measure.id: self._count(place, measure, found, read.height)
            for place, measure in enumerate(self._plan.measures)
        }

    def _count(self, place: int, measure: MeasurePlan, found: dict[str, Any], firms: int) -> MeasureCount:
        held = found[f"held {place}"] or 0
        refused = firms - held - found[f"open {place}"]
        met, not_met, unknown = verdict_counts(measure, held=held, refused=refused, firms=firms)
        missing = [found[f"null {node}"] for node in measure.columns]
        return MeasureCount(
            met=met,
            not_met=not_met,
            unknown=unknown,
            blocking=[
                firms - (found[f"true {node}"] or 0) - gap for node, gap in zip(measure.columns, missing, strict=True)
            ],
            missing=missing,
            waits={fact: found[f"waits {place} {fact}"] or 0 for fact in measure.waits},
            amount_min_eur=found.get(f"low {place}") or 0.0,
            amount_max_eur=found.get(f"high {place}") or 0.0,
            unlimited=found.get(f"unlimited {place}") or 0,
        )


def _name_of_whole(place: int) -> str:
    return f"w{place}"


def _whole(measure: MeasurePlan) -> pl.Expr:
    """Whether every criterion is met."""
    return reduce(and_, (pl.col(column) for column in measure.columns)) if measure.columns else pl.lit(True)


def _open_to(measure: MeasurePlan, place: int) -> pl.Expr:
    """The firms that the measure does not refuse."""
    if measure.status is NOT_MET:
        return pl.lit(False)
    return pl.col(_name_of_whole(place)).fill_null(True)


def _undecided(measure: MeasurePlan, place: int) -> pl.Expr:
    if measure.status is NOT_MET:
        return pl.lit(False)
    whole = pl.col(_name_of_whole(place))
    return whole.is_null() if measure.status is MET else whole.fill_null(True)


def _waits(measure: MeasurePlan, place: int) -> dict[str, pl.Expr]:
    return {fact: pl.col(f"u{place}") & pl.sql_expr(condition) for fact, condition in measure.waits.items()}
