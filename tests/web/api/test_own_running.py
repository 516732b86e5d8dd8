"""An organiser's site: its events, the lists that are read, what looks like another's, and its offers."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.web.api.conftest import Program, World
from wegwijzer.web.agenda.models import Clash, Feed, Listing
from wegwijzer.web.offers.models import OfferingRow

DAY = (timezone.localdate() + timedelta(days=30)).isoformat()
AN_EVENT = {
    "title": "Minder afval in de bakkerij",
    "day": DAY,
    "begins": "14:00",
    "ends": "16:30",
    "place": "Campus Zee, Oostende",
    "postal_code": "8400",
    "summary": "Wat werkt, en wat het kost.",
    "address": "https://voorbeeld.example/afval",
    "price_eur": 12.5,
    "themes": ["product"],
}
AN_OFFER = {
    "kind": "expertise",
    "title": "Houdbaarheid van brood",
    "text": "Wij meten hoe lang uw brood vers blijft, en waarom niet langer.",
    "business_domains": ["product"],
    "steps": ["test"],
    "languages": ["nl"],
    "valid_until": (timezone.localdate() + timedelta(days=90)).isoformat(),
    "page": "https://voorbeeld.example/brood",
    "price_eur": 450,
    "price_per": "day",
}


@pytest.fixture
def college(world: World) -> Program:
    return world.college.program


def test_an_event_is_announced_once_changed_and_called_off(college: Program):
    key = {"Idempotency_Key": str(uuid4())}
    made = college.done("own-events", AN_EVENT, **key)
    assert (made["state"], made["source"], made["price_eur"], made["province"]) == (
        "public",
        "form",
        12.5,
        "west-vlaanderen",
    )
    again = college.send("own-events", AN_EVENT, **key)
    assert (again.json(), again["Idempotency-Replayed"]) == (made, "true")
    assert college.send("own-events", {**AN_EVENT, "title": "Iets anders"}, **key).json()["code"] == "sent_before"
    assert Program().told("events")["items"][0]["id"] == made["id"]
    path = f"own-events/{made['id']}"
    whole_day, seen = {**AN_EVENT, "begins": None, "ends": None}, college.get(path)["ETag"]
    assert college.send(path, whole_day).json()["code"] == "no_version"
    moved = college.done(path, whole_day, status=200, If_Match=seen)
    assert (moved["is_all_day"], moved["version"]) == (True, made["version"] + 1)
    late = [
        college.send(address, sent, If_Match=seen) for address, sent in ((path, AN_EVENT), (f"{path}/cancel", None))
    ]
    assert [(one.status_code, one.json()["code"]) for one in late] == [(412, "changed")] * 2
    assert college.told(path)["is_all_day"]
    assert college.send(f"{path}/cancel", None).status_code == 428
    assert college.done(f"{path}/cancel", None, status=200, If_Match="*")["state"] == "cancelled"
    assert college.told("own-events")["items"] == [college.told(f"own-events/{made['id']}")]
    assert Listing.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"place": ""}, "body.place"),
        ({"themes": ["brood"]}, "body.themes.0"),
        ({"begins": "16:30", "ends": "14:00"}, "body.ends"),
        ({"day": "2020-01-01"}, "body.day"),
        ({"address": "javascript:alert(1)"}, "body.address"),
        ({"begins": "25:00"}, "body.begins"),
        ({"desk": "x"}, "body.desk"),
    ],
)
def test_an_event_with_a_fault_is_not_announced_and_it_says_where(college: Program, changes, where):
    answer = college.send("own-events", {**AN_EVENT, **changes})
    assert (answer.status_code, [one["where"] for one in answer.json()["faults"]]) == (422, [where])
    assert Listing.objects.count() == 0


def test_an_event_that_looks_like_anothers_waits_until_its_organiser_decides(world: World, college: Program):
    theirs = world.food.program.done("own-events", AN_EVENT)
    mine = college.done("own-events", AN_EVENT)
    assert (mine["state"], bool(mine["decide_by"])) == ("waiting", True)
    (found,) = college.told("event-clashes")["items"]
    assert (found["ours"]["id"], found["theirs"]["id"]) == (mine["id"], theirs["id"])
    stranger = world.peeters.program.send(f"event-clashes/{found['id']}", {"decision": "different"})
    assert stranger.status_code in (403, 404)
    decided = college.done(f"event-clashes/{found['id']}", {"decision": "different", "whole_series": False}, status=200)
    assert (decided["decision"], decided["ours"]["state"]) == ("different", "public")
    assert Clash.objects.get().decided_by == world.college.desk
    waits = college.done("own-events", {**AN_EVENT, "title": "Minder afval in bakkerijen"})
    assert college.send(f"own-events/{waits['id']}/cancel", None, If_Match="*").status_code == (
        204 if waits["state"] == "waiting" else 200
    )


def test_a_list_of_events_is_followed_read_and_left(college: Program):
    given = {"address": "https://voorbeeld.example/agenda.ics"}
    made = college.done("event-lists", given)
    assert college.done("event-lists", given)["id"] == made["id"]
    wrong = college.send("event-lists", {"address": "ftp://voorbeeld.example/x"})
    assert (wrong.status_code, wrong.json()["faults"][0]["where"]) == (422, "body.address")
    assert college.done(f"event-lists/{made['id']}/read", None, status=200)["id"] == made["id"]
    assert Feed.objects.get().wanted_at is not None
    assert college.told("event-lists") == {"items": [college.told("event-lists")["items"][0]]}
    assert college.send(f"event-lists/{made['id']}", "", method="delete").status_code == 204
    assert Feed.objects.count() == 0


def test_an_offer_is_posted_once_written_anew_prolonged_hidden_and_removed(world: World, college: Program):
    key = {"Idempotency_Key": str(uuid4())}
    made = college.done("own-offerings", AN_OFFER, **key)
    assert (made["life"], made["price"], made["structures"]) == ("open", {"euro": 450.0, "per": "day"}, ["College"])
    assert college.send("own-offerings", AN_OFFER, **key).json() == made
    assert OfferingRow.objects.count() == 1
    assert Program().told(f"offerings/{made['id']}")["title"] == AN_OFFER["title"]
    path = f"own-offerings/{made['id']}"
    tag = college.get(path)["ETag"]
    written = {name: value for name, value in AN_OFFER.items() if name != "kind"} | {
        "title": "Hoe lang blijft brood vers?"
    }
    assert college.send(path, written).json()["code"] == "no_version"
    assert college.done(path, written, status=200, If_Match=tag)["title"] == "Hoe lang blijft brood vers?"
    late = college.send(path, written, If_Match=tag)
    assert (late.status_code, late.json()["code"]) == (412, "changed")
    last = (timezone.localdate() + timedelta(days=120)).isoformat()
    assert college.done(f"{path}/prolong", {"last": last}, status=200)["last"] == last
    assert college.done(f"{path}/hide", None, status=200)["life"] == "withdrawn"
    assert college.told("own-offerings")["count"] == 1
    assert college.send(path, "", method="delete").status_code == 204
    assert OfferingRow.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"title": "x"}, "body.title"),
        ({"business_domains": ["brood"]}, "body.business_domains"),
        ({"page": "javascript:alert(1)"}, "body.page"),
        ({"price_per": "brood"}, "body.price_per"),
        ({"valid_until": "2020-01-01"}, "body.valid_until"),
        ({"kind": "brood"}, "body.kind"),
    ],
)
def test_an_offer_with_a_fault_is_not_posted_and_it_says_where(college: Program, changes, where):
    answer = college.send("own-offerings", {**AN_OFFER, **changes})
    assert answer.status_code == 422, answer.content
    assert where in [one["where"] for one in answer.json()["faults"]]
    assert OfferingRow.objects.count() == 0


def test_what_another_desk_announces_and_offers_is_not_there(world: World, college: Program):
    event, offer = college.done("own-events", AN_EVENT), college.done("own-offerings", AN_OFFER)
    listed = college.done("event-lists", {"address": "https://voorbeeld.example/agenda.ics"})
    written = {name: value for name, value in AN_OFFER.items() if name != "kind"}
    changes = [
        (f"own-events/{event['id']}", AN_EVENT),
        (f"own-events/{event['id']}/cancel", None),
        (f"event-lists/{listed['id']}/read", None),
        (f"own-offerings/{offer['id']}", written),
        (f"own-offerings/{offer['id']}/hide", None),
        (f"own-offerings/{offer['id']}/prolong", {"last": AN_OFFER["valid_until"]}),
    ]
    for other in (world.food.program, world.maes.program):
        for path, sent in changes:
            assert other.send(path, sent, If_Match="*").status_code == 404, path
        for path in (f"own-events/{event['id']}", f"own-offerings/{offer['id']}"):
            assert other.get(path).status_code == 404
        for path in (f"event-lists/{listed['id']}", f"own-offerings/{offer['id']}"):
            assert other.send(path, "", method="delete").status_code == 404
    assert world.maes.program.get("own-events").status_code == 404  # an office announces nothing
    assert world.food.program.told("own-offerings")["count"] == 0
