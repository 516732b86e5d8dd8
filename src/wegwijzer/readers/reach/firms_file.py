"""Read the population that users are held against: firms one by one, or how many firms there are of each class.

Columns: `size`, `sector`, `province`, `layer` as far as they are known, `year` where the population differs by year,
and `firms` where a row counts firms; without it a row is a firm. A file of `wegwijzer population` is one. A survey has
weights and a design, and then the number of firms has a sampling error.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.reach.use import DIMENSIONS, Classes, Firms, Integers, Numbers, Uses
from wegwijzer.core.scanning.columns import KEYS
from wegwijzer.core.survey.checking import design_faults
from wegwijzer.core.survey.crossing import design_of
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.design import Design
from wegwijzer.core.survey.labels import coded
from wegwijzer.readers.reach.columns import (
    SYNTHETIC,
    absent_faults,
    class_columns,
    is_synthetic,
    listed,
    numbers_or_fault,
    refuse,
    year_column,
)
from wegwijzer.readers.simulating.source import Drawn
from wegwijzer.readers.survey.reading import read_survey

CENSUS = Drawn()
"""Rows that were not drawn."""

COUNT = "firms"
"""The column that says how many firms a row counts."""


def read_firms(path: Path, drawn: Drawn = CENSUS) -> Firms:
    """The population of a file. Raises InputError with all faults."""
    wanted = (*KEYS, *DIMENSIONS, "year", COUNT, SYNTHETIC, *drawn.columns)
    data = read_survey(path, columns=wanted)
    faults = absent_faults(data, drawn.columns)
    if data.has(COUNT) and drawn.weight:
        faults.append(Fault(data.name, f'has a column "{COUNT}" and a weight.', "one of the two."))
    if not any(data.has(name) for name in (*KEYS, *DIMENSIONS, COUNT)):
        problem = f"has none of the columns {', '.join((*DIMENSIONS, COUNT))}."
        faults.append(Fault(data.name, problem, "a row a firm, or a row a class with its number of firms."))
    if faults:
        raise InputError(faults)
    classes = class_columns(data, faults)
    year = year_column(data, faults) if data.has("year") else None
    weight = _weight(data, drawn, faults)
    faults += _twice(data, classes, year)
    if faults:
        raise InputError(faults)
    return Firms(weight, classes, year, _design(data, drawn), is_synthetic(data))


def unlike_classes(uses: Uses, firms: Firms, name: str) -> list[Fault]:
    """A fault for each class of the users that the population does not have; a sample may lack one by chance."""
    if firms.design is not None:
        return []
    found = []
    for dimension, own in uses.classes.items():
        theirs = firms.classes.get(dimension)
        used = set(np.unique(own.places).tolist())
        for place, label in enumerate(own.names):
            if theirs is not None and place in used and label not in theirs.names:
                problem = f'has no firms of the {dimension} "{label}", which users have.'
                found.append(Fault(name, problem, f"the same classes on both sides; here: {listed(theirs.names)}."))
    return found


def _weight(data: SurveyData, drawn: Drawn, faults: list[Fault]) -> Numbers:
    column = drawn.weight or (COUNT if data.has(COUNT) else "")
    if not column:
        return np.ones(data.rows)
    weight = numbers_or_fault(data, column, faults)
    wrong = np.asarray(~np.isfinite(weight) | (weight < 0))
    if not faults:
        refuse(data, wrong, faults, problem=f"{column}: is no number of firms", expected="a number from 0.")
    return np.where(wrong, 0.0, weight)


def _design(data: SurveyData, drawn: Drawn) -> Design | None:
    if not drawn.is_survey:
        return None
    design = design_of(data, weight=drawn.weight, strata=drawn.strata, psu=drawn.psu, fpc=drawn.fpc)
    faults = design_faults(design, file=data.name, told=data.name_rows)
    if faults:
        raise InputError(faults)
    return design


def _twice(data: SurveyData, classes: dict[str, Classes], year: Integers | None) -> list[Fault]:
    """Firms that are there twice in a year, or classes that are counted twice."""
    key = next((name for name in KEYS if data.has(name)), None)
    if key is not None:
        columns = [coded(data.texts(key)).codes]
        told, expected = f"{key}: the same firm", "each firm once (a year)."
    elif data.has(COUNT):
        columns = [found.places for found in classes.values()] or [np.zeros(data.rows, np.int64)]
        told, expected = "the same classes", "each class once (a year)."
    else:
        return []
    if year is not None:
        columns.append(year)
    order = np.lexsort(columns)
    same = np.ones(max(data.rows - 1, 0), np.bool_)
    for column in columns:
        same &= column[order][1:] == column[order][:-1]
    if key is not None:
        same &= columns[0][order][1:] >= 0
    if not same.any():
        return []
    place = int(np.flatnonzero(same)[0])
    where = data.name_rows(np.sort(order[place : place + 2]))
    more = f" {int(same.sum()):,} such rows in all." if same.sum() > 1 else ""
    return [Fault(data.name, f"{told} twice ({where}).{more}", expected)]
