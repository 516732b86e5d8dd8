"""A firm's address that was typed wrong: who may mend it, what stops, what starts, and what is kept of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.inbox.conftest import text_of
from tests.web.visitor import words_of
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.happenings import Happening
from wegwijzer.web.referral.models import Event, Speaker
from wegwijzer.web.referral.queries import actor_for

WRONG, RIGHT, WHY = "ann@bakery.example", "jan@bakkerij.example", "De zaakvoerder belde."
ADMINISTRATOR = "/nl/adres-verbeteren/"


@pytest.fixture
def wrong(world):
    """A question whose firm can be reached at an address with a slip."""
    return world.refer(email=WRONG)


def at_desk(offer) -> str:
    """The address of the manager's form."""
    return f"/nl/postvak/{offer.pk}/adres/{Speaker.objects.get().pk}/"


def links_to(address: str) -> list[str]:
    """The links in the letters that wait for an address."""
    return [row.values["link"] for row in Outgoing.objects.filter(to=address, state="waiting")]


def test_the_manager_mends_it_and_the_right_address_gets_its_link(world, wrong):
    manager = world.browser("mieke")
    assert at_desk(wrong) in text_of(manager.get(f"/nl/postvak/{wrong.pk}/"))
    (old_link,) = links_to(WRONG)
    response = manager.post(at_desk(wrong), {"email": RIGHT, "why": WHY})
    assert response["Location"] == f"/nl/postvak/{wrong.pk}/?gedaan=mended"
    assert "Het adres is verbeterd" in text_of(manager.get(response["Location"]))
    assert links_to(WRONG) == []
    (new_link,) = links_to(RIGHT)
    assert Client().post(old_link).status_code != 302  # the link that went to the wrong address is over
    reader = Client()
    case_page = reader.post(new_link)["Location"]
    assert "Waar is mijn vraag?" in text_of(reader.get(case_page, follow=True))


def test_it_is_kept_who_did_it_when_and_why_and_the_firm_reads_it(world, wrong):
    world.browser("mieke").post(at_desk(wrong), {"email": RIGHT, "why": WHY})
    event = Event.objects.get(kind=Happening.ADDRESS_MENDED.value)
    assert (event.person, event.desk, event.words) == (world.people["mieke"], world.centre, WHY)
    told = words_of(text_of(world.browser("arne").get(f"/nl/postvak/{wrong.pk}/")))
    assert "Het e-mailadres van de onderneming is verbeterd" in told
    assert WHY in told
    reader = Client()
    reader.post(links_to(RIGHT)[0])
    assert WHY in text_of(reader.get(f"/nl/mijn-vragen/{wrong.need.case_id}/", follow=True))


def test_later_letters_go_to_the_right_address_alone(world, wrong):
    world.browser("mieke").post(at_desk(wrong), {"email": RIGHT, "why": WHY})
    Outgoing.objects.all().delete()
    wrong.refresh_from_db()
    actor = actor_for(world.people["arne"])
    actions.write_message(actor=actor, case_id=wrong.need.case_id, words="Dag!", at=timezone.now())
    assert list(Outgoing.objects.values_list("to", flat=True)) == [RIGHT]


@pytest.mark.parametrize("name", ["arne", "victor", "carla", "an", "ria", "anouk"])
def test_for_everybody_else_the_form_is_not_there(world, wrong, name):
    browser = world.browser(name)
    assert browser.post(at_desk(wrong), {"email": RIGHT, "why": WHY}).status_code == 404
    assert browser.post(ADMINISTRATOR, {"old": WRONG, "email": RIGHT, "why": WHY}).status_code == 404
    assert Speaker.objects.get().person.email == WRONG
    assert "Adres klopt niet?" not in text_of(browser.get(f"/nl/postvak/{wrong.pk}/"))


