"""Columns of the files of reach: classes, years and counts, each fault with its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.core.reach.use import DIMENSIONS, Classes, Flags, Integers, Numbers
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.labels import coded

SYNTHETIC = "synthetic"
"""The column that says of every row that it is invented."""

FIRST_YEAR, LAST_YEAR = 1980, 2100
MOST_CLASSES = 60
"""More classes than this are no classes but a number or a name of each firm."""

_LAYERS = tuple(segment.id for segment in Segment)
_FIRST_NUMBER = re.compile(r"\D*(\d+)")


def is_synthetic(data: SurveyData) -> bool:
    """Whether the file says of itself that it is invented."""
    return data.has(SYNTHETIC)


def absent_faults(data: SurveyData, columns: Iterable[str]) -> list[Fault]:
    """A fault for each column that must be there and is not."""
    return [data.absent(name) for name in columns if not data.has(name)]


def class_columns(data: SurveyData, faults: list[Fault]) -> dict[str, Classes]:
    """The classes of the rows in each dimension that the file has."""
    found = {}
    for dimension in DIMENSIONS:
        if not data.has(dimension):
            continue
        labels = coded(data.texts(dimension))
        if len(labels.names) > MOST_CLASSES:
            problem = f"{dimension}: {len(labels.names):,} different classes."
            faults.append(Fault(data.name, problem, f"at most {MOST_CLASSES}, such as 1-4 or 10-19."))
            continue
        if dimension == "layer":
            for name in labels.names:
                if name not in _LAYERS:
                    rows = data.where_rows(np.asarray(labels.codes == labels.names.index(name)))
                    problem = f'layer: "{name}" is no layer of the pyramid ({rows}).'
                    faults.append(Fault(data.name, problem, f"one of {', '.join(_LAYERS)}; empty where not known."))
        names = tuple(sorted(labels.names, key=_order(dimension)))
        places = np.array([*(names.index(name) for name in labels.names), -1], np.int64)
        found[dimension] = Classes(names, np.asarray(places[labels.codes], np.int64))
    return found


def year_column(data: SurveyData, faults: list[Fault]) -> Integers:
    """The column `year`; rows that have none are faults."""
    years = numbers_or_fault(data, "year", faults)
    wrong = np.isnan(years) | (years != np.round(years)) | (years < FIRST_YEAR) | (years > LAST_YEAR)
    if wrong.any() and not faults:
        first = years[wrong][0]
        shown = "there is none" if np.isnan(first) else f"{first:g} is none"
        problem = f"year: {shown} ({data.where_rows(np.asarray(wrong))})."
        faults.append(Fault(data.name, problem, f"a whole year from {FIRST_YEAR} to {LAST_YEAR}."))
    return np.where(wrong, 0, years).astype(np.int64)


def numbers_or_fault(data: SurveyData, column: str, faults: list[Fault]) -> Numbers:
    """A column as numbers; its faults are added, and then it is missing throughout."""
    try:
        return data.numbers(column)
    except InputError as error:
        faults.extend(error.faults)
        return np.full(data.rows, np.nan)


def refuse(data: SurveyData, wrong: Flags, faults: list[Fault], *, problem: str, expected: str) -> None:
    """Add one fault for all rows that are wrong in the same way."""
    if wrong.any():
        faults.append(Fault(data.name, f"{problem} ({data.where_rows(wrong)}).", expected))


def _order(dimension: str) -> Callable[[str], tuple[float, str]]:
    def size(name: str) -> tuple[float, str]:
        number = _FIRST_NUMBER.match(name)
        return (float(number.group(1)) if number else float("inf"), name)

    def layer(name: str) -> tuple[float, str]:
        return (float(_LAYERS.index(name)) if name in _LAYERS else float("inf"), name)

    return {"size": size, "layer": layer}.get(dimension, lambda name: (0.0, name))


def listed(names: Sequence[str], most: int = 12) -> str:
    """Names in a message, the first of many."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")
