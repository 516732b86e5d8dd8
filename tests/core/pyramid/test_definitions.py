"""Definitions beside the pyramid: their rules on known firms, and exactness where answers are missing."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.pyramid.answers import MISSING, QUESTIONS
from wegwijzer.core.pyramid.definitions import (
    DEFINITION_QUESTIONS,
    DEFINITIONS,
    RULES,
    WHERE_ASKED,
    definitions_of,
    firm_answers,
    needs_of,
)

ALL = (*QUESTIONS, "ongoing", "abandoned", *DEFINITION_QUESTIONS)
PROFILES = [name for name in DEFINITIONS if name.startswith("profile_")]


def stand(**answers: int) -> dict[str, bool | None]:
    """One firm under every definition: True, False, or None while undecided. What is not given is no."""
    given_answers = {name: np.array([answers.get(name, 0)], np.int8) for name in ALL}
    return {
        name: True if found.met[0] else False if found.not_met[0] else None
        for name, found in definitions_of(given_answers).items()
    }


@pytest.mark.parametrize("sign", ["q8a", "q8b", "q14a", "q14b", "q14c", "ongoing", "abandoned"])
def test_any_of_the_four_criteria_makes_a_firm_innovative_for_eurostat(sign):
    assert stand(**{sign: 1})["eurostat"] is True


@pytest.mark.parametrize("sign", ["q21a", "q21d", "q29", "organisation", "marketing", "completed"])
def test_nothing_else_does_in_2013(sign):
    assert stand(**{sign: 1})["eurostat"] is False


@pytest.mark.parametrize("sign", ["q8b", "q14c", "organisation", "marketing", "completed", "ongoing", "abandoned"])
def test_the_rule_of_2018_counts_organisation_and_marketing_and_all_activities(sign):
    assert stand(**{sign: 1})["eurostat_2018"] is True


def test_cooperation_alone_is_innovative_in_the_pyramid_but_not_for_eurostat():
    firm = stand(q29=1)
    assert (firm["pyramid"], firm["eurostat"], firm["eurostat_2018"]) == (True, False, False)


def test_ongoing_activities_alone_are_innovative_for_eurostat_but_not_in_the_pyramid():
    firm = stand(ongoing=1)
    assert (firm["pyramid"], firm["eurostat"]) == (False, True)


@pytest.mark.parametrize(
    ("answers", "profile"),
    [
        ({"q8a": 1, "q10a": 1, "q11a": 1}, "profile_1"),
        ({"q8a": 1, "q10a": 1, "q16a": 1, "q14a": 1}, "profile_2"),
        ({"q8a": 1, "q14a": 1, "q16a": 1}, "profile_3"),
        ({"marketing": 1}, "profile_4"),
        ({"abandoned": 1}, "profile_5"),
        ({"potential": 1}, "profile_6"),
        ({}, "profile_7"),
    ],
)
def test_each_profile_has_its_firm(answers, profile):
    firm = stand(**answers)
    assert [name for name in PROFILES if firm[name]] == [profile]


@given(st.lists(st.integers(0, 1), min_size=len(ALL), max_size=len(ALL)))
def test_every_firm_has_exactly_one_profile(values):
    firm = stand(**dict(zip(ALL, values, strict=True)))
    assert sum(bool(firm[name]) for name in PROFILES) == 1


@given(st.lists(st.integers(0, 1), min_size=len(ALL), max_size=len(ALL)))
def test_every_firm_is_self_employed_or_regular_and_never_both(values):
    firm = stand(**dict(zip(ALL, values, strict=True)))
    assert firm["panteia_zzp"] is not firm["panteia_regular"]
    assert firm["panteia_zzp"] is (firm["panteia_zzp_product"] or firm["panteia_zzp_labour"])
    assert firm["panteia_regular"] is (firm["panteia_family"] or firm["panteia_non_family"])


def test_young_and_innovative_firms_with_staff_count_in_all_three_types():
    firm = stand(has_staff=1, young=1, innovative=1)
    assert firm["panteia_regular"]
    assert firm["panteia_young"]
    assert firm["panteia_innovative"]


def test_the_innovative_type_follows_eurostat_unless_another_answer_is_given():
    answers = {"q8a": np.array([1], np.int8)}
    assert definitions_of(answers)["panteia_innovative"].met[0]
    assert definitions_of({**answers, "innovative": np.array([0], np.int8)})["panteia_innovative"].not_met[0]


@pytest.mark.parametrize("definition", list(RULES))
def test_a_missing_answer_leaves_a_firm_undecided_exactly_when_it_can_matter(definition):
    """Brute force: over every pattern of the answers that the rule needs, or a random 2,000 where there are more."""
    needs = needs_of(definition)
    patterns = list(product((0, 1, MISSING), repeat=len(needs)))
    if len(patterns) > 2000:
        picked = np.random.default_rng(6).choice(len(patterns), 2000, replace=False)
        patterns = [patterns[place] for place in picked]
    columns = np.array(patterns, np.int8).T
    found = definitions_of(dict(zip(needs, columns, strict=True)))[definition]
    completed = np.array(list(product((0, 1), repeat=len(needs))), np.int8).T
    truths = definitions_of(dict(zip(needs, completed, strict=True)))[definition]
    assert not truths.is_undecided.any()
    for place, pattern in enumerate(patterns):
        fits = np.ones(completed.shape[1], bool)
        for row, answer in zip(completed, pattern, strict=True):
            if answer != MISSING:
                fits &= row == answer
        assert found.met[place] == truths.met[fits].all(), pattern
        assert found.not_met[place] == truths.not_met[fits].all(), pattern


@pytest.mark.parametrize("definition", list(RULES))
def test_no_rule_wants_an_answer_to_be_both_yes_and_no(definition):
    literals = {literal for condition in RULES[definition] for literal in condition}
    assert not [literal for literal in literals if f"not {literal}" in literals]


def test_a_question_that_the_survey_does_not_have_is_no_part_of_the_rule():
    nothing = {name: np.array([0], np.int8) for name in (*QUESTIONS, "ongoing", "abandoned", "potential")}
    assert definitions_of(nothing)["eurostat_2018"].not_met[0]
    assert definitions_of(nothing)["profile_7"].met[0]
    asked = {**nothing, **{name: np.array([MISSING], np.int8) for name in WHERE_ASKED}}
    assert definitions_of(asked)["eurostat_2018"].is_undecided[0]


def test_a_question_that_is_not_given_leaves_the_rest_undecided():
    found = definitions_of({"q8a": np.array([0], np.int8)})
    assert found["eurostat"].is_undecided[0]


def test_a_name_that_is_no_answer_is_refused():
    with pytest.raises(ValueError, match="no such answer: q8z"):
        definitions_of({"q8z": np.array([0], np.int8)})


def test_no_firms_at_all_give_empty_columns():
    assert len(definitions_of({})["eurostat"].met) == 0


def test_figures_become_answers_and_stay_missing_where_they_are():
    found = firm_answers(staff=np.array([0, 3, np.nan]), age=np.array([4.9, 5, np.nan]), young_below=5)
    assert found["has_staff"].tolist() == [0, 1, MISSING]
    assert found["young"].tolist() == [1, 0, MISSING]
