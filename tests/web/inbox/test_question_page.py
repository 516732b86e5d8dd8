"""What stands on the page of a question, and in which order it is told."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.web.inbox.conftest import text_of
from tests.web.visitor import words_of
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Participant
from wegwijzer.web.referral.queries import actor_for

pytestmark = pytest.mark.django_db


def page_of(world, name: str, offer) -> str:
    """The page as somebody sees it."""
    return text_of(world.browser(name).get(f"/nl/postvak/{offer.pk}/"))


def test_a_name_with_an_apostrophe_reads_as_it_is_written(world, offer):
    Desk.objects.filter(pk=world.centre.pk).update(name="Flanders' FOOD")
    page = page_of(world, "arne", offer)
    assert "&amp;#x27;" not in page
    assert "Flanders' FOOD" in words_of(page)


def test_a_question_that_opens_a_case_is_told_once(world, offer):
    told = words_of(page_of(world, "arne", offer))
    assert "De vraag is gesteld" in told
    assert "Een vraag toegevoegd" not in told
    world.refer(subject="marketing")
    assert "Een vraag toegevoegd" in words_of(page_of(world, "arne", offer))


def test_a_phone_number_is_only_promised_where_there_is_one(world, offer):
    assert "uw naam en telefoonnummer" in page_of(world, "arne", offer)
    Desk.objects.filter(pk=world.centre.pk).update(phone="")
    assert "De onderneming krijgt meteen uw naam." in page_of(world, "arne", offer)


def test_after_the_end_the_next_step_comes_first_and_no_heading_stands_empty(world, offer):
    arne = world.browser("arne")
    for to in ("taken_up", "done"):
        offer.refresh_from_db()
        arne.post(f"/nl/postvak/{offer.pk}/stap/", {"to": to, "version": str(offer.version)})
    page = page_of(world, "arne", offer)
    assert "Wat u kunt doen" not in page
    assert page.index("Wat zou nu een volgende stap zijn?") < page.index("Het verhaal")


def test_the_firms_yes_to_a_contact_is_told_as_the_firms_own(world, case, offer):

    bank = Desk.objects.create(kind="bank", name="Proefbank")
    bank.memberships.create(person=world.people["stranger"], role="first_line")
    given = Given(FirmGiven("B", "x@y.example", "0403019261"), NeedGiven("marketing", "", about="first_line"))
    teller = actor_for(world.people["stranger"])
    actions.refer(actor=teller, given=given, desk_id=str(bank.pk), consent=True, at=timezone.now())
    asked = Participant.objects.get(desk=bank)
    actions.claim(actor=actor_for(world.people["an"]), at=timezone.now())
    actions.answer_join(actor=actor_for(world.people["an"]), participant_id=asked.pk, yes=True, at=timezone.now())
    told = words_of(page_of(world, "arne", offer))
    assert "Proefbank mag meevolgen" in told
    assert "(Proefbank) mag" not in told
    assert "An Peeters (Proefbank)" not in told
