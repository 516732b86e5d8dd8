"""A survey as columns: what every reader of files gives, and what every figure is made from.

A column is one of three arrays: amounts (float64, missing is NaN), answers (int8, 0 no, 1 yes, 2 missing) or text
(objects, missing is None). A missing value stays missing; nothing is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

import numpy as np
import numpy.typing as npt

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.design import Flags, Labels, Numbers

Values = npt.NDArray[np.float64] | npt.NDArray[np.int8] | npt.NDArray[np.object_]
RowNumbers = npt.NDArray[np.int64]

MISSING_WORDS = frozenset({"", ".", "na", "n/a", "nan"})
"""Cells that are no number but say that there is none, in small letters."""

ANSWER_MISSING = 2
_POINT = re.compile(r"\s*[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\s*")
_COMMA = re.compile(r"\s*[-+]?(?:[0-9]+(?:,[0-9]*)?|,[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\s*")
_SHOWN_ROWS = 5


@dataclass(frozen=True, eq=False)
class SurveyData:
    """The rows of one survey file, by column.

    `row_numbers` are those of the file (its lines for CSV); `all_columns` names every column of the file, also those
    that were not asked for. `value_labels` are the labels of codes, by column; `user_missing` how many rows hold each
    code that the file itself declares to mean missing, by column. `notes` say what the reader found out.
    """

    name: str
    columns: Mapping[str, Values]
    row_numbers: RowNumbers
    all_columns: tuple[str, ...]
    row_word: str = "row"
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    user_missing: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the survey has."""
        return len(self.row_numbers)

    @cached_property
    def _numbers(self) -> dict[str, Numbers]:
        return {}

    def has(self, column: str) -> bool:
        """Whether the file has the column."""
        return column in self.columns

    def nearest(self, column: str) -> str:
        """The name of the file's column that looks most like this one; "" where none does."""
        by_fold = {name.casefold(): name for name in self.all_columns}
        found = get_close_matches(column.casefold(), by_fold, n=1, cutoff=0.5)
        return by_fold[found[0]] if found else ""

    def absent(self, column: str, where: str = "") -> Fault:
        """The fault of a column that the file does not have."""
        near = self.nearest(column)
        hint = f' Nearest: "{near}".' if near else ""
        return Fault(where or self.name, f'there is no column "{column}".{hint}', f"one of {self._shown_columns()}.")

    def values(self, column: str) -> Values:
        """The column as it was read. Raises InputError where there is none."""
        if column not in self.columns:
            raise InputError([self.absent(column)])
        return self.columns[column]

    def numbers(self, column: str) -> Numbers:
        """The column as numbers, NaN where missing. Raises InputError with the cells that are none."""
        known = self._numbers.get(column)
        if known is None:
            known = self._numbers[column] = self._as_numbers(column)
        return known

    def texts(self, column: str) -> Labels:
        """The column as text, None where missing; a whole number is written without decimals."""
        values = self.values(column)
        if values.dtype == object:
            return values.astype(object)
        numbers = self.numbers(column)
        found, places = np.unique(numbers, return_inverse=True)
        shown = np.array([None if np.isnan(value) else number_word(value) for value in found.tolist()], object)
        return shown[places] if len(shown) else np.empty(0, object)

    def is_missing(self, column: str) -> Flags:
        """Where the column has no value."""
        values = self.values(column)
        if values.dtype == np.int8:
            return np.asarray(values == ANSWER_MISSING)
        if values.dtype == object:
            return np.array([value is None or not value.strip() for value in values], np.bool_)
        return np.asarray(np.isnan(values.astype(np.float64)))

    def where_rows(self, flags: Flags) -> str:
        """The rows that are marked, in words: the first few and how many more.

        >>> SurveyData("s", {}, np.array([2, 3, 9]), ()).where_rows(np.array([True, False, True]))
        'rows 2, 9'
        """
        return self.name_rows(np.flatnonzero(flags))

    def name_rows(self, places: npt.NDArray[np.intp]) -> str:
        """The rows at these places, in words, by their numbers in the file."""
        marked = self.row_numbers[places]
        word = self.row_word if len(marked) == 1 else f"{self.row_word}s"
        shown = ", ".join(str(row) for row in marked[:_SHOWN_ROWS].tolist())
        more = len(marked) - _SHOWN_ROWS
        return f"{word} {shown} and {more:,} more" if more > 0 else f"{word} {shown}"

    def first_rows(self, flags: Flags) -> str:
        """The numbers of the first marked rows, in figures only; dots stand for more."""
        return self.first_at(np.flatnonzero(flags))

    def first_at(self, places: npt.NDArray[np.intp]) -> str:
        """The numbers of the first rows at these places, in figures only; dots stand for more."""
        marked = self.row_numbers[places][: _SHOWN_ROWS + 1].tolist()
        shown = ", ".join(str(row) for row in marked[:_SHOWN_ROWS])
        return f"{shown}, …" if len(marked) > _SHOWN_ROWS else shown

    def label(self, column: str, value: str) -> str:
        """The label that the file gives a code of a column; "" for none."""
        return self.value_labels.get(column, {}).get(value, "")

    def _as_numbers(self, column: str) -> Numbers:
        values = self.values(column)
        if values.dtype == object:
            return _numbers_of(self, column, values.astype(object))
        numbers = values.astype(np.float64)
        if values.dtype == np.int8:
            numbers[values == ANSWER_MISSING] = np.nan
        return numbers

    def _shown_columns(self) -> str:
        shown = ", ".join(self.all_columns[:12])
        more = len(self.all_columns) - 12
        return f"{shown} and {more} more" if more > 0 else shown or "no columns"


