"""Passing a question on: nothing asked twice, whom and why, a consent, and what becomes of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.visitor import Visitor, words_of
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral.actions.joining import ASK_AGAIN_AFTER
from wegwijzer.web.referral.actions.opening import PENDING_DAYS
from wegwijzer.web.referral.models import Case, Offer, Participant, Pending
from wegwijzer.wording.language import say

pytestmark = pytest.mark.django_db
PATH = "/nl/doorverwijzen/"


def typed(stage, *desks: str, **fields: object) -> dict[str, object]:
    """A form as a visitor fills it in."""
    return {
        "what": "pass_on",
        "subject": "product",
        "offered_for": "product",
        "words": "De verpakking scheurt in de diepvries.",
        "desks": [str(stage.desks[desk].pk) for desk in desks or ("college",)],
        "name": "Bakkerij Bas",
        "email": "bas@zaak.example",
        "consent": "yes",
        **fields,
    }


def page(response) -> str:
    return words_of(response.content.decode())


def test_who_comes_from_the_roadmap_types_nothing_again(stage, visitor: Visitor):
    visitor.start(enterprise_number="0403.019.261")
    visitor.answer("postal_code", text="8000")
    roadmap = visitor.see("wegwijzer/")
    assert 'href="/nl/doorverwijzen/"' in roadmap
    shown = visitor.see("doorverwijzen/")
    assert "Onze verpakking scheurt in de diepvries" in shown
    assert 'value="0403.019.261"' in shown
    assert "West-Vlaanderen" in shown
    assert re.search(r'name="subject" value="product"[^>]* checked', shown)


def test_the_page_says_to_whom_why_and_how_fast(stage, client: Client):
    shown = page(client.get(PATH + "?domain=product"))
    assert "Hogeschool Zee" in shown
    assert "Antwoordt ten laatste op" in shown
    assert "Doet dit onderwerp" in shown


def test_other_desks_are_folded_with_the_reason_why_not(stage, client: Client):
    stage.desks["food"].business_domains = ["legal"]
    stage.desks["food"].save()
    shown = page(client.get(PATH + "?domain=product"))
    assert shown.index("Andere organisaties") < shown.index("Voedingscentrum")
    assert "Doet dit onderwerp niet" in shown


def test_a_visitor_confirms_by_mail_and_no_address_names_anybody(stage, client: Client):
    response = client.post(PATH, typed(stage))
    assert response["Location"] == "/nl/doorverwijzen/klaar/confirm/"
    assert "Kijk in uw mailbox" in page(client.get(response["Location"]))
    assert Case.objects.count() == 0
    assert Outgoing.objects.get().kind == "confirm_referral"


def test_who_followed_the_link_sees_who_has_the_question(stage, client: Client):
    client.post(PATH, typed(stage))
    bas = stage.client("bas")
    response = bas.get(f"/nl/mijn-vragen/bevestig/{Pending.objects.get().pk}/")
    assert response["Location"] == "/nl/doorverwijzen/klaar/opened/"
    shown = page(bas.get(response["Location"]))
    assert "Hogeschool Zee" in shown
    assert "antwoordt ten laatste op" in shown
    assert Case.objects.get().firm.name == "Bakkerij Bas"


def test_the_pages_name_the_days_as_they_are():
    assert PENDING_DAYS.days == 7
    assert "zeven dagen" in say("cases.passed.next.confirm", "nl")
    assert ASK_AGAIN_AFTER.days == 180
    assert "een half jaar" in say("cases.join.what", "nl")


def test_somebody_elses_confirmation_link_confirms_nothing(stage, client: Client):
    client.post(PATH, typed(stage))
    stage.client("mia").get(f"/nl/mijn-vragen/bevestig/{Pending.objects.get().pk}/")
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "bas"}, "Dit is geen e-mailadres"),
        ({"email": ""}, "Vul een e-mailadres in"),
        ({"consent": ""}, "Vink aan dat u akkoord gaat"),
        ({"number": "123"}, "Dit ondernemingsnummer klopt niet"),
        ({"desks": []}, "Kies aan wie"),
        ({"subject": ""}, "Kies waarover"),
        ({"postal_code": "0001"}, "Die postcode kennen we niet"),
        ({"words": "x" * 4001}, "Dat is te lang"),
        ({"words": "a\x00b"}, "tekens in die we niet kunnen lezen"),
    ],
)
def test_bad_input_keeps_everything_that_was_typed(stage, client: Client, wrong, sentence):
    sent = typed(stage, phone="0470 12 34 56", **wrong)
    response = client.post(PATH, sent)
    assert response.status_code == 422
    shown = response.content.decode()
    assert sentence in shown
    assert 'value="0470 12 34 56"' in shown
    assert 'value="Bakkerij Bas"' in shown
    assert str(sent["words"])[:30].replace("\x00", "\x00") in shown
    assert Pending.objects.count() == 0


def test_another_subject_comes_back_with_who_suits_it_before_anything_is_sent(stage, client: Client):
    response = client.post(PATH, typed(stage, subject="legal"))
    assert response.status_code == 200
    assert "U koos een ander onderwerp" in page(response)
    assert Pending.objects.count() == 0


def test_where_nobody_can_be_asked_the_page_says_so_and_names_organisations(db, client: Client):
    shown = client.get(PATH + "?domain=product").content.decode()
    assert "We vinden hier nu niemand die zeker antwoordt" in shown
    assert "/nl/organisaties/" in shown.split("We vinden hier nu niemand")[1]
    assert 'value="pass_on"' not in shown


def test_a_contact_refers_a_client_who_agreed(stage):
    cas = stage.client("cas")
    shown = page(cas.get(PATH + "?domain=product"))
    assert "Mijn klant ging akkoord" in shown
    response = cas.post(PATH, typed(stage, desk=str(stage.desks["office"].pk)))
    assert response["Location"].endswith("/klaar/opened/")
    assert "Uw klant kreeg een mail" in page(cas.get(response["Location"]))
    assert Participant.objects.get().desk == stage.desks["office"]


def test_a_contact_cannot_act_for_an_office_that_is_not_theirs(stage):
    response = stage.client("cas").post(PATH, typed(stage, desk=str(stage.desks["federation"].pk)))
    assert response.status_code == 422
    assert "U werkt niet bij dat kantoor" in page(response)


def test_a_second_contact_learns_only_that_the_firm_was_asked(stage):
    number = "0403019261"
    stage.bring("cas", "office", "bas@zaak.example", "college", number=number, words="Geheim recept")
    fons = stage.client("fons")
    response = fons.post(PATH, typed(stage, desk=str(stage.desks["federation"].pk), number=number))
    assert response["Location"].endswith("/klaar/asked/")
    shown = page(fons.get(response["Location"]))
    assert "Deze onderneming wordt al geholpen" in shown
    assert "Hogeschool Zee" not in shown
    assert "Geheim" not in shown
    assert "Kantoor Cijfers" not in shown
    assert Case.objects.count() == 1


def test_a_second_question_of_the_firm_joins_the_first(stage):
    case = stage.ask("bas", "college")
    response = stage.client("bas").post(PATH, typed(stage, "food", subject="process", offered_for="process"))
    assert response["Location"].endswith("/klaar/added/")
    assert Case.objects.get() == case
    assert case.needs.count() == 2


def test_who_speaks_for_a_firm_is_not_asked_for_name_or_address(stage):
    stage.ask("bas", "college", firm="Bakkerij Bas", enterprise_number="0403019261")
    shown = stage.client("bas").get(PATH + "?domain=process").content.decode()
    assert 'value="Bakkerij Bas"' in shown
    assert 'value="0403.019.261"' in shown
    assert 'name="email"' not in shown


def test_a_measure_and_a_light_bring_their_subject_along(stage, client: Client):
    assert "Naar aanleiding van" in page(client.get(PATH + "?measure=kmo-portefeuille"))
    lights = client.get("/nl/knipperlichten/").content.decode()
    light = re.search(r"/nl/doorverwijzen/\?light=([\w-]+)", lights)[1]
    assert "knipperlicht" in page(client.get(f"{PATH}?light={light}"))


@pytest.mark.parametrize("query", ["measure=bestaat-niet", "light=bestaat-niet", "measure=%22%3E", "client=1"])
def test_what_there_is_not_cannot_be_referred_from(stage, query):
    assert stage.client("cas").get(f"{PATH}?{query}").status_code == 404


def test_a_client_sheet_asks_to_sign_in_first(stage, client: Client):
    response = client.get(PATH + "?client=6b0c7f5e-9f0b-4f4a-8f53-2d1f3f0b8a11")
    assert response["Location"].startswith("/nl/aanmelden/?next=")


def test_somebody_elses_client_is_not_there(stage):
    assert stage.client("cas").get(PATH + "?client=6b0c7f5e-9f0b-4f4a-8f53-2d1f3f0b8a11").status_code == 404


def test_the_form_takes_few_queries(stage, django_assert_max_num_queries):
    client = stage.client("cas")
    with django_assert_max_num_queries(30):
        client.get(PATH + "?domain=product")


def test_what_goes_along_holds_no_amounts(stage, visitor: Visitor):
    visitor.start()
    visitor.answer("turnover_eur", number="1500000")
    visitor.client.post(PATH, typed(stage))
    facts = Pending.objects.get().given["firm"]["facts"]
    assert "turnover_eur" not in facts
    assert not any("eur" in fact for fact in facts)


def test_a_chosen_desk_beyond_the_suggested_is_asked(stage, client: Client):
    client.post(PATH, typed(stage, "college", "food"))
    bas = stage.client("bas")
    bas.get(f"/nl/mijn-vragen/bevestig/{Pending.objects.get().pk}/")
    assert {offer.desk.name for offer in Offer.objects.all()} == {"Hogeschool Zee", "Voedingscentrum"}
