"""A case as values: its states by the table, and its one owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.referral.cases import a_case, an_offer, at, some_cases
from wegwijzer.core.referral.case import CaseFacts, owner_desk
from wegwijzer.core.referral.states import CaseState, NeedState, OfferState

FIRST, SECOND, THIRD = (date(2026, 9, day) for day in (7, 8, 9))


def offer(desk: str, state: str, since: date, offered: date = FIRST):
    return an_offer(state, since=since, id=desk, desk=desk, offered_at=at(offered))


def test_states_follow_from_the_offers_and_the_offers_are_those_of_all_needs():
    case = a_case((offer("a", "N", FIRST), offer("b", "W", FIRST)), (offer("c", "D", FIRST),))
    assert [need.state for need in case.needs] == [NeedState.WAITING, NeedState.HELPED]
    assert case.state is CaseState.WAITING
    assert [entry.desk for entry in case.offers] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("offers", "owner"),
    [
        ([offer("a", "W", FIRST, FIRST), offer("b", "T", THIRD)], "b"),
        ([offer("a", "T", THIRD), offer("b", "T", SECOND)], "b"),
        ([offer("a", "W", THIRD, SECOND), offer("b", "W", THIRD, FIRST)], "b"),
        ([offer("a", "N", THIRD), offer("b", "W", FIRST)], "b"),
        ([offer("a", "D", SECOND), offer("b", "N", THIRD)], "b"),
        ([offer("a", "D", SECOND), offer("b", "X", THIRD)], "a"),
        ([offer("a", "P", FIRST), offer("b", "W", THIRD)], "b"),
        ([offer("a", "P", THIRD), offer("b", "D", THIRD)], "b"),
        ([offer("a", "X", SECOND)], None),
        ([], None),
    ],
)
def test_the_owner_took_it_up_first_else_was_asked_first_else_ended_it_last(offers, owner):
    assert owner_desk(a_case(tuple(offers))) == owner


@given(some_cases())
def test_a_case_has_one_owner_unless_nothing_is_offered_to_anybody(case):
    shared = {entry.desk for entry in case.offers if entry.state is not OfferState.WITHDRAWN}
    owner = owner_desk(case)
    assert (owner in shared) if shared else (owner is None)


@given(some_cases(), st.randoms())
def test_the_owner_does_not_depend_on_the_order_of_needs_and_offers(case, shuffler):
    needs = [replace(need, offers=tuple(shuffler.sample(need.offers, len(need.offers)))) for need in case.needs]
    shuffler.shuffle(needs)
    assert owner_desk(replace(case, needs=tuple(needs))) == owner_desk(case)


@given(some_cases())
def test_whoever_has_it_in_hand_owns_it(case):
    busy = {entry.desk for entry in case.offers if entry.state is OfferState.TAKEN_UP}
    assert not busy or owner_desk(case) in busy


def test_a_closed_case_whose_needs_all_went_on_elsewhere_stays_ended():
    """Found by random sequences of actions: an empty closed case read as new, and no clock would ever archive it."""
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert CaseFacts("c", at, at, (), closed_at=at).state is CaseState.ENDED
    assert CaseFacts("c", at, at, ()).state is CaseState.NEW
