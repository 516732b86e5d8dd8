"""The condition of `--where`: what it can say, what it does with missing values, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.survey.data import SurveyData
from wegwijzer.core.survey.selecting import ConditionError, parse_condition


def a_survey(**columns):
    arrays = {
        name.replace("_", " "): np.array(values, np.float64 if not any(isinstance(v, str) for v in values) else object)
        for name, values in columns.items()
    }
    rows = len(next(iter(arrays.values())))
    return SurveyData("survey", arrays, np.arange(1, rows + 1), tuple(arrays))


SURVEY = a_survey(emp=[5, 10, 100, 101, None], nace=["62", " 62 ", "10", "", None], main_group=[1, 2, 3, None, 1])


@pytest.mark.parametrize(
    ("text", "met", "open_rows"),
    [
        ("emp >= 10 and emp <= 100", [2, 3], [5]),
        ("10 <= emp <= 100", [2, 3], [5]),
        ("not (emp < 10 or emp > 100)", [2, 3], [5]),
        ("emp / 2 + 5 >= 10", [2, 3, 4], [5]),
        ("emp > -1", [1, 2, 3, 4], [5]),
        ("emp / 0 > 1", [], [1, 2, 3, 4, 5]),
        ("emp in (5, 101)", [1, 4], [5]),
        ("emp not in (5, 101)", [2, 3], [5]),
        ("emp in [5, 101]", [1, 4], [5]),
        ('nace == "62"', [1, 2], [4, 5]),
        ('nace != "62"', [3], [4, 5]),
        ('nace in ("62", "10")', [1, 2, 3], [4, 5]),
        ("[main group] == 1 or emp > 100", [1, 4, 5], []),
        ("[main group] == 1 and emp > 100", [], [4, 5]),
        ("nace == 62", [1, 2], [4, 5]),
    ],
)
def test_a_condition_selects_the_rows_that_surely_meet_it(text, met, open_rows):
    found = parse_condition(text).over(SURVEY)
    assert (np.flatnonzero(found.met) + 1).tolist() == met
    assert not (found.met & found.not_met).any()
    assert (np.flatnonzero(found.open) + 1).tolist() == open_rows


@given(st.lists(st.tuples(*[st.sampled_from([0.0, 1.0, None])] * 3), min_size=1, max_size=30))
def test_a_row_is_selected_only_if_every_completion_of_its_missing_values_is(rows):
    a, b, c = zip(*rows, strict=True)
    found = parse_condition("a == 1 and (b == 1 or not c == 1)").over(a_survey(a=a, b=b, c=c))
    for place, row in enumerate(rows):
        options = [[value] if value is not None else [0.0, 1.0] for value in row]
        outcomes = {x == 1 and (y == 1 or z != 1) for x in options[0] for y in options[1] for z in options[2]}
        assert found.met[place] == (outcomes == {True})
        assert found.not_met[place] == (outcomes == {False})


@pytest.mark.parametrize(
    "text",
    [
        "emp",
        "emp >= ",
        "emp = 10",
        "__import__('os').system('true')",
        "emp.real > 1",
        "emp[0] > 1",
        "(lambda: 1)() > 0",
        "emp > True",
        "emp > 1 if emp else 2",
        "nace < '62'",
        "nace + '1' == '621'",
        "emp in ()",
        "emp in (1, '2')",
        "emp + 1 in (1, 2)",
        "emp ** 9 > 1",
        "emp > 1e999",
        "emp is 1",
        "f'{emp}' == '1'",
        "emp > 1; emp < 3",
        "not " * 100 + "emp > 1",
        "emp > 1 and " * 100 + "emp > 1",
        "x" * 2000,
    ],
)
def test_anything_else_is_refused_in_one_sentence(text):
    with pytest.raises(ConditionError) as raised:
        parse_condition(text)
    assert "\n" not in str(raised.value)


def test_a_column_that_is_not_there_gets_the_nearest_name():
    with pytest.raises(Exception, match='Nearest: "emp"'):
        parse_condition("empl > 3").over(SURVEY)


def test_a_column_of_words_holds_no_numbers():
    with pytest.raises(Exception, match="no number"):
        parse_condition("word > 3").over(a_survey(word=["a", "b"]))
