"""The state of the mail, for the administrator alone: what failed and why, and trying again; and nobody's address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.visitor import words_of
from wegwijzer.web.people.models import Person
from wegwijzer.web.post import actions
from wegwijzer.web.post.kinds import KINDS
from wegwijzer.web.post.models import Heartbeat, Outgoing
from wegwijzer.web.post.outbox_list import PARTS, counts
from wegwijzer.wording.language import LANGUAGES, texts

pytestmark = pytest.mark.django_db
STATES = {
    "queued": {"state": "waiting"},
    "retry": {"state": "waiting", "attempts": 2, "error": "450 <bas@zaak.example>: try later"},
    "unsure": {"state": "unsure", "attempts": 1, "error": "the connection broke"},
    "failed": {"state": "failed", "attempts": 1, "error": "550 5.1.1 <bas@zaak.example>: no such user"},
    "abandoned": {"state": "failed", "attempts": 12, "error": "given up after 12 attempts: 450 busy"},
    "sent": {"state": "sent", "attempts": 1, "sent_at": timezone.now()},
}


@pytest.fixture
def letters(an: Person) -> None:
    """A letter in every part of the outbox."""
    later = timezone.now() + timedelta(hours=4)
    for name, found in STATES.items():
        values = {"link": "/nl/mijn-vragen/7f0c/", "subject": "process", "desk": "Kollegium"}
        actions.put_one(
            actions.letter(key=name, kind="handed_over", person=an, values=values, at=timezone.now(), not_before=later)
        )
        Outgoing.objects.filter(key=name).update(**found)


@pytest.fixture
def bea(administrator: Person) -> Client:
    """The administrator's browser."""
    client = Client()
    client.force_login(administrator)
    return client


def see(client: Client, part: str = "", language: str = "nl") -> str:
    return words_of(client.get(f"/{language}/mensen/post/?deel={part}").content.decode())


def do(client: Client, part: str, **fields: str) -> str:
    response = client.post("/nl/mensen/post/doe/", {"deel": part, **fields})
    return words_of(client.get(response["Location"]).content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_its_count_and_every_kind_of_letter_its_words(letters, bea, language):
    assert counts() == dict.fromkeys(PARTS, 1)
    page = see(bea, language=language)
    for part in PARTS:
        assert f"{texts('signin', language)[f'signin.mail.part.{part}']} 1" in page
    assert {f"signin.mail.kind.{kind}" for kind in KINDS} <= set(texts("signin", language))


@pytest.mark.parametrize("part", PARTS)
def test_no_address_stands_anywhere(letters, bea, part):
    page = bea.get(f"/nl/mensen/post/?deel={part}").content.decode()
    assert "an@bakkerij" not in page
    assert "bas@zaak" not in page


def test_a_refused_letter_shows_why_and_at_whose_server(letters, bea):
    page = see(bea, "failed")
    assert "550 5.1.1 <[e-mailadres]>: no such user" in page
    assert "naar een adres bij bakkerij.example" in page


def test_what_asks_for_a_decision_is_shown_first_and_whether_anything_is_sent_at_all(letters, bea):
    assert "nog nooit een teken van leven" in see(bea)
    Heartbeat.objects.create(name="worker", at=timezone.now())
    page = see(bea)
    assert "laatst een teken van leven" in page
    assert "Ze kwam aan" in page


@pytest.mark.parametrize("part", ["unsure", "failed", "abandoned", "retry"])
def test_one_letter_is_tried_again_at_once(letters, bea, part):
    assert "vertrekt opnieuw" in do(bea, part, what="again", key=part)
    row = Outgoing.objects.get(key=part)
    assert row.state == "waiting"
    assert row.not_before <= timezone.now()


def test_all_of_a_part_are_tried_again_and_no_others(letters, bea):
    assert "1 brief vertrekt opnieuw" in do(bea, "failed", what="all")
    states = dict(Outgoing.objects.values_list("key", "state"))
    assert (states["failed"], states["abandoned"], states["unsure"]) == ("waiting", "failed", "unsure")


def test_what_may_have_arrived_is_never_sent_again_by_the_dozen(letters, bea):
    assert bea.post("/nl/mensen/post/doe/", {"deel": "unsure", "what": "all"}).status_code == 404
    assert "telt als aangekomen" in do(bea, "unsure", what="settle", key="unsure")
    assert Outgoing.objects.get(key="unsure").state == "sent"


def test_an_erased_letter_cannot_be_sent_again(letters, bea, an):
    actions.forget_person(an)
    page = bea.get("/nl/mensen/post/?deel=failed").content.decode()
    assert not re.search(r'name="what"', page)
    assert "viel niets meer te doen" in do(bea, "failed", what="again", key="failed")


@pytest.mark.parametrize("who", ["mieke", "arne"])
def test_for_others_it_is_not_there(letters, desk, who):
    client = Client()
    client.force_login(Person.objects.get(email__startswith=who))
    assert client.get("/nl/mensen/post/").status_code == 404
    assert client.post("/nl/mensen/post/doe/", {"deel": "failed", "what": "all"}).status_code == 404
    assert Outgoing.objects.get(key="failed").state == "failed"


def test_the_page_of_people_leads_to_it(bea):
    assert "/nl/mensen/post/" in bea.get("/nl/mensen/").content.decode()
