"""A survey's columns by the names that people use: canonical ones, and those of the file."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from wegwijzer.core.pyramid.answers import MISSING, Trits
from wegwijzer.core.pyramid.mapping import SurveyMap
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.design import Labels, Numbers


class SurveyView:
    """The columns of a survey by canonical name or by its own; the canonical one goes first."""

    def __init__(self, data: SurveyData, survey_map: SurveyMap, answers: Mapping[str, Trits]) -> None:
        self.data, self.survey_map, self.answers = data, survey_map, answers

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.data.rows

    def own(self, name: str) -> str:
        """The file's name of a column that is no answer."""
        columns = self.survey_map.columns_of(name)
        is_mapped = len(columns) == 1 and (self.data.has(columns[0]) or not self.data.has(name))
        return columns[0] if is_mapped else name

    def has(self, name: str) -> bool:
        """Whether there is such a column, canonical or the file's own."""
        return name in self.answers or self.data.has(self.own(name))

    def numbers(self, name: str) -> Numbers:
        """The column as numbers. Raises InputError where it is not there or holds no numbers."""
        if name in self.answers:
            return np.where(self.answers[name] == MISSING, np.nan, self.answers[name]).astype(np.float64)
        return self.data.numbers(self.own(name))

    def texts(self, name: str) -> Labels:
        """The column as text. Raises InputError where it is not there."""
        if name in self.answers:
            return np.array(["0", "1", None], object)[self.answers[name]]
        return self.data.texts(self.own(name))
