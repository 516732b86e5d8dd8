"""The file of an idea: complete, in order, and undecided where something was not answered."""

from __future__ import annotations

from datetime import date

import pytest

from wegwijzer.core.premium.idea import IdeaFile, Part, Step, conditions_met, missing_parts, next_step, order_of_steps
from wegwijzer.core.premium.rules import Condition
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

DAY = date(2026, 3, 2)
ALL = dict.fromkeys(Condition, MET)


def test_an_empty_file_lacks_everything():
    assert missing_parts(IdeaFile()) == tuple(Part)


def test_a_file_with_everything_lacks_nothing():
    file = IdeaFile(
        what_is_new="Een mal", added_value="Minder uitval", thought_up_by=("An",), thought_up_on=DAY, has_amounts=True
    )
    assert missing_parts(file) == ()


def test_spaces_are_no_text():
    assert Part.WHAT_IS_NEW in missing_parts(IdeaFile(what_is_new="  \n"))


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (ALL, MET),
        ({**ALL, Condition.NOT_PAY: NOT_MET}, NOT_MET),
        ({condition: MET for condition in Condition if condition is not Condition.NOVEL}, UNKNOWN),
        ({Condition.NOT_ORDERED: NOT_MET}, NOT_MET),
        ({}, UNKNOWN),
    ],
)
def test_one_condition_that_is_not_met_decides_and_a_missing_answer_leaves_it_open(answers, verdict):
    assert conditions_met(IdeaFile(answers=answers)) is verdict


def test_steps_in_order_on_the_same_day_are_in_order():
    file = IdeaFile(steps=dict.fromkeys(Step, DAY))
    assert set(order_of_steps(file).values()) == {MET}
    assert next_step(file) is None


def test_a_form_before_the_staff_was_told_came_too_soon():
    file = IdeaFile(steps={Step.INFORMED: date(2026, 3, 3), Step.FILED: DAY})
    assert order_of_steps(file) == {Step.INFORMED: MET, Step.FILED: NOT_MET, Step.TOLD: UNKNOWN}
    assert next_step(file) is Step.TOLD


def test_a_step_after_one_without_a_day_is_undecided():
    file = IdeaFile(steps={Step.FILED: DAY})
    assert order_of_steps(file)[Step.FILED] is UNKNOWN
    assert next_step(file) is Step.INFORMED


def test_the_order_with_an_earlier_step_counts_even_when_one_between_has_no_day():
    file = IdeaFile(steps={Step.INFORMED: date(2026, 5, 1), Step.TOLD: DAY})
    assert order_of_steps(file)[Step.TOLD] is NOT_MET
