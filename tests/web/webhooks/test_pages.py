"""The pages of a desk's webhooks: for its manager alone."""

from __future__ import annotations

import re

import pytest

from wegwijzer.web.webhooks import actions
from wegwijzer.web.webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(stage) -> str:
    return f"/nl/loket/{stage.desks['college'].pk}/webhooks/"


def test_a_manager_sets_one_up_and_sees_its_secret_once(stage, page):
    tine = stage.client("tine")
    assert page in tine.get(page.replace("webhooks/", "")).content.decode()
    answer = tine.post(page, {"address": "https://crm.zee.example/hook", "kinds": ["case.received"]})
    (secret,) = re.findall(r"whsec_[\w+/=]+", answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    row = Endpoint.objects.get()
    assert secret not in row.secret
    assert row.created_by == stage.people["tine"]
    for address in (page, f"{page}{row.pk}/"):
        shown = tine.get(address).content.decode()
        assert "https://crm.zee.example/hook" in shown
        assert "whsec_" not in shown
    assert "Testbericht" in shown
    rotated = tine.post(f"{page}{row.pk}/sleutel/").content.decode()
    assert "whsec_" in rotated
    assert secret not in rotated


@pytest.mark.parametrize("name", ["tom", "filip", "cas", "bas", "bea", "ria"])
def test_for_others_it_is_not_there(stage, page, name, clock):
    made = actions.add(
        stage.desks["college"], "https://crm.example/", ["case.received"], language="nl", person_id="", at=clock.at
    )
    client, one = stage.client(name), f"{page}{made.endpoint.pk}/"
    row = Delivery.objects.get()
    assert client.get(page).status_code == 404
    assert client.get(one).status_code == 404
    for address in (page, one, f"{one}sleutel/", f"{one}opnieuw/{row.pk}/"):
        assert client.post(address, {"wat": "weg"}).status_code == 404
    assert Endpoint.objects.count() == 1


def test_a_manager_of_another_desk_reaches_nothing_through_their_own(stage, page, clock):
    made = actions.add(
        stage.desks["food"], "https://crm.example/", ["case.received"], language="nl", person_id="", at=clock.at
    )
    tine, row = stage.client("tine"), Delivery.objects.get()
    assert tine.get(f"{page}{made.endpoint.pk}/").status_code == 404
    assert tine.post(f"{page}{made.endpoint.pk}/opnieuw/{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"address": "http://crm.example/", "kinds": ["case.received"]}, "begint met https://"),
        ({"address": "https://127.0.0.1/", "kinds": ["case.received"]}, "openbare internet"),
        ({"address": "https://crm.example/", "kinds": []}, "minstens één soort"),
        ({"address": "https://crm.example/", "kinds": ["case.nonsense"]}, "minstens één soort"),
        ({}, "geen webadres"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(stage, page, sent, words):
    answer = stage.client("tine").post(page, sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sent.get("address", "") in answer.content.decode()
    assert not Endpoint.objects.exists()


def test_the_same_address_twice_and_too_many_are_refused(stage, page):
    tine = stage.client("tine")
    for number in range(actions.MOST_PER_DESK):
        tine.post(page, {"address": f"https://crm.example/{number}", "kinds": ["case.received"]})
    assert (
        "staat er al"
        in tine.post(page, {"address": "https://crm.example/0", "kinds": ["case.received"]}).content.decode()
    )
    more = tine.post(page, {"address": "https://crm.example/more", "kinds": ["case.received"]})
    assert "hoogstens 5" in more.content.decode()


def test_each_button_does_what_it_says(stage, page, clock):
    made = actions.add(
        stage.desks["college"], "https://crm.example/", ["case.received"], language="nl", person_id="", at=clock.at
    )
    tine, one, row = stage.client("tine"), f"{page}{made.endpoint.pk}/", Delivery.objects.get()
    Delivery.objects.update(state="failed", fault="away", attempts=10)
    assert "10 keer proberen: Uw systeem antwoordt niet" in tine.get(one).content.decode()
    answer = tine.post(f"{one}opnieuw/{row.pk}/", follow=True)
    assert "met hetzelfde nummer" in answer.content.decode()
    assert Delivery.objects.get().state == "waiting"
    for wanted, state in (("uit", "off"), ("aan", "on")):
        tine.post(one, {"wat": wanted})
        assert Endpoint.objects.get().state == state
    tine.post(one, {"wat": "kiezen", "kinds": ["case.closed"]})
    assert Endpoint.objects.get().kinds == ["case.closed"]
    tine.post(one, {"wat": "weg"})
    assert not Endpoint.objects.exists()
