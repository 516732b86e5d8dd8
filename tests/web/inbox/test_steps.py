"""What an adviser does with a question, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.inbox.conftest import WORDS, text_of
from tests.web.visitor import words_of
from wegwijzer.web.referral.models import Appointment, Look, Message, Offer


@pytest.fixture
def arne(world, offer):
    return world.browser("arne")


def step(client, offer: Offer, to: str, **fields: str):
    offer.refresh_from_db()
    return client.post(f"/nl/postvak/{offer.pk}/stap/", {"to": to, "version": str(offer.version), **fields})


def test_taking_up_a_question_gives_it_a_name_and_says_so(world, offer, arne):
    response = step(arne, offer, "taken_up")
    # It left the list of new ones, so the list beside it becomes that of one's own.
    assert response["Location"] == f"/nl/postvak/{offer.pk}/?lijst=van-mij&gedaan=taken_up"
    offer.refresh_from_db()
    assert (offer.state, offer.adviser) == ("taken_up", world.people["arne"])
    page = words_of(text_of(arne.get(response["Location"])))
    assert "U neemt deze vraag op." in page
    assert "Arne Voorbeeld volgt dit op" in page


@pytest.mark.parametrize("to", ["done", "done_without_result", "not_reached"])
def test_a_question_can_be_ended_in_every_way_and_taken_up_again(offer, arne, to):
    step(arne, offer, "taken_up")
    step(arne, offer, to, words="Veel succes ermee")
    offer.refresh_from_db()
    assert offer.state == to
    page = text_of(arne.get(f"/nl/postvak/{offer.pk}/"))
    assert "Toch weer opnemen" in page
    assert "Veel succes ermee" in page
    step(arne, offer, "taken_up")
    offer.refresh_from_db()
    assert offer.state == "taken_up"


def test_not_for_us_has_a_reason_and_words_that_the_firm_reads(offer, arne):
    step(arne, offer, "not_for_us", reason="other", words="Wij doen geen ovens.")
    offer.refresh_from_db()
    assert (offer.state, offer.reason, offer.words) == ("not_for_us", "other", "Wij doen geen ovens.")
    step(arne, offer, "waiting")
    offer.refresh_from_db()
    assert offer.state == "waiting"


def test_a_question_can_be_put_back(offer, arne):
    step(arne, offer, "taken_up")
    step(arne, offer, "waiting")
    offer.refresh_from_db()
    assert offer.state == "waiting"


def test_a_message_goes_to_the_firm_and_stands_last_in_the_story(offer, arne):
    response = arne.post(f"/nl/postvak/{offer.pk}/bericht/", {"words": "Wanneer valt de machine stil?"})
    assert response["Location"].endswith("?gedaan=message")
    assert Message.objects.get().words == "Wanneer valt de machine stil?"
    page = text_of(arne.get(f"/nl/postvak/{offer.pk}/"))
    story = page[page.index('class="story"') :]
    assert story.index("Wanneer valt") > story.index("Gevraagd aan Voedingscentrum")


def test_an_appointment_is_made_moved_and_cancelled(offer, arne):
    step(arne, offer, "taken_up")
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    fields = {"day": day, "hour": "14:30", "minutes": "45", "place": "Bij u in de bakkerij"}
    arne.post(f"/nl/postvak/{offer.pk}/afspraak/", fields)
    made = Appointment.objects.get()
    begins = timezone.localtime(made.begins)
    assert (begins.date().isoformat(), f"{begins:%H:%M}", made.minutes) == (day, "14:30", 45)
    assert "Bij u in de bakkerij" in text_of(arne.get(f"/nl/postvak/{offer.pk}/"))
    address = f"/nl/postvak/{offer.pk}/afspraak/{made.pk}/"
    arne.post(address, {**fields, "hour": "16u", "sequence": "0", "what": "move"})
    made.refresh_from_db()
    assert f"{timezone.localtime(made.begins):%H:%M}" == "16:00"
    arne.post(address, {"sequence": "1", "what": "cancel"})
    made.refresh_from_db()
    assert made.is_cancelled
    assert "afgezegd" in text_of(arne.get(f"/nl/postvak/{offer.pk}/"))


def test_a_question_is_given_to_a_colleague(world, offer, arne):
    step(arne, offer, "taken_up")
    offer.refresh_from_db()
    fields = {"person": str(world.people["ben"].pk), "version": str(offer.version)}
    arne.post(f"/nl/postvak/{offer.pk}/collega/", fields)
    offer.refresh_from_db()
    assert offer.adviser == world.people["ben"]


def test_the_page_shows_what_the_firm_asked_and_how_to_reach_it(offer, arne):
    page = words_of(text_of(arne.get(f"/nl/postvak/{offer.pk}/")))
    assert WORDS in page
    assert "0403.019.261" in page
    assert "09 123 45 67" in page
    assert "Beloofd aan de onderneming: antwoord ten laatste op" in page
    assert "Gebracht door Kantoor Cijfers." in page


def test_looking_at_a_question_is_kept_for_the_firm(world, offer, arne):
    arne.get(f"/nl/postvak/{offer.pk}/")
    looks = {(look.what, look.person, look.desk) for look in Look.objects.all()}
    assert ("case", world.people["arne"], world.centre) in looks


def test_the_list_keeps_a_look_for_each_firm_that_it_names(world, offer, arne):
    arne.get("/nl/postvak/")
    assert list(Look.objects.values_list("what", "case_id")) == [("list", offer.need.case_id)]


def test_after_the_end_the_next_door_is_shown(offer, arne):
    step(arne, offer, "taken_up")
    step(arne, offer, "done")
    page = text_of(arne.get(f"/nl/postvak/{offer.pk}/"))
    assert "Wat zou nu een volgende stap zijn?" in page
    assert "?domain=marketing" in page
