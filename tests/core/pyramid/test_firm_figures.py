"""Whether a firm has staff or is young follows from its figures, where the survey does not ask it."""

from __future__ import annotations

import numpy as np

from wegwijzer.core.pyramid.firm_figures import answers_of_figures
from wegwijzer.core.pyramid.mapping import MapRow, SurveyMap, own_names, read_answers
from wegwijzer.core.pyramid.view import SurveyView
from wegwijzer.core.survey.data import SurveyData


def a_view(survey_map=None, **columns):
    arrays = {name: np.array(cells, object) for name, cells in columns.items()}
    rows = len(next(iter(arrays.values())))
    data = SurveyData("s.csv", arrays, np.arange(2, rows + 2), tuple(arrays), row_word="line")
    known = survey_map or own_names(tuple(arrays))
    return SurveyView(data, known, read_answers(data, known).answers)


def found(view, year=None):
    result = answers_of_figures(view, young_below=5.0, year=year)
    told = [(note.id, note.rows) for note in result.notes]
    return {name: trits.tolist() for name, trits in result.answers.items()}, told, result.faults


def test_staff_above_nil_is_staff_and_a_missing_number_stays_missing():
    answers, told, _ = found(a_view(emp=["0", "3", None]))
    assert answers == {"has_staff": [0, 1, 2]}
    assert told == [("staff_from_figure", 0)]


def test_a_survey_that_asks_it_is_believed():
    answers, told, _ = found(a_view(emp=["0", "3"], has_staff=["1", "0"], age=["2", "9"], young=["0", "1"]))
    assert (answers, told) == ({}, [])


def test_age_goes_before_the_year_of_founding():
    answers, _, _ = found(a_view(age=["4", "5", None], founded=["1990", "2020", "2020"]), year=2022)
    assert answers == {"young": [1, 0, 2]}


def test_age_follows_from_the_year_of_founding_and_that_of_the_survey():
    answers, told, _ = found(a_view(founded=["2018", "2017", None]), year=2022)
    assert answers == {"young": [1, 0, 2]}
    assert told == [("young_from_figure", 0)]


def test_a_shipped_map_tells_the_year_of_the_survey():
    of_2014 = SurveyMap("cis2014", {"founded": MapRow("founded", ("START",))}, (2012, 2014, 2016))
    assert found(a_view(of_2014, START=["2011", "2009"]))[0] == {"young": [1, 0]}


def test_without_the_year_of_the_survey_no_age_is_made_up():
    answers, told, _ = found(a_view(founded=["2018"]))
    assert answers == {}
    assert told == [("founded_without_year", 0)]


def test_figures_that_cannot_be_count_as_missing_and_are_named():
    answers, told, _ = found(a_view(emp=["-2", "4"], founded=["2030", "2020"]), year=2022)
    assert answers == {"has_staff": [2, 1], "young": [2, 1]}
    assert ("strange_figure", 1) in told


def test_a_column_that_is_no_number_is_left_alone_unless_a_map_names_it():
    answers, told, faults = found(a_view(age=["old", "new"]))
    assert (answers, told, faults) == ({}, [("unread_figure", 0)], ())
    own = SurveyMap("own.yaml", {"age": MapRow("age", ("age",), where="own.yaml:1")})
    assert "is no number" in str(found(a_view(own, age=["old", "new"]))[2][0])
