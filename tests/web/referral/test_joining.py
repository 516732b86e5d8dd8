"""Others that come to a firm that is helped already: they join with its consent, and no second case is opened."""

from __future__ import annotations

import pytest

from tests.web.referral.conftest import World, a_question
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.actions.opening import Passed
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.models import (
    Case,
    Firm,
    Offer,
    Pending,
    Speaker,
)


def kinds_to(email: str) -> list[str]:
    """The kinds of letters that wait for an address, oldest first."""
    return list(Outgoing.objects.filter(to=email).order_by("created", "kind").values_list("kind", flat=True))


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
