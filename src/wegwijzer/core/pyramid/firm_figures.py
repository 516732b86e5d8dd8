"""Answers about the firm itself that follow from its figures: whether it has staff, and whether it is young.

A survey that asks them outright is believed; only what it does not ask is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.answers import Trits
from wegwijzer.core.pyramid.definitions import firm_answers
from wegwijzer.core.pyramid.notes import Note
from wegwijzer.core.pyramid.view import SurveyView
from wegwijzer.core.survey.design import Flags, Numbers

HAS_STAFF, YOUNG = "has_staff", "young"
_STAFF, _AGE, _FOUNDED = "emp", "age", "founded"
_FIRST_YEAR = 1000


@dataclass(frozen=True, eq=False)
class FirmAnswers:
    """Answers by name, what is to be said of them, and the faults of columns that a map names for them."""

    answers: dict[str, Trits]
    notes: tuple[Note, ...]
    faults: tuple[Fault, ...]


def answers_of_figures(view: SurveyView, *, young_below: float | None, year: int | None) -> FirmAnswers:
    """What follows from `emp`, and from `age` (in years) or `founded` (a year) where the survey is of a `year`.

    A figure that cannot be (less than nil, or a year after the survey) counts as missing, and its rows are named.
    """
    work = _Work(view)
    found: dict[str, Trits] = {}
    if HAS_STAFF not in view.answers:
        staff = work.figures(_STAFF, below=0.0)
        if staff is not None:
            found |= firm_answers(staff=staff, young_below=0.0)
            work.notes.append(Note("staff_from_figure", {"column": view.own(_STAFF)}))
    if YOUNG not in view.answers and young_below is not None:
        age, column = work.age(year)
        if age is not None:
            found |= firm_answers(age=age, young_below=young_below)
            work.notes.append(Note("young_from_figure", {"column": column, "years": f"{young_below:g}"}))
    return FirmAnswers(found, tuple(work.notes), tuple(work.faults))


def survey_year(view: SurveyView, year: int | None) -> int | None:
    """The year of the survey: the one given, or that in the name of a shipped map, such as cis2014."""
    if year is not None:
        return year
    named = [known for known in view.survey_map.surveys if view.survey_map.id.endswith(str(known))]
    return named[0] if len(named) == 1 else None


class _Work:
    """Reads figures and keeps what is to be said of them."""

    def __init__(self, view: SurveyView) -> None:
        self._view = view
        self.notes: list[Note] = []
        self.faults: list[Fault] = []

    def figures(self, name: str, *, below: float, above: float = np.inf) -> Numbers | None:
        """A column of figures, those outside the limits as missing; None where there is none to read."""
        view = self._view
        if not view.has(name):
            return None
        try:
            numbers = view.numbers(name)
        except InputError as error:
            if name in view.survey_map.rows and view.survey_map.id:
                self.faults += error.faults
            else:
                self.notes.append(Note("unread_figure", {"column": view.own(name)}, is_warning=True))
            return None
        strange: Flags = (numbers < below) | (numbers > above)
        self.notes += _strange(view, name, strange)
        return np.where(strange, np.nan, numbers)

    def age(self, year: int | None) -> tuple[Numbers | None, str]:
        """The age in years, and the column that it is from."""
        view = self._view
        age = self.figures(_AGE, below=0.0)
        if age is not None:
            return age, view.own(_AGE)
        of_survey = survey_year(view, year)
        if of_survey is None:
            if view.has(_FOUNDED):
                self.notes.append(Note("founded_without_year", {"column": view.own(_FOUNDED)}))
            return None, ""
        founded = self.figures(_FOUNDED, below=_FIRST_YEAR, above=of_survey)
        return None if founded is None else of_survey - founded, view.own(_FOUNDED)


def _strange(view: SurveyView, name: str, strange: Flags) -> Iterator[Note]:
    if strange.any():
        arguments = {"column": view.own(name), "where": view.data.first_rows(strange)}
        yield Note("strange_figure", arguments, int(strange.sum()), is_warning=True)
