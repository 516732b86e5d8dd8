"""The steps: what each side may do from each state, and that everything can be taken back."""

from __future__ import annotations

import doctest
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.referral.cases import LETTERS
from wegwijzer.core.referral import steps
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import DESK_REASONS, STEPS, Reason, Side, Step, StepProblem, step_problem

ALLOWED = {
    Side.DESK: "W>T W>N W>P T>D T>R T>U T>N T>W T>P N>W N>T D>T R>T U>T P>T",
    Side.FIRM: "W>X T>X N>X D>X R>X U>X P>X X>W",
    Side.CLOCK: "W>N",
}
"""Every step that there is, by the letters of the states; what is not here is refused."""

NOT_FOR_US = OfferState.NOT_FOR_US


def the_step(side: Side, to: OfferState) -> Step:
    """A step with the reason that it needs."""
    reason = Reason.NO_ANSWER if side is Side.CLOCK else Reason.NO_CAPACITY
    return Step(to, reason if to is NOT_FOR_US else None)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(steps).failed == 0


@pytest.mark.parametrize(("side", "before", "after"), list(product(Side, LETTERS, LETTERS)))
def test_a_step_is_allowed_where_the_table_says_so_and_nowhere_else(side, before, after):
    problem = step_problem(side, LETTERS[before], the_step(side, LETTERS[after]))
    assert problem is (None if f"{before}>{after}" in ALLOWED[side].split() else StepProblem.NOT_FROM_HERE)


@pytest.mark.parametrize("state", OfferState)
def test_every_state_can_be_left_and_returned_to(state):
    out = {to for side in Side for to in STEPS[side][state]}
    assert out
    assert all(state in reachable(to, (Side.DESK, Side.FIRM)) for to in out)


@pytest.mark.parametrize("state", [state for state in OfferState if state is not OfferState.WITHDRAWN])
def test_a_desk_can_take_back_alone_whatever_it_or_the_clock_did(state):
    assert all(state in reachable(to, (Side.DESK,)) for side in (Side.DESK, Side.CLOCK) for to in STEPS[side][state])


@given(st.lists(st.tuples(st.sampled_from(Side), st.integers(0, 9)), max_size=30))
def test_no_walk_of_steps_ends_where_one_cannot_go_on_to_any_state(choices):
    state = OfferState.WAITING
    for side, which in choices:
        ways = STEPS[side][state]
        if ways:
            step = the_step(side, ways[which % len(ways)])
            assert step_problem(side, state, step) is None
            state = step.to
    assert reachable(state, tuple(Side)) == set(OfferState)


@pytest.mark.parametrize("reason", Reason)
def test_a_desk_gives_any_reason_but_that_of_the_clock(reason):
    problem = step_problem(Side.DESK, OfferState.WAITING, Step(NOT_FOR_US, reason, "because"))
    assert problem is (StepProblem.REASON_NOT_YOURS if reason is Reason.NO_ANSWER else None)
    assert (reason in DESK_REASONS) == (problem is None)


@pytest.mark.parametrize("reason", DESK_REASONS)
def test_the_clock_gives_no_reason_of_a_desk(reason):
    problem = step_problem(Side.CLOCK, OfferState.WAITING, Step(NOT_FOR_US, reason, "because"))
    assert problem is StepProblem.REASON_NOT_YOURS


@pytest.mark.parametrize("side", [Side.DESK, Side.CLOCK])
def test_a_refusal_without_a_reason_is_refused(side):
    assert step_problem(side, OfferState.WAITING, Step(NOT_FOR_US)) is StepProblem.REASON_MISSING


@pytest.mark.parametrize("words", ["", "  \n"])
def test_another_reason_needs_words(words):
    assert step_problem(Side.DESK, OfferState.WAITING, Step(NOT_FOR_US, Reason.OTHER, words)) is (
        StepProblem.WORDS_MISSING
    )


def test_only_a_refusal_has_a_reason():
    step = Step(OfferState.TAKEN_UP, Reason.NO_CAPACITY)
    assert step_problem(Side.DESK, OfferState.WAITING, step) is StepProblem.REASON_NOT_ASKED


def reachable(state: OfferState, sides: tuple[Side, ...]) -> set[OfferState]:
    """The state and all that these sides can come to from it."""
    found, todo = {state}, [state]
    while todo:
        here = todo.pop()
        for to in {to for side in sides for to in STEPS[side][here]} - found:
            found.add(to)
            todo.append(to)
    return found
