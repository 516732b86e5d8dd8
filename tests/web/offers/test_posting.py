"""Posting, finding, changing, prolonging, hiding and removing what is on offer."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.web.offers.conftest import FIRM, MACHINE, in_days, text_of
from tests.web.visitor import words_of
from wegwijzer.web.offers.models import OfferingRow

KINDS = {
    "half_day": {},
    "expertise": {"price_eur": "80", "price_per": "hour"},
    "equipment": {"operator": "firm"},
    "training": {"theme": "innovation", "registered": "yes", "price_eur": "400", "price_per": "person"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_structure_posts_is_found_with_its_own_page(world, client, kind):
    assert world.post("victor", kind, desk=world.college, **KINDS[kind]).status_code == 302
    page = text_of(client.get("/nl/aanbod/"))
    assert MACHINE["title"] in page
    row = OfferingRow.objects.get()
    page = text_of(client.get(f"/nl/aanbod/{row.pk}/"))
    assert 'href="https://www.voorbeeld.example/labo"' in page
    assert "Hogeschool Proef" in page
    assert "09 222 22 22" in page


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_page_is_there_in_every_language(world, language):
    row, topic = world.machine(), world.topic_of_firm()
    request = world.asked("victor", topic)
    vera, an = world.browser("vera"), world.browser("an")
    paths = ("", "mijn/", "nieuw/", f"nieuw/training/?voor={world.college.pk}", "dubbel/", "invoeren/", f"{row.pk}/")
    for path in (*paths, f"{row.pk}/wijzig/", f"aanvraag/{request.pk}/"):
        assert vera.get(f"/{language}/aanbod/{path}").status_code == 200, path
    for path in (f"{topic.pk}/", f"{topic.pk}/past-bij/", f"aanvraag/{request.pk}/", "mijn/"):
        assert an.get(f"/{language}/aanbod/{path}").status_code == 200, path


def test_a_training_says_whether_the_kmo_portefeuille_may_pay_and_what_to_check(world, client):
    world.post("vera", "training", desk=world.college, **KINDS["training"])
    page = words_of(text_of(client.get(f"/nl/aanbod/{OfferingRow.objects.get().pk}/")))
    assert "Misschien: kijk dit eerst na" in page
    assert "De grootte van uw onderneming is hoogstens middelgroot." in page
    assert "De aanbieder zegt zelf dat hij geregistreerd is." in page


def test_filters_and_search_stand_in_the_address(world, client):
    world.machine()
    world.machine(title="Klimaatkamer voor brood", text="Meet hoe lang brood goed blijft.", expertise=["food"])
    one = text_of(client.get("/nl/aanbod/?kennis=food"))
    assert "Klimaatkamer voor brood" in one
    assert MACHINE["title"] not in one
    found = text_of(client.get("/nl/aanbod/?q=broden"))
    assert "Klimaatkamer voor brood" in found
    assert MACHINE["title"] not in found
    assert client.get("/nl/aanbod/?kennis=toverij&blad=999999999").status_code == 200
    assert client.get(f"/nl/aanbod/?q={'x' * 300}").status_code == 400


FAULTS = {
    "title": ("", "Dit telt 0 tekens"),
    "valid_until": ("morgen", "is geen dag"),
    "page": ("javascript:alert(1)", "geen adres van een webpagina"),
    "operator": ("", "Kies er een"),
    "price_eur": ("veel", "is geen prijs"),
}


@pytest.mark.parametrize("field", FAULTS)
def test_a_wrong_field_is_named_and_all_stays(world, field):
    typed, fault = FAULTS[field]
    response = world.post("vera", desk=world.college, **{field: typed, "sectors": ["food"]})
    page = text_of(response)
    assert response.status_code == 422
    assert fault in page
    assert 'value="food" checked' in page
    assert "tot 50 kN" in page
    assert f'value="{typed}"' in page or not typed
    assert not OfferingRow.objects.exists()


def test_what_somebody_wrote_cannot_become_markup(world, client):
    row = world.machine(
        title="<script>alert(1)</script> bank", text="<img src=x onerror=alert(1)> en nog wat meer tekst"
    )
    for path in ("", f"{row.pk}/"):
        page = text_of(client.get(f"/nl/aanbod/{path}"))
        assert "<script>alert" not in page
        assert "<img" not in page


def test_two_who_change_at_once_do_not_overwrite_each_other(world):
    row = world.machine()
    fields = {**MACHINE, "valid_until": in_days(100), "version": "1"}
    assert (
        world.browser("vera").post(f"/nl/aanbod/{row.pk}/wijzig/", {**fields, "title": "Trekbank A"}).status_code == 302
    )
    response = world.browser("victor").post(f"/nl/aanbod/{row.pk}/wijzig/", {**fields, "title": "Trekbank B"})
    assert response.status_code == 409
    row.refresh_from_db()
    assert row.title == "Trekbank A"


def test_it_is_hidden_after_its_last_day_and_back_once_it_is_prolonged(world, client):
    row = world.machine()
    OfferingRow.objects.update(
        first=timezone.localdate().replace(year=2020), last=timezone.localdate().replace(year=2021)
    )
    assert client.get(f"/nl/aanbod/{row.pk}/").status_code == 410
    assert row.title not in text_of(client.get("/nl/aanbod/"))
    vera = world.browser("vera")
    assert "afgelopen, verborgen" in text_of(vera.get("/nl/aanbod/mijn/"))
    assert vera.get(f"/nl/aanbod/{row.pk}/").status_code == 200
    for typed, status in ((in_days(-1), 422), ("ooit", 422), (in_days(400), 422), (in_days(90), 302)):
        assert vera.post(f"/nl/aanbod/{row.pk}/verleng/", {"last": typed}).status_code == status
    assert client.get(f"/nl/aanbod/{row.pk}/").status_code == 200


def test_its_poster_can_hide_it_and_remove_it_for_good(world, client):
    row = world.machine()
    vera = world.browser("vera")
    vera.post(f"/nl/aanbod/{row.pk}/weg/")
    assert client.get(f"/nl/aanbod/{row.pk}/").status_code == 410
    vera.post(f"/nl/aanbod/{row.pk}/weg/", {"for_good": "yes"})
    assert not OfferingRow.objects.exists()
    assert client.get(f"/nl/aanbod/{row.pk}/").status_code == 404


def test_a_firm_posts_a_topic_without_its_name(world, client):
    topic = world.topic_of_firm(sectors=["food"])
    for path in ("", f"{topic.pk}/", "?q=bakkerij"):
        page = text_of(client.get(f"/nl/aanbod/{path}"))
        assert topic.title in page
        assert "een onderneming, sector voeding" in page.lower()
        assert not re.search("peeters|an@bakkerij", page, re.IGNORECASE)


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_firm_that_names_itself_in_what_all_can_read_is_told_so(world, field):
    named = "Brood langer vers houden bij bakkerij Peeters in de winkel"
    response = world.post("an", "topic", firm_name=FIRM, **{field: named})
    assert response.status_code == 422
    assert "Hierin staat de naam van uw onderneming" in text_of(response)


def test_a_firm_posts_nothing_but_topics(world):
    response = world.post("an", "equipment", firm_name=FIRM)
    assert response["Location"] == "/nl/aanbod/nieuw/"
    assert not OfferingRow.objects.exists()


def test_a_desk_that_closes_shows_nothing_any_more(world, client):
    row = world.machine()
    world.college.is_active = False
    world.college.save()
    assert client.get(f"/nl/aanbod/{row.pk}/").status_code == 410
