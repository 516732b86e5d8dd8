"""Whatever people write in a case, the national number of a person is not kept: not in a row, not in a letter."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.web.referral.conftest import World, a_question
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.outcomes import ask_outcome
from wegwijzer.web.referral.models import (
    Appointment,
    Event,
    Message,
    Need,
    Offer,
    Outcome,
    Participant,
    Pending,
    Report,
)
from wegwijzer.web.referral.written import kept_words

NUMBER = "93.05.18-223.61"
WORDS = f"Zijn nummer is {NUMBER}, bel 09 123 45 67."
KEPT = "Zijn nummer is [rijksregisternummer], bel 09 123 45 67."


def nothing_keeps_it() -> None:
    """No row of any table that takes words holds the number."""
    for kind in (Appointment, Event, Message, Need, Offer, Outcome, Outgoing, Participant, Pending, Report):
        for row in kind._default_manager.values():
            assert NUMBER not in json.dumps(row, default=str), kind.__name__


def test_a_question_and_what_a_joiner_wants_to_ask(world: World) -> None:
    world.brings(words=WORDS)
    assert Need.objects.get().words == KEPT
    world.brings("federation", subject="legal", words=WORDS)
    assert Participant.objects.get(state="asked").words == KEPT
    nothing_keeps_it()


def test_a_question_that_waits_to_be_confirmed(world: World) -> None:
    actions.refer(actor=Actor(), given=a_question(words=WORDS), consent=True, at=world.later())
    assert Pending.objects.get().given["need"]["words"] == KEPT
    nothing_keeps_it()


def test_another_question_in_the_open_case(world: World) -> None:
    world.brings()
    actions.add_need(
        actor=world.actor("accountant"),
        case_id=world.case().pk,
        need=a_question(words=WORDS, subject="legal").need,
        desks=(),
        at=world.later(),
    )
    assert Need.objects.get(subject="legal").words == KEPT
    nothing_keeps_it()


def test_messages_reasons_referrals_and_places_of_talks(world: World) -> None:
    world.brings(desks=(world.desk("college"), world.desk("food")))
    college, food = world.offer_to("college"), world.offer_to("food")
    actions.write_message(actor=world.actor("accountant"), case_id=world.case().pk, words=WORDS, at=world.later())
    actions.take_step(
        actor=world.actor("food"),
        offer_id=food.pk,
        step=Step(OfferState.NOT_FOR_US, Reason.OTHER, WORDS),
        version=1,
        at=world.later(),
    )
    taken = actions.take_step(
        actor=world.actor("college"), offer_id=college.pk, step=Step(OfferState.TAKEN_UP), version=1, at=world.later()
    )
    actions.make_appointment(
        actor=world.actor("college"),
        offer_id=college.pk,
        begins=world.at + timedelta(days=1),
        minutes=30,
        place=WORDS,
        at=world.later(),
    )
    actions.refer_on(
        actor=world.actor("college"),
        offer_id=college.pk,
        desks=(world.desk("agency"),),
        words=WORDS,
        version=taken.version,
        at=world.later(),
    )
    assert Message.objects.get().words == KEPT
    assert world.offer_to("food").words == KEPT
    assert Outgoing.objects.get(kind="not_for_us", to="baker@example.test").values["words"] == KEPT
    nothing_keeps_it()


def test_what_the_firm_says_afterwards_and_what_it_reports_with_the_answer(world: World) -> None:
    world.brings()
    firm, case = world.firm_comes_in(), world.case()
    outcome = ask_outcome(case, 1, world.at)
    actions.answer_outcome(actor=firm, outcome_id=outcome.pk, helped="yes", changed=(), words=WORDS, at=world.later())
    report = actions.send_report(actor=firm, kind="complaint", words=WORDS, at=world.later(), case_id=case.pk)
    actions.answer_report(
        actor=world.actor("administrator"), report_id=report.pk, answer=WORDS, version=1, at=world.later()
    )
    assert (Outcome.objects.get().words, Report.objects.get().words, Report.objects.get().answer) == (KEPT,) * 3
    nothing_keeps_it()


@given(st.text(max_size=60), st.sampled_from(("nl", "en", "fr")))
def test_keeping_twice_is_keeping_once(text: str, language: str) -> None:
    once = kept_words(f"{text} {NUMBER}", language)
    assert kept_words(once, language) == once
