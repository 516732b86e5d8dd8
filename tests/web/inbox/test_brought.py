"""What a first-line contact sees of the clients it brought, and what not."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.inbox.conftest import NUMBER, text_of
from tests.web.visitor import words_of
from wegwijzer.web.portfolio.models import Client, Owner
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.models import Case, Firm, Look, Message, Need, Offer, Participant
from wegwijzer.web.referral.queries import actor_for


@pytest.fixture
def carla(world):
    return world.browser("carla")


def test_the_list_says_who_has_it_and_when_the_firm_hears(offer, carla):
    page = words_of(text_of(carla.get("/nl/doorverwezen/")))
    assert "Bakkerij Peeters" in page
    assert "Voedingscentrum" in page
    assert "Antwoord tegen" in page
    assert "1 onderneming" in page


def test_the_list_leads_to_keys_of_ones_own(world, carla):
    address = re.search(r'href="(/nl/loket/[^"]+/sleutels/)"', text_of(carla.get("/nl/doorverwezen/")))
    assert address is not None
    assert carla.get(address[1]).status_code == 200


def test_no_words_between_the_firm_and_the_desk_are_shown(world, offer, brought, carla):
    world.browser("arne").post(f"/nl/postvak/{offer.pk}/bericht/", {"words": "Dit is tussen ons."})
    world.browser("arne").post(
        f"/nl/postvak/{offer.pk}/stap/",
        {"to": "not_for_us", "reason": "other", "words": "Alleen voor de firma.", "version": "1"},
    )
    page = text_of(carla.get(f"/nl/doorverwezen/{brought.pk}/"))
    assert "Dit is tussen ons." not in page
    assert "Alleen voor de firma." not in page
    assert "Niet voor hen" in page


def test_a_message_reaches_the_case(brought, carla):
    response = carla.post(f"/nl/doorverwezen/{brought.pk}/bericht/", {"words": "De jaarrekening volgt."})
    assert response["Location"].endswith("?gedaan=message")
    assert Message.objects.get().words == "De jaarrekening volgt."


def test_an_empty_message_is_refused_and_a_long_one_stays(brought, carla):
    for words, fault in (("", "Schrijf er enkele woorden bij."), ("z" * 4001, "Dat is te lang.")):
        response = carla.post(f"/nl/doorverwezen/{brought.pk}/bericht/", {"words": words})
        assert response.status_code == 422
        assert fault in text_of(response)
        assert words in text_of(response)


def test_leaving_ends_what_one_sees(brought, carla):
    response = carla.post(f"/nl/doorverwezen/{brought.pk}/weg/")
    assert response["Location"] == "/nl/doorverwezen/?gedaan=left"
    assert "U volgt deze onderneming niet meer." in text_of(carla.get(response["Location"]))
    assert carla.get(f"/nl/doorverwezen/{brought.pk}/").status_code == 404


def test_who_asked_to_join_reads_only_what_it_wrote(world, case, carla):
    asked = Participant.objects.create(
        case=case, desk=world.college, person=world.people["victor"], state="asked", subject="legal",
        words="Wij kennen die machine.", asked_at=timezone.now(),
    )  # fmt: skip
    page = text_of(world.browser("victor").get(f"/nl/doorverwezen/{asked.pk}/"))
    assert "Ze wordt al geholpen." in page
    assert "Wij kennen die machine." in page
    for secret in ("Bakkerij Peeters", "Voedingscentrum", "An Peeters"):
        assert secret not in page
    assert not Look.objects.filter(person=world.people["victor"]).exists()


def test_a_look_is_kept_for_the_firm(world, brought, carla):
    carla.get("/nl/doorverwezen/")
    carla.get(f"/nl/doorverwezen/{brought.pk}/")
    assert set(Look.objects.values_list("what", flat=True)) == {"list", "case"}


def test_the_client_of_ones_portfolio_is_one_click_away(world, brought, carla):
    now = timezone.now()
    owner = Owner.objects.create(person=world.people["carla"], created=now, seen=now)
    client = Client.objects.create(owner=owner, entity=NUMBER)
    page = text_of(carla.get(f"/nl/doorverwezen/{brought.pk}/"))
    assert f'href="/nl/klanten/{client.pk}/"' in page
    assert f'href="/nl/doorverwijzen/?client={client.pk}"' in page
    assert f"/nl/klanten/{client.pk}/" not in text_of(world.browser("cas").get(f"/nl/doorverwezen/{brought.pk}/"))


def test_an_ended_question_says_how_it_ended(world, offer, brought, carla):
    arne = actor_for(world.people["arne"])
    from wegwijzer.core.referral.states import OfferState
    from wegwijzer.core.referral.steps import Step

    actions.take_step(actor=arne, offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=1, at=timezone.now())
    actions.take_step(actor=arne, offer_id=offer.pk, step=Step(OfferState.DONE), version=2, at=timezone.now())
    page = words_of(text_of(carla.get(f"/nl/doorverwezen/{brought.pk}/")))
    assert "Afgesloten" in page
    assert "geholpen" in page
    assert "Uw bericht" not in page


def test_an_empty_list_teaches(world):
    assert "Nog niemand doorverwezen" in text_of(world.browser("carla").get("/nl/doorverwezen/"))


def test_many_clients_take_few_queries(world, carla):
    at = timezone.now()
    firms = [Firm(name=f"Klant {place}", created=at) for place in range(60)]
    cases = [Case(firm=firm, opened_at=at, opened_side="first_line", last_activity=at) for firm in firms]
    needs = [Need(case=case, subject="process", created=at) for case in cases]
    offers = [
        Offer(need=need, desk=world.centre, offered_at=at, state_since=at, reply_days=5, state="taken_up",
              reply_by=timezone.localdate(at), adviser=world.people["arne"])
        for need in needs
    ]  # fmt: skip
    places = [Participant(case=case, desk=world.office, state="joined", asked_at=at) for case in cases]
    for rows in (firms, cases, needs, offers, places):
        type(rows[0]).objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as asked:
        page = text_of(carla.get("/nl/doorverwezen/"))
    assert "60 ondernemingen" in page
    assert len(asked) <= 30
