"""One firm's way: brought by its accountant, taken up, referred on, found by a second contact, closed, asked back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.web.referral.conftest import BAKER, World, a_question
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import actions, clockwork, queries
from wegwijzer.web.referral.actions.opening import Passed
from wegwijzer.web.referral.errors import NotThereError, RefusedError, StaleError
from wegwijzer.web.referral.models import (
    Case,
    Consent,
    Event,
    Firm,
    Look,
    Offer,
    Outcome,
    Participant,
)


def kinds_to(email: str) -> list[str]:
    """The kinds of letters that wait for an address, oldest first."""
    return list(Outgoing.objects.filter(to=email).order_by("created", "kind").values_list("kind", flat=True))


def test_a_contact_opens_a_case_that_goes_to_the_desk_that_fits_best(world: World) -> None:
    referred = world.brings()
    assert referred.passed is Passed.OPENED
    offer = Offer.objects.get()
    assert (offer.desk, offer.state) == (world.desks["food"], "waiting")
    case = world.case()
    assert (case.state, case.owner_desk, case.province) == ("waiting", world.desks["food"], "oost-vlaanderen")
    assert kinds_to("food@example.test") == ["offer_new"]
    assert kinds_to("baker@example.test") == ["case_opened"]
    letter = Outgoing.objects.get(to="food@example.test")
    assert "Korst" not in str(letter.values)
    assert "vers" not in str(letter.values)


def test_without_consent_nothing_is_passed_on(world: World) -> None:
    with pytest.raises(RefusedError, match="consent_missing"):
        actions.refer(
            actor=world.actor("accountant"), desk_id=world.desk("accountant"), given=a_question(), at=world.at
        )
    assert not Case.objects.exists()
    assert not Firm.objects.exists()


def test_a_refusal_needs_a_reason_that_the_firm_can_read_and_hands_over_to_the_fallback(world: World) -> None:
    world.brings()
    offer = world.offer_to("food")
    with pytest.raises(RefusedError, match="reason_missing"):
        actions.take_step(
            actor=world.actor("food"), offer_id=offer.pk, step=Step(OfferState.NOT_FOR_US), version=1, at=world.later()
        )
    actions.take_step(
        actor=world.actor("food"),
        offer_id=offer.pk,
        step=Step(OfferState.NOT_FOR_US, Reason.OTHER, "Wij doen geen brood."),
        version=1,
        at=world.later(),
    )
    assert world.case().closed_at is not None
    done = clockwork.run(world.later(days=1))
    assert "hand_over" in {notice.kind.value for notice in done}
    assert world.offer_to("agency").by_fallback
    assert world.case().closed_at is None
    assert world.case().owner_desk == world.desks["agency"]
    letter = Outgoing.objects.get(to="baker@example.test", kind="not_for_us")
    assert letter.values["words"] == "Wij doen geen brood."


def test_two_people_at_once_lose_no_change(world: World) -> None:
    world.brings(desks=(world.desk("college"),))
    offer = world.offer_to("college")
    actions.take_step(
        actor=world.actor("college"), offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=1, at=world.later()
    )
    with pytest.raises(StaleError) as found:
        actions.take_step(
            actor=world.actor("manager"),
            offer_id=offer.pk,
            step=Step(OfferState.NOT_FOR_US, Reason.NO_CAPACITY),
            version=1,
            at=world.later(),
        )
    assert (found.value.change.state, found.value.change.by) == ("taken_up", "Ann college")


def test_after_the_end_the_firm_is_asked_twice_and_the_answers_stay_without_names(world: World) -> None:
    world.brings()
    firm = world.firm_comes_in()
    for state in (OfferState.TAKEN_UP, OfferState.DONE):
        offer = world.offer_to("food")
        actions.take_step(
            actor=world.actor("food"), offer_id=offer.pk, step=Step(state), version=offer.version, at=world.later()
        )
    assert world.case().state == "ended"
    clockwork.run(world.later(days=20))
    outcome = Outcome.objects.get()
    actions.answer_outcome(
        actor=firm, outcome_id=outcome.pk, helped="yes", changed=("product", "market"), words="Top!", at=world.later()
    )
    clockwork.run(world.later(days=170))
    assert sorted(Outcome.objects.values_list("round", flat=True)) == [1, 2]
    actions.erase(actor=firm, firm_id=world.case().firm_id, at=world.later())
    assert not Firm.objects.exists()
    rows = Outcome.objects.exclude(helped="")
    assert [(row.subject, row.sector, row.changed, row.words) for row in rows] == [
        ("product", "food", ["product", "market"], "")
    ]
    assert not Event.objects.exclude(words="").exists()
    assert not Consent.objects.filter(given_by__isnull=False).exists()


def test_a_closed_case_that_begins_again_moves_into_the_newer_open_one(world: World) -> None:
    world.brings()
    for state in (OfferState.TAKEN_UP, OfferState.DONE):
        offer = world.offer_to("food")
        actions.take_step(
            actor=world.actor("food"), offer_id=offer.pk, step=Step(state), version=offer.version, at=world.later()
        )
    assert world.brings("federation", desks=(world.desk("college"),)).passed is Passed.OPENED
    offer = world.offer_to("food")
    actions.take_step(
        actor=world.actor("food"),
        offer_id=offer.pk,
        step=Step(OfferState.TAKEN_UP),
        version=offer.version,
        at=world.later(),
    )
    assert Case.objects.filter(closed_at__isnull=True).count() == 1
    assert Case.objects.get(closed_at__isnull=True).needs.count() == 2


def test_what_the_firm_withdraws_a_desk_no_longer_sees_until_it_is_given_back(world: World) -> None:
    world.brings()
    firm, offer = world.firm_comes_in(), world.offer_to("food")
    assert queries.offer_page(world.actor("food"), offer.pk) == offer
    actions.withdraw_offer(actor=firm, offer_id=offer.pk, at=world.later())
    with pytest.raises(NotThereError):
        queries.offer_page(world.actor("food"), offer.pk)
    with pytest.raises(NotThereError):
        actions.take_step(
            actor=world.actor("food"), offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=2, at=world.later()
        )
    assert Consent.objects.get(purpose="help").withdrawn_at is not None
    actions.give_back(actor=firm, offer_id=offer.pk, at=world.later())
    assert queries.offer_page(world.actor("food"), offer.pk).state == "waiting"


def test_every_look_is_kept_and_shown_to_the_firm_alone(world: World) -> None:
    world.brings()
    firm, case = world.firm_comes_in(), world.case()
    actions.look(actor=world.actor("food"), case=case, what="case", at=world.later())
    actions.look(actor=world.actor("food"), case=case, what="case", at=world.later())
    actions.look(actor=firm, case=case, what="case", at=world.later())
    assert [look.person.email for look in queries.looks(firm, case)] == ["food@example.test"]
    with pytest.raises(RefusedError):
        queries.looks(world.actor("food"), case)
    assert Look.objects.count() == 1


def test_the_export_holds_all_that_is_kept_and_only_for_the_firm(world: World) -> None:
    world.brings()
    firm, case = world.firm_comes_in(), world.case()
    found = actions.export(actor=firm, firm_id=case.firm_id, at=world.later())
    assert found["firm"]["name"] == "Bakkerij De Korst"
    assert found["cases"][0]["needs"][0]["words"] == "Ons brood blijft niet vers."
    for name in ("food", "accountant", "administrator", "analyst"):
        with pytest.raises(NotThereError):
            actions.export(actor=world.actor(name), firm_id=case.firm_id, at=world.later())


def test_a_contact_reads_how_it_goes_and_nobodys_words(world: World) -> None:
    world.brings()
    firm, case = world.firm_comes_in(), world.case()
    actions.write_message(actor=firm, case_id=case.pk, words="Geheim recept", at=world.later())
    story = queries.timeline(case, world.actor("accountant"))
    assert "Geheim recept" not in {entry.words for entry in story}
    assert "Geheim recept" in {entry.words for entry in queries.timeline(case, world.actor("food"))}


def test_the_clocks_strike_once_however_often_they_are_asked(world: World) -> None:
    world.brings()
    first = clockwork.run(world.later(days=9))
    assert {notice.kind.value for notice in first} >= {"last_call"}
    before = Outgoing.objects.count()
    assert clockwork.run(world.at) == []
    assert Outgoing.objects.count() == before
    assert clockwork.dry_run((world.at + timedelta(days=60)).date(), now=world.at)
    assert Outgoing.objects.count() == before


def test_a_firm_is_forgotten_when_its_time_is_over(world: World) -> None:
    world.brings()
    offer = world.offer_to("food")
    actions.take_step(
        actor=world.actor("food"),
        offer_id=offer.pk,
        step=Step(OfferState.NOT_FOR_US, Reason.FIRM_STOPPED),
        version=1,
        at=world.later(),
    )
    clockwork.run(world.later(days=800))
    case = world.case()
    assert (case.firm, case.anonymous_at is not None, case.sector) == (None, True, "food")
    assert not Firm.objects.exists()
    assert not Outgoing.objects.exclude(to="").filter(case=case.pk).exists()


def test_a_wrong_number_and_an_unknown_subject_are_refused_before_anything_is_kept(world: World) -> None:
    for given in (a_question("0403019262"), a_question(subject="weather"), a_question(words="x" * 5000)):
        with pytest.raises(RefusedError):
            actions.refer(
                actor=world.actor("accountant"),
                desk_id=world.desk("accountant"),
                consent=True,
                given=given,
                at=world.at,
            )
    assert not Firm.objects.exists()


def test_a_number_is_one_firm_whoever_brings_it(world: World) -> None:
    world.brings(number=BAKER)
    world.brings("federation", number=BAKER, email="elsewhere@example.test")
    assert Firm.objects.count() == 1
    assert Participant.objects.filter(state="asked").count() == 1
