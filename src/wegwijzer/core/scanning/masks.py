"""From criteria to a measure's outcome as SQL: bit masks, counts and verdict.

Bit i of a mask is criterion i of the measure's version, from 0. A firm is refused when something blocks, undecided when
nothing blocks and something is missing; the status of the version goes along (`assessing.verdict_of_status`).
"""

from __future__ import annotations

from collections.abc import Iterator

from wegwijzer.core.scanning.compiling import Column
from wegwijzer.core.scanning.planning import MeasurePlan
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

VERDICT, BLOCKING, MISSING = "_verdict", "_blocking", "_missing"
BLOCKING_MASK, MISSING_MASK = "_blocking_mask", "_missing_mask"
AMOUNT_MIN, AMOUNT_MAX = "_amount_min_eur", "_amount_max_eur"
NEXT_FACT, NEXT_DECIDES = "next_fact", "next_fact_decides"

VERDICTS = (MET.value, NOT_MET.value, UNKNOWN.value)


def outcome_columns(measure: MeasurePlan) -> tuple[str, ...]:
    """The names of a measure's columns in the output of a scan, in order."""
    ends = [VERDICT, BLOCKING, MISSING]
    if measure.has_masks:
        ends += [BLOCKING_MASK, MISSING_MASK]
    if measure.amount is not None:
        ends += [AMOUNT_MIN, AMOUNT_MAX]
    return tuple(f"{measure.id}{end}" for end in ends)


def outcome_sql(measure: MeasurePlan) -> Iterator[Column]:
    """The columns of `outcome_columns` over the plan's layers, in their SQL types."""
    blocked = [f"CASE WHEN NOT {column} THEN {{}} ELSE 0 END" for column in measure.columns]
    missing = [f"CASE WHEN {column} IS NULL THEN {{}} ELSE 0 END" for column in measure.columns]
    yield Column(f"{measure.id}{VERDICT}", verdict_sql(measure))
    for end, cases in ((BLOCKING, blocked), (MISSING, missing)):
        yield Column(f"{measure.id}{end}", _sum((case.format(1) for case in cases), "SMALLINT"))
    if measure.has_masks:
        for end, cases in ((BLOCKING_MASK, blocked), (MISSING_MASK, missing)):
            bits = (case.format(f"CAST({1 << place} AS BIGINT)") for place, case in enumerate(cases))
            yield Column(f"{measure.id}{end}", _sum(bits, "BIGINT"))
    if measure.amount is not None:
        refused = f"{verdict_sql(measure)} = '{NOT_MET.value}'"
        for end, column in ((AMOUNT_MIN, measure.amount.low), (AMOUNT_MAX, measure.amount.high)):
            yield Column(f"{measure.id}{end}", f"CASE WHEN {refused} THEN NULL ELSE {column} END")


def met_sql(measure: MeasurePlan) -> str:
    """Whether every criterion is met, as true, false or null; the status is left out."""
    return " AND ".join(measure.columns) if measure.columns else "TRUE"


def verdict_sql(measure: MeasurePlan) -> str:
    """The verdict as text."""
    if measure.status is NOT_MET:
        return f"'{NOT_MET.value}'"
    met = MET if measure.status is MET else UNKNOWN
    whole = met_sql(measure)
    return f"CASE WHEN {whole} THEN '{met.value}' WHEN NOT ({whole}) THEN '{NOT_MET.value}' ELSE '{UNKNOWN.value}' END"


def undecided_sql(measure: MeasurePlan) -> str:
    """Whether the verdict is unknown: true or false."""
    if measure.status is NOT_MET:
        return "FALSE"
    whole = met_sql(measure)
    if measure.status is MET:
        return f"(({whole}) IS NULL)"
    return f"(({whole}) IS NULL OR ({whole}))"


def _sum(cases: Iterator[str], kind: str) -> str:
    terms = " + ".join(cases)
    return f"CAST({terms or 0} AS {kind})"
