"""One firm's way: brought by its accountant, taken up, referred on, found by a second contact, closed, asked back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.web.referral.conftest import BAKER, World, a_question
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.digests import write_digests
from wegwijzer.web.post.models import DigestLine, Outgoing
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
    Pending,
    Speaker,
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


def test_the_firm_sees_the_chain_of_who_referred_on_to_whom(world: World) -> None:
    world.brings(desks=(world.desk("college"),))
    offer = world.offer_to("college")
    taken = actions.take_step(
        actor=world.actor("college"), offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=1, at=world.later()
    )
    passed = actions.refer_on(
        actor=world.actor("college"),
        offer_id=offer.pk,
        desks=(world.desk("food"),),
        words="Zij hebben een proefbakkerij.",
        version=taken.version,
        at=world.later(),
    )
    assert [item.parent_id for item in passed] == [offer.pk]
    assert [str(item.desk) for item in queries.chain(offer.need)] == ["College", "Food"]
    firm = world.firm_comes_in()
    story = queries.timeline(queries.firm_case(firm, world.case().pk), firm)
    assert [entry.kind for entry in story if entry.kind != "speaker_confirmed"] == [
        "opened",
        "need_added",
        "offered",
        "step",
        "referred_on",
    ]
    assert kinds_to("baker@example.test") == ["case_opened", "taken_up", "referred_on"]
    assert set(DigestLine.objects.values_list("person__email", "kind")) == {
        ("accountant@example.test", "taken_up"),
        ("accountant@example.test", "referred_on"),
    }


def test_the_week_of_a_contact_tells_the_last_of_each_offer_below_the_name_of_its_firm(world: World) -> None:
    _referred_on(world)
    passed = world.offer_to("food")
    actions.take_step(
        actor=world.actor("food"), offer_id=passed.pk, step=Step(OfferState.TAKEN_UP), version=1, at=world.later()
    )
    list(write_digests(world.later(days=7)))
    (letter,) = Outgoing.objects.filter(kind="digest")
    assert [(line["title"], line["kind"], line["values"]["desk"]) for line in letter.values["lines"]] == [
        ("Bakkerij De Korst", "taken_up", "College"),
        ("Bakkerij De Korst", "taken_up", "Food"),
    ]


def test_a_case_closes_when_whom_it_was_referred_on_to_is_done(world: World) -> None:
    first = _referred_on(world)
    assert (first.state, world.case().state, world.case().owner_desk) == ("referred_on", "waiting", world.desks["food"])
    for state in (OfferState.TAKEN_UP, OfferState.DONE):
        passed = world.offer_to("food")
        actions.take_step(
            actor=world.actor("food"), offer_id=passed.pk, step=Step(state), version=passed.version, at=world.later()
        )
    assert world.case().state == "ended"


def test_who_referred_on_and_helps_on_all_the_same_takes_up_again(world: World) -> None:
    first = _referred_on(world)
    again = actions.take_step(
        actor=world.actor("college"),
        offer_id=first.pk,
        step=Step(OfferState.TAKEN_UP),
        version=first.version,
        at=world.later(),
    )
    assert (again.state, world.case().owner_desk) == ("taken_up", world.desks["college"])


def test_nobody_says_to_have_referred_on_who_did_not(world: World) -> None:
    world.brings(desks=(world.desk("college"),))
    with pytest.raises(RefusedError, match="desk_missing"):
        actions.take_step(
            actor=world.actor("college"),
            offer_id=world.offer_to("college").pk,
            step=Step(OfferState.REFERRED_ON),
            version=1,
            at=world.later(),
        )


def test_what_a_desk_refused_stays_refused_when_it_refers_on(world: World) -> None:
    world.brings(desks=(world.desk("college"),))
    refused = actions.take_step(
        actor=world.actor("college"),
        offer_id=world.offer_to("college").pk,
        step=Step(OfferState.NOT_FOR_US, Reason.NO_CAPACITY),
        version=1,
        at=world.later(),
    )
    actions.refer_on(
        actor=world.actor("college"),
        offer_id=refused.pk,
        desks=(world.desk("food"),),
        version=refused.version,
        at=world.later(),
    )
    assert world.offer_to("college").state == "not_for_us"


def test_who_acts_on_an_old_page_hears_that_it_was_referred_on_and_by_whom(world: World) -> None:
    first = _referred_on(world)
    with pytest.raises(StaleError) as found:
        actions.take_step(
            actor=world.actor("manager"), offer_id=first.pk, step=Step(OfferState.DONE), version=1, at=world.later()
        )
    assert (found.value.change.state, found.value.change.by) == ("referred_on", "Ann college")


def _referred_on(world: World) -> Offer:
    """The offer of a desk that took a question up, referred it on and marked nothing more."""
    world.brings(desks=(world.desk("college"),))
    actor, offer = world.actor("college"), world.offer_to("college")
    taken = actions.take_step(
        actor=actor, offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=1, at=world.later()
    )
    actions.refer_on(
        actor=actor, offer_id=offer.pk, desks=(world.desk("food"),), version=taken.version, at=world.later()
    )
    return world.offer_to("college")


def test_a_second_contact_joins_with_the_firms_consent_and_never_opens_another_case(world: World) -> None:
    world.brings()
    referred = world.brings(
        "federation", subject="legal", words="Ze zoeken ook een contract.", email="other@example.test"
    )
    assert referred.passed is Passed.ASKED
    assert Case.objects.count() == 1
    assert world.case().needs.count() == 1
    with pytest.raises(NotThereError):
        queries.timeline(world.case(), world.actor("federation"))
    assert "join_asked" in kinds_to("baker@example.test")
    assert not Person.objects.filter(email="other@example.test").exists()
    firm = world.firm_comes_in()
    assert referred.participant is not None
    actions.answer_join(actor=firm, participant_id=referred.participant.pk, yes=True, at=world.later())
    assert sorted(world.case().needs.values_list("subject", flat=True)) == ["legal", "product"]
    assert queries.brought_case(world.actor("federation"), referred.participant.pk).state == "joined"
    assert kinds_to("federation@example.test") == ["join_answered"]


def test_a_joiners_question_on_a_subject_that_somebody_has_goes_to_them_and_nobody_else_is_asked(world: World) -> None:
    world.brings()
    asked = world.brings("federation", words="Ook het deeg plakt.").participant
    assert asked is not None
    actions.answer_join(actor=world.firm_comes_in(), participant_id=asked.pk, yes=True, at=world.later())
    assert Offer.objects.count() == world.case().needs.count() == 1
    assert kinds_to("food@example.test") == ["offer_new"]
    story = queries.timeline(world.case(), world.actor("food"))
    assert [(entry.words, entry.desk) for entry in story if entry.kind == "message"] == [
        ("Ook het deeg plakt.", "Federation")
    ]
    told = Outgoing.objects.get(to="federation@example.test").values
    assert (told["yes"], told["subject"], told["desks"]) == (True, "product", ["Food"])


def test_a_joiners_question_is_not_offered_again_to_who_refused_it_in_that_case(world: World) -> None:
    world.brings()
    world.brings(subject="legal", desks=(world.desk("agency"),))  # keeps the case open
    asked = world.brings("federation").participant
    assert asked is not None
    actions.take_step(
        actor=world.actor("food"),
        offer_id=world.offer_to("food").pk,
        step=Step(OfferState.NOT_FOR_US, Reason.NO_CAPACITY),
        version=1,
        at=world.later(),
    )
    actions.answer_join(actor=world.firm_comes_in(), participant_id=asked.pk, yes=True, at=world.later())
    assert Offer.objects.filter(desk=world.desks["food"]).count() == 1
    assert world.offer_to("college").need.subject == "product"


def test_a_firm_that_says_no_is_not_asked_again_for_half_a_year(world: World) -> None:
    world.brings()
    asked = world.brings("federation").participant
    assert asked is not None
    actions.answer_join(actor=world.firm_comes_in(), participant_id=asked.pk, yes=False, at=world.later())
    with pytest.raises(RefusedError, match="declined_before"):
        world.brings("federation")
    world.later(days=200)
    assert world.brings("federation").passed is Passed.ASKED


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


def test_a_visitor_confirms_by_letter_before_anything_is_passed_on(world: World) -> None:
    asked = actions.refer(actor=Actor(), given=a_question(), consent=True, at=world.later())
    assert asked.passed is Passed.CONFIRM
    assert not Case.objects.exists()
    assert kinds_to("baker@example.test") == ["confirm_referral"]
    pending = Pending.objects.get()
    baker = queries.actor_for(Person.objects.get(email="baker@example.test"))
    with pytest.raises(NotThereError):
        actions.confirm(actor=world.actor("accountant"), pending_id=pending.pk, at=world.later())
    assert actions.confirm(actor=baker, pending_id=pending.pk, at=world.later()).passed is Passed.OPENED
    assert not Pending.objects.exists()
    assert queries.actor_for(Person.objects.get(email="baker@example.test")).firms == {str(Firm.objects.get().pk)}


def test_somebody_else_speaks_for_a_firm_only_when_who_does_says_yes(world: World) -> None:
    world.brings()
    firm = world.firm_comes_in()
    stranger = people.person_with("stranger@example.test")
    asked = actions.refer(
        actor=queries.actor_for(stranger),
        given=a_question(email="stranger@example.test", words="Stiekem"),
        consent=True,
        at=world.later(),
    )
    assert asked.passed is Passed.SPEAKER_ASKED
    assert queries.firm_cases(queries.actor_for(stranger)) == []
    assert actions.claim(actor=queries.actor_for(stranger), at=world.later()) == 0
    row = Speaker.objects.get(proof="asked")
    actions.answer_speaker(actor=firm, speaker_id=row.pk, yes=True, at=world.later())
    assert len(queries.firm_cases(queries.actor_for(stranger))) == 1
    assert world.case().needs.filter(words="Stiekem").exists()


def test_who_types_a_firms_number_does_not_get_before_the_address_that_its_contact_gave(world: World) -> None:
    world.brings()
    stranger = people.person_with("stranger@example.test")
    asked = actions.refer(
        actor=queries.actor_for(stranger),
        given=a_question(email="stranger@example.test"),
        consent=True,
        at=world.later(),
    )
    assert asked.passed is Passed.SPEAKER_ASKED
    assert actions.claim(actor=queries.actor_for(stranger), at=world.later()) == 0
    assert queries.firm_cases(queries.actor_for(stranger)) == []
    assert kinds_to("baker@example.test") == ["case_opened", "speaker_asked"]
    assert len(queries.firm_cases(world.firm_comes_in())) == 1


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
