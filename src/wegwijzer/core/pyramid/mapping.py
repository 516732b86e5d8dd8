"""From the columns of a survey to the answers of the pyramid, by a map that is data.

An answer is taken from one column or from several, of which one yes is enough. A code that the map does not know is a
fault, with its rows; it never becomes a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from wegwijzer.core.errors import Fault
from wegwijzer.core.pyramid.answers import (
    DEFINITION_QUESTIONS,
    EXTRA_QUESTIONS,
    MISSING,
    NO,
    QUESTIONS,
    YES,
    Trits,
)
from wegwijzer.core.survey.data import MISSING_WORDS, SurveyData, Values, number_word
from wegwijzer.core.survey.design import Flags

ANSWERS = (*QUESTIONS, *EXTRA_QUESTIONS, *DEFINITION_QUESTIONS)
FIRM_COLUMNS = ("nace", "emp", "founded", "age", "id")
CANONICAL = (*ANSWERS, *FIRM_COLUMNS)
"""The names that a map can give a column to."""

BREAK_YEAR = 2018
"""The first survey by the Oslo Manual of 2018: its answers cannot be compared with those before it."""

_YES_WORDS, _NO_WORDS = frozenset({"1", "true"}), frozenset({"0", "false"})
_SHOWN_CODES = 40


@dataclass(frozen=True, slots=True)
class MapRow:
    """Where one canonical column comes from.

    `columns` are those of the file, none where no source is known. An amount of more than `above` is a yes. `yes`,
    `no` and `missing` are codes as text; where there are none, 1 is yes and 0 no. `evidence` is the public source, and
    `is_unverified` says that none shows this row, or not all of it. `where` is the file and line of the row.
    """

    canonical: str
    columns: tuple[str, ...]
    above: float | None = None
    yes: frozenset[str] = _YES_WORDS
    no: frozenset[str] = _NO_WORDS
    missing: frozenset[str] = frozenset()
    evidence: str = ""
    is_unverified: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class SurveyMap:
    """The rows of a map, by canonical column. `surveys` are the years it is for; none for a user's own."""

    id: str
    rows: Mapping[str, MapRow]
    surveys: tuple[int, ...] = ()

    @property
    def unverified(self) -> tuple[str, ...]:
        """The canonical columns for which no public source shows the map to be right."""
        return tuple(name for name, row in self.rows.items() if row.is_unverified)

    @property
    def is_after_break(self) -> bool:
        """Whether it is for surveys by the Oslo Manual of 2018."""
        return bool(self.surveys) and min(self.surveys) >= BREAK_YEAR

    def columns_of(self, canonical: str) -> tuple[str, ...]:
        """The columns of the file that a canonical column is taken from."""
        row = self.rows.get(canonical)
        return row.columns if row is not None else ()


@dataclass(frozen=True, eq=False)
class Answered:
    """The answers of the rows of a survey.

    `absent` are the answers of the pyramid's questions, and of the two beside them, that no column of the file holds.
    `unread` are columns that have the name of another answer by chance: nobody named them, and they hold other codes.
    """

    answers: Mapping[str, Trits]
    absent: tuple[str, ...]
    faults: tuple[Fault, ...]
    unread: tuple[str, ...] = ()


def own_names(data_columns: tuple[str, ...]) -> SurveyMap:
    """The map of a survey whose columns have the canonical names, in small or capital letters."""
    by_fold = {column.casefold(): column for column in reversed(data_columns)}
    rows = {
        name: MapRow(name, (name if name in data_columns else by_fold[name],))
        for name in CANONICAL
        if name in data_columns or name in by_fold
    }
    return SurveyMap("", rows)


def missing_columns(data: SurveyData, survey_map: SurveyMap, questions: tuple[str, ...]) -> list[Fault]:
    """A fault for every column that the map names, and for every question it should name, that the file lacks.

    A shipped map may name more than the questions that count: not every file has every column of the survey.
    """
    faults = []
    for canonical, row in survey_map.rows.items():
        if canonical in questions or not survey_map.surveys:
            faults += [data.absent(column, row.where) for column in row.columns if column not in data.all_columns]
    if not survey_map.id:
        faults += [data.absent(name) for name in questions if name not in survey_map.rows]
    return faults


def read_answers(data: SurveyData, survey_map: SurveyMap) -> Answered:
    """The answers that the survey holds, and a fault for every code that is none, all at once."""
    answers: dict[str, Trits] = {}
    faults: list[Fault] = []
    unread: list[str] = []
    for name in ANSWERS:
        row = survey_map.rows.get(name)
        columns = [column for column in row.columns if data.has(column)] if row is not None else []
        if row is None or not columns or len(columns) < len(row.columns):
            continue
        found = [_answer(data, column, row) for column in columns]
        strange = [fault for _, part_faults in found for fault in part_faults]
        if strange and not survey_map.id and name in DEFINITION_QUESTIONS:
            unread += columns
            continue
        faults += strange
        answers[name] = reduce(_either, (part for part, _ in found))
    absent = tuple(name for name in (*QUESTIONS, *EXTRA_QUESTIONS) if name not in answers)
    return Answered(answers, absent, tuple(faults), tuple(unread))


