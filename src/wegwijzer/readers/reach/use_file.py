"""Read who used which measure: a row a firm, measure and year, as CSV, Parquet or another table.

Columns: `firm` (a pseudonym), `measure` (an id of the catalogue), `year`, and as far as they are known `size`,
`sector`, `province`, `layer` and `amount_eur`. A firm that used a measure more than once in a year has one row with the
sum. Several files are one: firms are the same where their pseudonym is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.reach.rates import joined_names, moved
from wegwijzer.core.reach.use import DIMENSIONS, Classes, Integers, Numbers, Uses
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.labels import coded
from wegwijzer.readers.reach.columns import (
    SYNTHETIC,
    absent_faults,
    class_columns,
    is_synthetic,
    numbers_or_fault,
    refuse,
    year_column,
)
from wegwijzer.readers.survey.reading import read_survey

AMOUNT = "amount_eur"
COLUMNS = ("firm", "measure", "year", *DIMENSIONS, AMOUNT, SYNTHETIC)
"""The columns that are read; others are let be."""

_SHOWN_FAULTS = 20


def read_uses(paths: Sequence[Path], measures: Collection[str]) -> Uses:
    """The uses of all files together; `measures` are the ids that there are. Raises InputError with all faults."""
    tables: list[SurveyData] = []
    parts: list[_Part] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            table = read_survey(path, columns=COLUMNS)
        except InputError as error:
            faults.extend(error.faults)
            continue
        own: list[Fault] = absent_faults(table, ("firm", "measure", "year"))
        if not own:
            parts.append(_Part(table, measures, own))
            tables.append(table)
        faults.extend(own)
    if faults:
        raise InputError(faults)
    uses = _joined(parts)
    faults += _twice(uses, tables)
    faults += _contradictions(uses, tables)
    if faults:
        raise InputError(faults)
    return uses


class _Part:
    """The columns of one file."""

    def __init__(self, data: SurveyData, measures: Collection[str], faults: list[Fault]) -> None:
        self.firm = coded(data.texts("firm"))
        refuse(data, self.firm.missing, faults, problem="firm: there is none", expected="a pseudonym in every row.")
        self.measure = coded(data.texts("measure"))
        refuse(data, self.measure.missing, faults, problem="measure: there is none", expected="an id of the catalogue.")
        for place, name in enumerate(self.measure.names):
            if name not in measures:
                rows = data.where_rows(np.asarray(self.measure.codes == place))
                near = get_close_matches(name, list(measures), n=1, cutoff=0.5)
                hint = f' Nearest: "{near[0]}".' if near else ""
                problem = f'measure: "{name[:60]}" is no measure of the catalogue ({rows}).{hint}'
                faults.append(Fault(data.name, problem, "an id as `wegwijzer catalogue` lists them."))
        self.year = year_column(data, faults)
        self.classes = class_columns(data, faults)
        self.amount = numbers_or_fault(data, AMOUNT, faults) if data.has(AMOUNT) else np.full(data.rows, np.nan)
        wrong = np.asarray(np.isinf(self.amount) | (self.amount < 0))
        expected = "0 or more; empty where it is not known, and a repayment taken off the amount of its year."
        refuse(data, wrong, faults, problem=f"{AMOUNT}: is below nil or without end", expected=expected)
        self.is_synthetic = is_synthetic(data)
        self.rows = data.rows


def _joined(parts: Sequence[_Part]) -> Uses:
    firms = tuple(dict.fromkeys(name for part in parts for name in part.firm.names))
    measures = tuple(sorted({name for part in parts for name in part.measure.names}))
    firm_place = {name: place for place, name in enumerate(firms)}
    dimensions = [name for name in DIMENSIONS if any(name in part.classes for part in parts)]
    return Uses(
        firm=_renamed([(part.firm.codes, part.firm.names) for part in parts], firm_place),
        measure=_renamed(
            [(part.measure.codes, part.measure.names) for part in parts],
            {name: place for place, name in enumerate(measures)},
        ),
        year=np.concatenate([part.year for part in parts]),
        measures=measures,
        classes={name: _classes(name, parts) for name in dimensions},
        amount=_amounts(parts),
        is_synthetic=any(part.is_synthetic for part in parts),
    )


def _renamed(columns: Sequence[tuple[Integers, tuple[str, ...]]], place: dict[str, int]) -> Integers:
    return np.concatenate(
        [np.array([*(place[name] for name in names), -1], np.int64)[codes] for codes, names in columns]
    )


def _classes(dimension: str, parts: Sequence[_Part]) -> Classes:
    own = [part.classes.get(dimension) or Classes((), np.full(part.rows, -1, np.int64)) for part in parts]
    names = joined_names(*own)
    return Classes(names, np.concatenate([moved(one, names) for one in own]))


def _amounts(parts: Sequence[_Part]) -> Numbers:
    return np.concatenate([part.amount for part in parts])


def _twice(uses: Uses, tables: Sequence[SurveyData]) -> list[Fault]:
    """Rows that are there twice: the same firm, measure and year."""
    order = np.lexsort((uses.year, uses.measure, uses.firm))
    same = np.ones(max(len(order) - 1, 0), np.bool_)
    for column in (uses.firm, uses.measure, uses.year):
        same &= column[order][1:] == column[order][:-1]
    found = [
        Fault(
            _where(int(order[place + 1]), tables),
            f"the same firm, measure and year as {_where(int(order[place]), tables)}.",
            "one row a firm, measure and year, with the sum of the amounts.",
        )
        for place in np.flatnonzero(same)[:_SHOWN_FAULTS].tolist()
    ]
    return _with_more(found, int(same.sum()), "rows are there twice")


def _contradictions(uses: Uses, tables: Sequence[SurveyData]) -> list[Fault]:
    """Firms that have two classes of one dimension in one year."""
    found: list[Fault] = []
    for dimension, classes in uses.classes.items():
        known = np.flatnonzero(classes.places >= 0)
        order = known[np.lexsort((classes.places[known], uses.year[known], uses.firm[known]))]
        before, after = order[:-1], order[1:]
        same = (uses.firm[before] == uses.firm[after]) & (uses.year[before] == uses.year[after])
        wrong = np.flatnonzero(same & (classes.places[before] != classes.places[after]))
        shown = [
            Fault(
                _where(int(order[place + 1]), tables),
                f'{dimension}: "{classes.names[classes.places[order[place + 1]]]}", but this firm has '
                f'"{classes.names[classes.places[order[place]]]}" in that year in {_where(int(order[place]), tables)}.',
                "one class a firm and year.",
            )
            for place in wrong[:_SHOWN_FAULTS].tolist()
        ]
        found += _with_more(shown, len(wrong), f"firms have two classes of {dimension}")
    return found


def _with_more(shown: list[Fault], count: int, told: str) -> list[Fault]:
    more = count - len(shown)
    return [*shown, Fault("", f"{more:,} more {told}.")] if more > 0 else shown


def _where(row: int, tables: Sequence[SurveyData]) -> str:
    for table in tables:
        if row < table.rows:
            number = int(table.row_numbers[row])
            return f"{table.name}:{number}" if table.row_word == "line" else f"{table.name}, row {number:,}"
        row -= table.rows
    return ""
