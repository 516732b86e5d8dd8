"""An adviser, or a contact, who presses again after a lost answer: one message, one appointment, one referral on."""

from __future__ import annotations

import re

import pytest

from tests.web.inbox.conftest import text_of
from wegwijzer.web.people.models import Absence
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral.models import Appointment, Message, Offer

TALK = {"day": "2031-03-04", "hour": "10:00", "minutes": "60", "place": "Bij u"}


def key_on(page: str, action: str) -> str:
    """The one-time key of the form that is sent to an address."""
    form = page[page.index(f'action="{action}"') :]
    return re.search(r'name="once" value="([0-9a-f-]{36})"', form[: form.index("</form>")])[1]


def press_twice(browser, page: str, action: str, fields: dict[str, str]) -> str:
    """Send a form of a page two times; the address to which both led."""
    sent = fields | {"once": key_on(text_of(browser.get(page)), action)}
    first, second = browser.post(action, sent), browser.post(action, sent)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    return first["Location"]


@pytest.fixture
def taken_up(world, offer) -> str:
    """The page of a question that Arne took up."""
    page = f"/nl/postvak/{offer.pk}/"
    world.browser("arne").post(f"{page}stap/", {"to": "taken_up", "version": "1"})
    return page


def test_a_message_to_the_firm(world, offer, taken_up):
    led_to = press_twice(world.browser("arne"), taken_up, f"{taken_up}bericht/", {"words": "Dag, past morgen?"})
    assert led_to == f"{taken_up}?gedaan=message"
    assert Message.objects.count() == 1
    assert Outgoing.objects.filter(kind="message_new").count() == 1


def test_an_appointment_and_its_new_hour(world, offer, taken_up):
    arne = world.browser("arne")
    press_twice(arne, taken_up, f"{taken_up}afspraak/", TALK)
    made = Appointment.objects.get()
    move = {**TALK, "hour": "11:00", "sequence": "0", "what": "move"}
    assert press_twice(arne, taken_up, f"{taken_up}afspraak/{made.pk}/", move) == f"{taken_up}?gedaan=moved"
    made.refresh_from_db()
    assert made.sequence == 1


def test_two_messages_on_two_pages_are_two(world, offer, taken_up):
    arne = world.browser("arne")
    for _ in "12":
        press_twice(arne, taken_up, f"{taken_up}bericht/", {"words": "Dag, past morgen?"})
    assert Message.objects.count() == 2


def test_referring_on(world, offer):
    address = f"/nl/postvak/{offer.pk}/doorverwijzen/"
    fields = {"naar": str(world.college.pk), "version": "1", "words": "Zij kennen dit."}
    led_to = press_twice(world.browser("arne"), f"{address}?naar={world.college.pk}", address, fields)
    assert led_to == f"/nl/postvak/{offer.pk}/?gedaan=referred"
    assert Offer.objects.filter(desk=world.college).count() == 1


def test_a_colleague_with_the_same_old_page_is_told_and_not_shown_a_success(world, offer):
    address = f"/nl/postvak/{offer.pk}/doorverwijzen/"
    arne, ben = world.browser("arne"), world.browser("ben")
    key = key_on(text_of(arne.get(f"{address}?naar={world.college.pk}")), address)
    fields = {"naar": str(world.college.pk), "version": "1", "once": key}
    arne.post(address, fields)
    told = ben.post(address, fields)
    assert told.status_code == 422
    assert "al verstuurd" in text_of(told)


def test_a_contacts_message(world, brought):
    page = f"/nl/doorverwezen/{brought.pk}/"
    press_twice(world.browser("carla"), page, f"{page}bericht/", {"words": "Zij vertrekt in mei."})
    assert Message.objects.count() == 1


def test_days_away(world):
    page = f"/nl/loket/{world.centre.pk}/"
    press_twice(world.browser("mieke"), page, f"{page}afwezig/", {"first": "2031-07-01", "last": "2031-07-05"})
    assert Absence.objects.count() == 1