def number_word(value: float) -> str:
    """A number as text, a whole one without decimals.

    >>> number_word(62.0), number_word(1.5)
    ('62', '1.5')
    """
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def places_by_value(texts: npt.NDArray[np.object_]) -> dict[str | None, npt.NDArray[np.intp]]:
    """Where each value of a text column stands, in order of appearance; empty cells are None."""
    places: dict[str | None, list[int]] = {}
    for place, text in enumerate(texts.tolist()):
        places.setdefault(None if text is None or not text.strip() else text.strip(), []).append(place)
    return {value: np.array(rows, np.intp) for value, rows in places.items()}


def _numbers_of(data: SurveyData, column: str, values: npt.NDArray[np.object_]) -> Numbers:
    distinct = {value for value in values.tolist() if value is not None}
    cells = {value: value.strip() for value in distinct}
    words = [word for word in cells.values() if word.casefold() not in MISSING_WORDS]
    is_comma = any("," in word for word in words) and all(_COMMA.fullmatch(word) for word in words)
    form = _COMMA if is_comma else _POINT
    known: dict[str | None, float] = {None: np.nan}
    strange: list[str] = []
    for value, word in cells.items():
        if word.casefold() in MISSING_WORDS:
            known[value] = np.nan
        elif form.fullmatch(word) and np.isfinite(float(word.replace(",", "."))):
            known[value] = float(word.replace(",", "."))
        else:
            strange.append(value)
    if strange:
        raise InputError(list(_number_faults(data, column, values, strange)))
    return np.fromiter((known[value] for value in values.tolist()), np.float64, len(values))


def _number_faults(
    data: SurveyData, column: str, values: npt.NDArray[np.object_], strange: Sequence[str]
) -> Iterator[Fault]:
    for value in sorted(strange)[:20]:
        rows = np.asarray(values == value)
        shown = value if len(value) <= 40 else f"{value[:39]}…"
        problem = f'{column}: "{shown}" is no number ({data.where_rows(rows)}).'
        yield Fault(data.name, problem, "a number, with a point or a comma before the decimals in the whole column.")
    if len(strange) > 20:
        yield Fault(data.name, f"{column}: {len(strange) - 20:,} more texts are no number.", "numbers.")
