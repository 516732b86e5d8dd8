"""Columns of a survey as numbers and as text; missing stays missing, and rows are named as the file numbers them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.data import SurveyData


def a_survey(values, dtype=object, **extra):
    column = np.array(values, dtype)
    return SurveyData("survey.csv", {"a": column}, np.arange(2, len(values) + 2), ("a",), row_word="line", **extra)


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1", "2.5", ""], [1, 2.5, np.nan]),
        (["1", "2,5", "NA"], [1, 2.5, np.nan]),
        ([" 7 ", "-3", "1e3"], [7, -3, 1000]),
        ([None, ".", "n/a"], [np.nan] * 3),
    ],
)
def test_text_is_read_as_numbers_with_one_mark_of_decimals_a_column(cells, numbers):
    assert np.array_equal(a_survey(cells).numbers("a"), numbers, equal_nan=True)


@pytest.mark.parametrize("cells", [["1,5", "1.5"], ["1.000,5"], ["ja"], ["1 000"], ["inf"], ["1_0"], ["٣"]])
def test_what_is_no_number_is_a_fault_with_its_lines(cells):
    with pytest.raises(InputError) as raised:
        a_survey(cells).numbers("a")
    assert all("line" in str(fault) for fault in raised.value.faults)


def test_answers_become_numbers_and_text_without_a_missing_one_turning_into_no():
    found = a_survey([0, 1, 2], np.int8)
    assert np.array_equal(found.numbers("a"), [0, 1, np.nan], equal_nan=True)
    assert found.texts("a").tolist() == ["0", "1", None]
    assert found.is_missing("a").tolist() == [False, False, True]


@given(st.lists(st.none() | st.integers(-(10**9), 10**9), min_size=1, max_size=50))
def test_whole_numbers_survive_the_way_to_text_and_back(values):
    numbers = a_survey(values, np.float64)
    back = a_survey(numbers.texts("a").tolist()).numbers("a")
    assert np.array_equal(numbers.numbers("a"), back, equal_nan=True)


def test_many_rows_are_named_by_the_first_and_counted():
    found = a_survey(["x"] * 9)
    assert found.where_rows(np.ones(9, np.bool_)) == "lines 2, 3, 4, 5, 6 and 4 more"
    assert found.first_rows(np.ones(9, np.bool_)) == "2, 3, 4, 5, 6, …"
    assert found.where_rows(np.arange(9) == 0) == "line 2"
