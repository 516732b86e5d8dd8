"""Every fault of a design is told at once, with its rows."""

from __future__ import annotations

import numpy as np

from wegwijzer.core.survey.checking import design_faults
from wegwijzer.core.survey.design import Design


def labels(text: str):
    return np.array([None if word == "-" else word for word in text.split()], object)


def told(design: Design, **options) -> list[str]:
    return [str(fault) for fault in design_faults(design, **options)]


SOUND = Design(6, np.full(6, 2.0), labels("a a a b b b"), labels("1 1 2 3 4 4"), np.array([4.0] * 3 + [5.0] * 3))


def test_a_sound_design_has_no_faults():
    assert told(SOUND) == []


def test_missing_negative_and_zero_weights_are_told_apart_with_all_their_rows():
    found = told(Design(6, np.array([np.nan, 2, -1, 0, np.inf, -3])))
    assert found == [
        "rows 1, 5: the weight is missing. Expected: a number above 0, or rows left out.",
        "rows 3, 6: the weight is negative. Expected: a number above 0, or rows left out.",
        "row 4: the weight is zero: the row stands for no firm. Expected: a number above 0, or rows left out.",
    ]


def test_weights_outside_the_part_that_is_estimated_do_not_matter():
    assert told(Design(3, np.array([1.0, 0, 2])), within=np.array([True, False, True])) == []


def test_missing_labels_are_told():
    found = told(Design(4, strata=labels("a a - -"), psu=labels("1 - 3 4")))
    assert "rows 3, 4: the stratum is missing (strata). Expected: a label." in found
    assert "row 2: the sampling unit is missing (psu). Expected: a label." in found


def test_a_stratum_with_one_unit_is_told_unless_it_was_drawn_whole_or_a_rule_is_chosen():
    design = Design(5, strata=labels("a a a b c"), fpc=np.array([9.0, 9, 9, 7, 1]))
    assert told(design) == [
        'row 4: stratum "b" has one sampling unit, so its spread cannot be told. '
        "Expected: two or more, or the rule certainty, adjust or average for single units."
    ]
    assert told(design, single_units=False) == []


def test_a_population_below_the_sample_is_told():
    found = told(Design(5, strata=labels("a a a b b"), fpc=np.array([2.0, 2, 2, 8, 8])))
    assert found[0].startswith('rows 1, 2, 3: the population size (fpc) of stratum "a" is 2, below the 3 units drawn.')


def test_a_share_given_as_population_is_told_too():
    assert "below the 4 units drawn" in told(Design(4, fpc=np.full(4, 0.25)))[0]


def test_two_populations_in_one_stratum_are_told():
    found = told(Design(4, strata=labels("a a b b"), fpc=np.array([8.0, 9, 7, 7])))
    assert found == [
        'rows 1, 2: the population size (fpc) of stratum "a" differs between rows (8 to 9). '
        "Expected: one size a stratum."
    ]


def test_a_missing_population_size_is_told():
    found = told(Design(3, fpc=np.array([9.0, np.nan, 9])))
    assert found[0].startswith("row 2: the population size (fpc) is missing or not above 0.")


def test_a_unit_that_lies_in_two_strata_is_told_with_its_rows():
    found = told(Design(6, strata=labels("a a a b b b"), psu=labels("1 1 2 1 3 3")))
    assert found == [
        'rows 1, 2, 4: sampling unit "1" lies in more than one stratum ("a", "b"). '
        "Expected: a label of its own in each stratum, such as stratum and number joined."
    ]


def test_of_many_rows_ten_are_named_and_the_others_counted():
    assert told(Design(25, np.zeros(25)))[0].startswith("rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 15 more:")


def test_the_file_stands_before_its_own_row_numbers():
    found = told(Design(2, np.array([1.0, -1])), file="firms.csv", told=lambda places: f"line {places[0] + 2}")
    assert found[0].startswith("firms.csv: line 3: the weight is negative.")


def test_columns_of_another_length_are_told_first():
    assert told(Design(3, np.ones(2), labels("a b c"))) == ["weights: has 2 rows. Expected: 3, as the survey."]