def test_once_somebody_came_in_only_the_administrator_can(world, wrong):
    stranger = Client()
    stranger.post(links_to(WRONG)[0])
    stranger.get("/nl/mijn-vragen/")
    assert Speaker.objects.get().confirmed_at is not None
    assert world.browser("mieke").post(at_desk(wrong), {"email": RIGHT, "why": WHY}).status_code == 404
    response = world.browser("bea").post(ADMINISTRATOR, {"old": WRONG.upper(), "email": RIGHT, "why": WHY})
    assert response["Location"] == f"{ADMINISTRATOR}?gedaan=mended"
    assert Speaker.objects.get().person.email == RIGHT
    assert stranger.get(f"/nl/mijn-vragen/{wrong.need.case_id}/").status_code == 404


def test_the_administrator_sees_no_question(world, wrong):
    browser = world.browser("bea")
    page = text_of(browser.post(ADMINISTRATOR, {"old": WRONG, "email": "", "why": ""}))
    assert wrong.need.words not in page
    assert "Bakkerij Peeters" not in page  # one firm: there is nothing to choose
    assert ADMINISTRATOR in text_of(browser.get("/nl/mensen/"))


def test_of_two_firms_with_the_same_wrong_address_one_is_chosen(world, wrong):
    world.refer(firm="Slagerij Voorbeeld", number="0202239951", email=WRONG)
    browser, sent = world.browser("bea"), {"old": WRONG, "email": RIGHT, "why": WHY}
    page = browser.post(ADMINISTRATOR, sent)
    assert page.status_code == 422
    assert "Slagerij Voorbeeld" in text_of(page)
    chosen = Speaker.objects.get(firm__name="Slagerij Voorbeeld")
    browser.post(ADMINISTRATOR, {**sent, "speaker": str(chosen.pk)})
    assert set(Speaker.objects.values_list("firm__name", "person__email")) == {
        ("Slagerij Voorbeeld", RIGHT),
        ("Bakkerij Peeters", WRONG),
    }
    assert len(links_to(WRONG)) == 1  # the letter about the other firm still goes


def test_who_was_let_in_by_the_firm_is_left_alone(world, wrong):
    Speaker.objects.update(confirmed_at=timezone.now(), proof="speaker")
    page = world.browser("bea").post(ADMINISTRATOR, {"old": WRONG, "email": RIGHT, "why": WHY})
    assert page.status_code == 422
    assert Speaker.objects.get().person.email == WRONG


@pytest.mark.parametrize(
    ("email", "why", "told"),
    [
        ("", WHY, "Vul een e-mailadres in"),
        ("jan", WHY, "Dit is geen e-mailadres"),
        (WRONG.upper(), WHY, "Dit is hetzelfde adres"),
        ("arne@voorbeeld.example", WHY, "iemand die zelf met deze vraag bezig is"),
        ("mieke@voorbeeld.example", WHY, "iemand die zelf met deze vraag bezig is"),
        ("carla@voorbeeld.example", WHY, "iemand die zelf met deze vraag bezig is"),
        (RIGHT, " ", "Schrijf hoe u weet"),
        (RIGHT, "x" * 301, "hoogstens 300 tekens"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(world, wrong, email, why, told):
    page = world.browser("mieke").post(at_desk(wrong), {"email": email, "why": why})
    assert page.status_code == 422
    assert told in words_of(text_of(page))
    assert f'value="{why.strip()}"' in text_of(page)
    assert Speaker.objects.get().person.email == WRONG
    assert not Event.objects.filter(kind=Happening.ADDRESS_MENDED.value).exists()
    assert len(links_to(WRONG)) == 1


def test_the_person_behind_the_wrong_address_keeps_everything_else(world, wrong):
    real = people.person_with(WRONG)
    people.make_link(real, to_path="/nl/account/", at=timezone.now(), valid_for=timezone.timedelta(days=1), purpose="x")
    world.browser("mieke").post(at_desk(wrong), {"email": RIGHT, "why": WHY})
    kept = Person.objects.get(pk=real.pk)
    assert (kept.email, kept.is_active) == (WRONG, True)
    assert kept.links.get(purpose="x").used_at is None
