"""What is told, to whom, in the transaction of the change itself."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

import wegwijzer
from tests.web.cases.conftest import NOW, Stage
from tests.web.webhooks.conftest import ALL
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.publications.actions import published
from wegwijzer.web.publications.models import Proposal, Publication
from wegwijzer.web.referral import actions as referral
from wegwijzer.web.referral.models import Offer, Participant
from wegwijzer.web.webhooks import actions
from wegwijzer.web.webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db


def listen(stage: Stage, desk: str, *kinds: str) -> Endpoint:
    """A desk's system that listens, without its first test."""
    address = f"https://{desk}.example/hook"
    found = actions.add(stage.desks[desk], address, kinds or ALL, language="nl", person_id="", at=NOW)
    Delivery.objects.filter(endpoint=found.endpoint).delete()
    return found.endpoint


def told(endpoint: Endpoint) -> list[str]:
    return list(Delivery.objects.filter(endpoint=endpoint).order_by("created", "source").values_list("kind", flat=True))


def step(stage: Stage, name: str, offer: Offer, to: OfferState, reason: Reason | None = None) -> None:
    offer.refresh_from_db()
    referral.take_step(actor=stage.actor(name), offer_id=offer.pk, step=Step(to, reason), version=offer.version, at=NOW)


def test_a_desk_hears_of_its_own_offers_from_the_first_to_the_last(stage):
    endpoint, other = listen(stage, "college"), listen(stage, "front")
    case = stage.ask("bas", "college")
    offer = Offer.objects.get()
    step(stage, "tom", offer, OfferState.TAKEN_UP)
    step(stage, "tom", offer, OfferState.DONE)
    assert set(told(endpoint)) == {"case.received", "case.accepted", "case.ended", "case.closed"}
    assert told(other) == []
    body = json.loads(Delivery.objects.get(kind="case.accepted").body)
    assert body["data"] == {
        "desk": str(stage.desks["college"].pk),
        "role": "asked",
        "case": str(case.pk),
        "need": str(offer.need_id),
        "question": str(offer.pk),
        "state": "taken_up",
        "page": f"http://127.0.0.1:8000/nl/postvak/{offer.pk}/",
        "api": f"http://127.0.0.1:8000/api/v1/inbox/{offer.pk}",
    }


def test_messages_name_nobody_and_quote_nobody(stage):
    listen(stage, "college")
    stage.ask("bas", "college", words="De verpakking van Bakkerij Bas scheurt.", firm="Bakkerij Bas")
    step(stage, "tom", Offer.objects.get(), OfferState.NOT_FOR_US, Reason.NO_CAPACITY)
    written = "".join(Delivery.objects.values_list("body", flat=True))
    assert "case.declined" in written
    for word in ("Bas", "verpakking", "@", "Tom", "Hogeschool"):
        assert word not in written


def test_referring_on_tells_both_sides_and_withdrawing_leaves_no_way_in(stage):
    endpoint, other = listen(stage, "college"), listen(stage, "food")
    stage.ask("bas", "college")
    offer = Offer.objects.get()
    desks = (str(stage.desks["food"].pk),)
    referral.refer_on(actor=stage.actor("tom"), offer_id=offer.pk, desks=desks, version=offer.version, at=NOW)
    assert sorted(told(endpoint)) == ["case.handed_on", "case.received"]
    assert told(other) == ["case.received"]
    new = Offer.objects.get(parent=offer)
    referral.withdraw_offer(actor=stage.actor("bas"), offer_id=new.pk, at=NOW)
    data = json.loads(Delivery.objects.get(endpoint=other, kind="case.withdrawn").body)["data"]
    assert "page" not in data
    assert "api" not in data


def test_an_office_hears_how_it_goes_with_a_case_that_it_brought(stage):
    endpoint = listen(stage, "office")
    stage.bring("cas", "office", "bas@zaak.example", "college")
    assert told(endpoint) == []  # what it did itself
    step(stage, "tom", Offer.objects.get(), OfferState.TAKEN_UP)
    (row,) = Delivery.objects.filter(endpoint=endpoint)
    data = json.loads(row.body)["data"]
    assert (row.kind, data["role"]) == ("case.accepted", "brought")
    assert data["page"].endswith(f"/nl/doorverwezen/{Participant.objects.get().pk}/")
    assert data["api"].endswith(f"/api/v1/referrals/{data['referral']}")
    assert "question" not in data


def test_only_what_was_chosen_is_told_and_nothing_while_it_is_off(stage):
    endpoint = listen(stage, "college", "case.accepted")
    stage.ask("bas", "college")
    step(stage, "tom", Offer.objects.get(), OfferState.TAKEN_UP)
    assert told(endpoint) == ["case.accepted"]
    actions.switch_off(endpoint)
    step(stage, "tom", Offer.objects.get(), OfferState.WAITING)
    step(stage, "tom", Offer.objects.get(), OfferState.TAKEN_UP)
    assert told(endpoint) == ["case.accepted"]


def test_a_change_that_is_undone_tells_nothing(stage):
    endpoint = listen(stage, "college")
    with transaction.atomic():
        stage.ask("bas", "college")
        assert told(endpoint) == ["case.received"]
        transaction.set_rollback(True)
    assert told(endpoint) == []


def test_a_publication_and_its_undoing_are_told_to_who_wants_the_catalogue(stage):
    endpoint, other = listen(stage, "office"), listen(stage, "food", "case.received")
    first = a_publication(stage, 1)
    published.send(Publication, publication=first)
    published.send(Publication, publication=first)  # whatever tells it twice, it is kept once
    published.send(Publication, publication=a_publication(stage, 2, undoes=first))
    rows = Delivery.objects.filter(endpoint=endpoint).order_by("source")
    data = [json.loads(row.body)["data"] for row in rows]
    assert [row.kind for row in rows] == ["catalogue.published", "catalogue.withdrawn"]
    assert data[0]["api"].endswith("/api/v1/measures/kmo-portefeuille")
    assert data[0]["page"].endswith("/nl/maatregelen/kmo-portefeuille/")
    assert (data[0]["starts"], data[0]["withdraws"], data[1]["withdraws"]) == ("2027-01-01", None, first.pk)
    assert told(other) == []


def a_publication(stage: Stage, number: int, undoes: Publication | None = None) -> Publication:
    """A publication as it stands in the database."""
    said = {
        "measure": "kmo-portefeuille",
        "text": "x",
        "starts": date(2027, 1, 1),
        "author": stage.people["ria"],
        "reason": "Decided.",
        "source_title": "Decision",
        "source_url": "https://example.org/rule",
        "confidence": "high",
    }
    proposal = Proposal.objects.create(kind="change", base="b", created=NOW, changed=NOW, **said)
    approver = stage.people["bea"]
    return Publication.objects.create(
        proposal=proposal, step=number, text_before="y", approver=approver, at=NOW, undoes=undoes, **said
    )


def test_every_event_of_a_case_is_kept_where_listeners_hear_of_it():
    """Else a change would be told to nobody. The demonstration's past is told to nobody on purpose."""
    folder = Path(wegwijzer.__file__).parent / "web"
    keepers = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if re.search(r"\bEvent\.objects\.(bulk_)?create|\bEvent\(", path.read_text(encoding="utf-8"))
        and "referral" in path.read_text(encoding="utf-8")
        and "migrations" not in str(path)
    }
    assert {name for name in keepers if name.startswith("referral/")} == {
        "referral/models.py",
        "referral/recording.py",
        "referral/demo_past.py",
    }
