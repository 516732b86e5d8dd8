"""Requests about topics between a school and a firm, and offers of two desks that look alike."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from tests.web.api.conftest import Program, World, firm_program, speaks_for_its_firm
from tests.web.api.test_own_running import AN_OFFER
from wegwijzer.web.offers.models import AlikePair, OfferingRow, TopicRequest

TOPIC = {
    **AN_OFFER,
    "kind": "topic",
    "title": "Brood dat langer vers blijft",
    "text": "Een student meet hoe lang brood vers blijft.",
    "price_eur": None,
    "price_per": "",
    "level": "bachelor",
    "field": "engineering",
    "term_from": AN_OFFER["valid_until"],
    "term_until": AN_OFFER["valid_until"],
}
ASKED = {"words": "Onze oven en ons meel staan klaar.", "firm_name": "De Korst", "agree": True}


@pytest.fixture
def firm(world: World) -> Program:
    world.referred()
    return firm_program(speaks_for_its_firm("baker@example.test", world.at), world.at)


def a_topic(world: World) -> OfferingRow:
    today = timezone.localdate()
    return OfferingRow.objects.create(
        kind="topic", side="structure", desk=world.college.desk, posted_by=world.college.manager, language="nl",
        title=TOPIC["title"], text=TOPIC["text"], steps=["test"], languages=["nl"], first=today,
        last=AN_OFFER["valid_until"], created=world.at, changed=world.at,
    )  # fmt: skip


def test_a_firm_asks_once_and_names_are_told_once_the_school_says_yes(world: World, firm: Program):
    topic, key = a_topic(world), {"Idempotency_Key": str(uuid4())}
    given = {**ASKED, "topic": str(topic.pk)}
    made = firm.done("topic-requests", given, **key)
    assert firm.send("topic-requests", given, **key).json() == made
    assert (made["state"], made["i_asked"], made["contact"]) == ("open", True, None)
    assert firm.send("topic-requests", given).json()["code"] == "refused"  # asked already
    path = f"topic-requests/{made['id']}"
    seen = world.college.program.told(path)
    assert (seen["waits_for_me"], seen["contact"]) == (True, None)
    assert "De Korst" not in str(seen)
    assert firm.send(path, {"answer": "yes"}).status_code == 404  # the other side answers
    assert world.college.program.send(path, {"answer": "take_back"}).status_code == 404
    agreed = world.college.program.done(path, {"answer": "yes"}, status=200)
    assert agreed["contact"]["name"] == "De Korst"
    assert firm.told(path)["contact"]["name"] == "College"
    assert firm.send(path, {"answer": "take_back"}).status_code == 422


def test_a_request_of_others_is_not_there(world: World, firm: Program):
    made = firm.done("topic-requests", {**ASKED, "topic": str(a_topic(world).pk)})
    path = f"topic-requests/{made['id']}"
    assert world.food.program.get(path).status_code == 404
    assert world.food.program.send(path, {"answer": "yes"}).status_code == 404
    assert world.food.program.told("topic-requests")["count"] == 0
    # What its person asked for a firm is nothing of their desk's.
    TopicRequest.objects.filter(pk=made["id"]).update(person=world.food.manager)
    assert world.food.program.get(path).status_code == 404
    assert firm.get(path).status_code == 404


@pytest.mark.parametrize(("changes", "where"), [({"words": "x"}, "body.words"), ({"firm_name": ""}, "body.firm_name")])
def test_a_request_with_a_fault_is_not_sent(world: World, firm: Program, changes, where):
    answer = firm.send("topic-requests", {**ASKED, "topic": str(a_topic(world).pk), **changes})
    assert (answer.status_code, answer.json()["faults"][0]["where"]) == (422, where)
    assert TopicRequest.objects.count() == 0


def test_two_desks_decide_what_their_offers_that_look_alike_are(world: World):
    college, food = world.college.program, world.food.program
    college.done("own-offerings", AN_OFFER)
    food.done("own-offerings", AN_OFFER)
    (pair,) = college.told("alike-offerings")["items"]
    assert {(one["structure"], one["is_mine"]) for one in pair["sides"]} == {("College", True), ("Food", False)}
    path = f"alike-offerings/{pair['id']}"
    assert college.done(path, {"decision": "same"}, status=200)["outcome"] == ""
    assert world.maes.program.send(path, {"decision": "different"}).status_code in (403, 404)
    other = world.peeters.program.send(path, {"decision": "different"})
    assert other.status_code in (403, 404)
    assert food.done(path, {"decision": "same"}, status=200)["outcome"] == "same"
    assert college.told("alike-offerings")["count"] == 0
    assert AlikePair.objects.get().decided is not None
