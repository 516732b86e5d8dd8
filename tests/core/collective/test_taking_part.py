"""A firm is asked once, may change its mind, and is named only to those who are named themselves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.collective.taking_part import (
    FINAL_REFUSALS,
    STEPS,
    Standing,
    Step,
    StepError,
    TakingPart,
    after,
    names_for,
)

DAY = date(2026, 11, 30)
PARTS = st.lists(
    st.builds(
        TakingPart,
        firm=st.sampled_from("abcdefgh"),
        standing=st.sampled_from(Standing),
        is_source=st.booleans(),
        may_be_named=st.booleans(),
    ),
    unique_by=lambda part: part.firm,
)


def test_a_firm_that_is_asked_can_join_and_says_whether_it_may_be_named():
    asked = after(TakingPart("a", is_source=True), Step.ASK, on=DAY)
    assert (asked.standing, asked.asked_on, asked.is_source) == (Standing.ASKED, DAY, True)
    joined = after(asked, Step.JOIN, on=DAY, may_be_named=True)
    assert (joined.standing, joined.may_be_named, joined.asked_on) == (Standing.JOINED, True, DAY)


def test_agreement_to_be_named_ends_with_taking_part():
    named = TakingPart("a", Standing.JOINED, may_be_named=True)
    looking_on = after(named, Step.FOLLOW, on=DAY, may_be_named=True)
    assert not looking_on.may_be_named
    assert not after(looking_on, Step.JOIN, on=DAY).may_be_named


@pytest.mark.parametrize(
    "standing", sorted(FINAL_REFUSALS | {Standing.EXPIRED, Standing.ASKED}, key=lambda one: one.value)
)
def test_nobody_is_asked_a_second_time(standing):
    with pytest.raises(StepError) as refused:
        after(TakingPart("a", standing), Step.ASK, on=DAY)
    assert (refused.value.standing, refused.value.step) == (standing, Step.ASK)


def test_every_standing_but_the_first_can_be_reached_and_has_a_way_on():
    reached = {standing for steps in STEPS.values() for standing in steps.values()}
    assert reached == set(Standing) - {Standing.NEW}
    assert all(STEPS[standing] for standing in Standing)


@given(steps=st.lists(st.tuples(st.sampled_from(Step), st.booleans()), max_size=12))
def test_only_who_is_in_is_ever_named(steps):
    part = TakingPart("a")
    for step, named in steps:
        try:
            part = after(part, step, on=DAY, may_be_named=named)
        except StepError:
            continue
        assert part.standing is Standing.JOINED or not part.may_be_named


@given(parts=PARTS, viewer=st.sampled_from("abcdefghx"))
def test_names_are_seen_by_those_who_are_seen(parts, viewer):
    shown = names_for(viewer, parts)
    assert shown <= {part.firm for part in parts}
    for name in shown - {viewer}:
        assert viewer in names_for(name, parts)
        assert next(part for part in parts if part.firm == name).may_be_named


def test_who_stays_unnamed_sees_nobody_else():
    parts = [TakingPart("a", Standing.JOINED), TakingPart("b", Standing.JOINED, may_be_named=True)]
    assert names_for("a", parts) == {"a"}
    assert names_for("c", parts) == frozenset()
