"""A first contact is anonymous until both agree, and every request is answered or ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.partnering.seekers import BEARING
from wegwijzer.core.partnering.contacting import (
    Contact,
    ContactError,
    ContactState,
    ContactStep,
    Refusal,
    after,
    refusal,
    request,
    sees_name,
)

DAY = date(2026, 11, 30)
A_DAY = timedelta(days=1)
ASKED = request("a", "b", BEARING, on=DAY)


def test_names_are_known_once_both_agree_and_to_no_one_else():
    assert not sees_name("a", ASKED)
    agreed = after(ASKED, ContactStep.AGREE, "b", on=ASKED.answer_by)
    assert [sees_name(viewer, agreed) for viewer in "abc"] == [True, True, False]


@pytest.mark.parametrize(
    ("step", "by", "days"),
    [
        (ContactStep.AGREE, "a", 0),
        (ContactStep.AGREE, "c", 0),
        (ContactStep.AGREE, "b", BEARING.answer_days + 1),
        (ContactStep.DECLINE, "a", 0),
        (ContactStep.WITHDRAW, "b", 0),
        (ContactStep.EXPIRE, "", BEARING.answer_days),
        (ContactStep.EXPIRE, "b", BEARING.answer_days + 1),
    ],
)
def test_a_step_of_somebody_else_or_too_late_is_refused(step, by, days):
    with pytest.raises(ContactError) as refused:
        after(ASKED, step, by, on=DAY + days * A_DAY)
    assert refused.value.step is step


def test_the_calendar_ends_what_nobody_answered():
    assert after(ASKED, ContactStep.EXPIRE, "", on=ASKED.answer_by + A_DAY).state is ContactState.EXPIRED


@pytest.mark.parametrize("state", [state for state in ContactState if state is not ContactState.ASKED])
def test_what_ended_stays_ended(state):
    for step in ContactStep:
        for by in ("a", "b", ""):
            with pytest.raises(ContactError):
                after(replace(ASKED, state=state), step, by, on=DAY)


def contact(asking: str, asked: str, state: ContactState = ContactState.ASKED) -> Contact:
    return Contact(asking, asked, DAY, DAY + A_DAY, state)


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([], None),
        ([contact("a", "b")], Refusal.ASKED_ALREADY),
        ([contact("b", "a")], Refusal.ASKED_ALREADY),
        ([contact("b", "a", ContactState.AGREED)], Refusal.ASKED_ALREADY),
        ([contact("a", "b", ContactState.DECLINED)], Refusal.DECLINED_BEFORE),
        ([contact("b", "a", ContactState.DECLINED)], None),
        ([contact("a", "b", ContactState.EXPIRED)], None),
        ([contact("a", "c"), contact("a", "d")], Refusal.SENDS_TOO_MANY),
        ([contact("c", "b"), contact("d", "b")], Refusal.OTHER_IS_FULL),
        ([contact("c", "b"), contact("d", "b", ContactState.EXPIRED)], None),
    ],
)
def test_why_one_may_not_ask(contacts, expected):
    assert refusal("a", "b", contacts, BEARING) is expected


def test_nobody_asks_itself():
    assert refusal("a", "a", [], BEARING) is Refusal.ITSELF


@given(asks=st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=20))
def test_nobody_is_ever_swamped(asks):
    contacts: list[Contact] = []
    for asking, asked in asks:
        if refusal(asking, asked, contacts, BEARING) is None:
            contacts.append(request(asking, asked, BEARING, on=DAY))
    for firm in "abcd":
        assert sum(one.asked == firm for one in contacts) <= BEARING.open_received
        assert sum(one.asking == firm for one in contacts) <= BEARING.open_sent
