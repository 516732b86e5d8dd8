"""Read needs that stayed unmet, and referrals, as CSV, Parquet or another table.

Needs: `year`, `reason` (core.reach.needing.REASONS), `detail` and `times` (how often; once when left out). Referrals:
`sent`, `first_reply` (empty while there is none) and `outcome` (core.reach.needing.OUTCOMES).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.reach.needing import OUTCOMES, REASONS, Referrals
from wegwijzer.core.reach.use import Integers
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.labels import coded
from wegwijzer.readers.reach.columns import (
    SYNTHETIC,
    absent_faults,
    is_synthetic,
    numbers_or_fault,
    refuse,
    year_column,
)
from wegwijzer.readers.survey.reading import read_survey

Counts = Mapping[tuple[str, str], int]
"""How often, by reason and detail."""


def read_needs(path: Path) -> tuple[dict[int, Counts], bool]:
    """The counts of each year, and whether they are synthetic. Raises InputError with all faults."""
    data = read_survey(path, columns=("year", "reason", "detail", "times", SYNTHETIC))
    faults = absent_faults(data, ("year", "reason"))
    if faults:
        raise InputError(faults)
    year = year_column(data, faults)
    reasons = _choices(data, "reason", REASONS, faults)
    details = data.texts("detail").tolist() if data.has("detail") else [None] * data.rows
    times = numbers_or_fault(data, "times", faults) if data.has("times") else np.ones(data.rows)
    wrong = np.asarray(~np.isfinite(times) | (times < 0) | (times != np.round(times)))
    if not faults:
        refuse(data, wrong, faults, problem="times: is no whole number", expected="how often, from 0.")
    if faults:
        raise InputError(faults)
    found: dict[int, dict[tuple[str, str], int]] = {}
    for at, reason, detail, count in zip(year.tolist(), reasons.tolist(), details, times.tolist(), strict=True):
        counts = found.setdefault(at, {})
        place = (REASONS[reason], (detail or "").strip())
        counts[place] = counts.get(place, 0) + int(count)
    return dict(found), is_synthetic(data)


def read_referrals(path: Path) -> Referrals:
    """The referrals of a file. Raises InputError with all faults."""
    data = read_survey(path, columns=("sent", "first_reply", "outcome", SYNTHETIC))
    faults = absent_faults(data, ("sent", "first_reply", "outcome"))
    if faults:
        raise InputError(faults)
    sent = _days(data, "sent", faults)
    reply = _days(data, "first_reply", faults)
    if not faults:
        refuse(data, sent == 0, faults, problem="sent: there is no day", expected="a day such as 2026-04-01.")
        early = (reply > 0) & (reply < sent)
        refuse(data, early, faults, problem="first_reply: lies before the day of sending", expected="a later day.")
    outcome = _choices(data, "outcome", OUTCOMES, faults)
    if faults:
        raise InputError(faults)
    return Referrals(sent, reply, outcome, is_synthetic(data))


def _choices(data: SurveyData, column: str, known: Sequence[str], faults: list[Fault]) -> Integers:
    labels = coded(data.texts(column))
    expected = f"one of {', '.join(known)}."
    refuse(data, labels.missing, faults, problem=f"{column}: there is none", expected=expected)
    for place, name in enumerate(labels.names):
        if name not in known:
            rows = np.asarray(labels.codes == place)
            refuse(data, rows, faults, problem=f'{column}: "{name[:60]}" is not known', expected=expected)
    places = [known.index(name) if name in known else -1 for name in labels.names]
    return np.asarray(np.array([*places, -1], np.int64)[labels.codes], np.int64)


def _days(data: SurveyData, column: str, faults: list[Fault]) -> Integers:
    """Day numbers; 0 where there is none."""
    found = np.zeros(data.rows, np.int64)
    wrong = np.zeros(data.rows, np.bool_)
    known: dict[str, int | None] = {}
    for place, text in enumerate(data.texts(column).tolist()):
        day = (text or "").strip()
        if not day:
            continue
        if day not in known:
            known[day] = _ordinal(day)
        ordinal = known[day]
        wrong[place] = ordinal is None
        found[place] = ordinal or 0
    refuse(data, wrong, faults, problem=f"{column}: is no day", expected="a day such as 2026-04-01.")
    return found


def _ordinal(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