def _either(one: Trits, other: Trits) -> Trits:
    """Yes where one is yes, no where both are no, else missing."""
    joined = np.where((one == YES) | (other == YES), YES, np.where((one == NO) & (other == NO), NO, MISSING))
    return joined.astype(np.int8)


def _answer(data: SurveyData, column: str, row: MapRow) -> tuple[Trits, list[Fault]]:
    values = data.values(column)
    if row.above is not None:
        return _of_amounts(data, column, row.above)
    has_own_codes = (row.yes, row.no) != (_YES_WORDS, _NO_WORDS) or row.missing
    if values.dtype == np.int8 and not has_own_codes:
        return values, []  # type: ignore[return-value]
    if values.dtype == np.float64 and not has_own_codes:
        return _of_numbers(data, column, row, values)
    return _of_codes(data, column, row, values)


def _of_amounts(data: SurveyData, column: str, above: float) -> tuple[Trits, list[Fault]]:
    amounts = data.numbers(column)
    is_missing = np.isnan(amounts)
    faults = []
    if above >= 0 and (negative := amounts < 0).any():
        problem = f"{column}: a negative amount ({data.where_rows(negative)})."
        faults.append(Fault(data.name, problem, "an amount of nil or more, or an empty cell."))
    return np.where(is_missing, MISSING, amounts > above).astype(np.int8), faults


def _of_numbers(data: SurveyData, column: str, row: MapRow, values: Values) -> tuple[Trits, list[Fault]]:
    """Nil, one and missing, without looking at each distinct value."""
    trits = np.full(len(values), MISSING, np.int8)
    trits[values == 0] = NO
    trits[values == 1] = YES
    strange = (trits == MISSING) & ~np.isnan(values.astype(np.float64))
    return trits, _code_faults(data, column, row, values, strange) if strange.any() else []


def _of_codes(data: SurveyData, column: str, row: MapRow, values: Values) -> tuple[Trits, list[Fault]]:
    texts = values if values.dtype == object else data.texts(column)
    known: dict[str | None, int] = {}
    for value in set(texts.tolist()):
        word = "" if value is None else _code(value)
        if word in row.yes:
            known[value] = YES
        elif word in row.no:
            known[value] = NO
        elif word in row.missing or word.casefold() in MISSING_WORDS:
            known[value] = MISSING
        else:
            known[value] = -1
    trits = np.fromiter((known[value] for value in texts.tolist()), np.int8, len(texts))
    strange = trits == -1
    if not strange.any():
        return trits, []
    return np.where(strange, MISSING, trits).astype(np.int8), _code_faults(data, column, row, texts, strange)


def _code(text: str) -> str:
    """A code as maps write it: "1.0", "1,0" and "01" in the file are the code 1; words are in small letters."""
    word = text.strip()
    try:
        return number_word(float(word.replace(",", ".")))
    except (ValueError, OverflowError):
        return word.casefold()


def _code_faults(data: SurveyData, column: str, row: MapRow, values: Values, strange: Flags) -> list[Fault]:
    """A fault a code, with its label, how many rows hold it and which."""
    places = np.flatnonzero(strange)
    words = np.array([_shown(value) for value in values[places].tolist()], object)
    expected = f"{_listed(row.yes)} for yes, {_listed(row.no)} for no, or empty; a map can name other codes."
    codes = sorted(set(words.tolist()))
    faults = []
    for code in codes[:_SHOWN_CODES]:
        here = places[words == code]
        label = data.label(column, code)
        shown = f'{code} ("{label}")' if label else code
        times = "1 row" if len(here) == 1 else f"{len(here):,} rows"
        problem = f"{column}: {shown} is no known code of {row.canonical}, in {times} ({data.name_rows(here)})."
        faults.append(Fault(data.name, problem, expected))
    if len(codes) > _SHOWN_CODES:
        faults.append(Fault(data.name, f"{column}: {len(codes) - _SHOWN_CODES:,} more unknown codes.", expected))
    return faults


def _shown(value: object) -> str:
    if isinstance(value, float):
        return number_word(value)
    text = str(value).strip()
    return text if len(text) <= 40 else f"{text[:39]}…"


def _listed(codes: frozenset[str]) -> str:
    return " or ".join(sorted(codes)) or "nothing"
