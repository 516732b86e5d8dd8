"""What is typed wrong is said where it stands; what is not theirs is not there."""

from __future__ import annotations

import uuid

import pytest

from tests.web.partners.conftest import PAGE
from tests.web.visitor import words_of

GOOD = {"has0": "zwaar doek weven", "agrees": "yes", "version": "0"}


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"agrees": "yes"}, "Zeg minstens één ding"),
        ({"has0": "   ", "agrees": "yes"}, "Zeg minstens één ding"),
        ({"has0": "weven"}, "Vink aan dat"),
        ({**GOOD, "seeks3": "x" * 201}, "te lang"),
        ({**GOOD, "has0": "info@weverij.be", "version": "zeven"}, ""),
        ({**GOOD, "markets": ["mars"], "pen": str(uuid.uuid4()), "competitors": "misschien"}, ""),
    ],
)
def test_a_form(hall, form, words):
    response = hall.client("weaver").post(f"{PAGE}zeggen/", form)
    if words:
        assert response.status_code == 422
        shown = response.content.decode()
        assert words in words_of(shown)
        for value in form.values():
            assert not isinstance(value, str) or not value.strip() or f'value="{value}"' in shown
    else:
        assert response.status_code == 302


def test_something_that_is_all_names_is_nothing(hall):
    response = hall.client("weaver").post(f"{PAGE}zeggen/", {"has0": "<b></b>", "agrees": "yes", "version": "0"})
    assert response.status_code in (302, 422)
    assert b"<b></b>" not in response.content


def test_a_visitor_reads_what_it_is_and_is_led_to_the_door(client):
    page = words_of(client.get(PAGE).content.decode())
    assert "Zo gaat het" in page
    assert client.get(f"{PAGE}zeggen/").status_code == 302
    assert client.post(f"{PAGE}{uuid.uuid4()}/vragen/").status_code == 302


def test_somebody_without_a_firm_reads_how_to_begin(hall):
    assert "Wij kennen uw bedrijf nog niet" in hall.page("nobody")
    assert hall.client("nobody").get(f"{PAGE}zeggen/").status_code == 302


@pytest.mark.parametrize("who", ["baker", "kim", "nobody"])
def test_what_is_not_theirs_is_not_there(hall, who):
    hall.everybody_says()
    pair, contact = hall.pair(), hall.asked()
    client = hall.client(who)
    weaver = str(hall.firms["weaver"].pk)
    assert client.get(f"{PAGE}?bedrijf={weaver}").status_code == 404
    assert client.post(f"{PAGE}zeggen/", {**GOOD, "firm": weaver}).status_code == 404
    for what in (
        f"{pair.pk}/vragen/",
        f"{pair.pk}/niet/",
        *(f"contact/{contact.pk}/{step}/" for step in ("ja", "nee", "terug")),
    ):
        assert client.post(f"{PAGE}{what}").status_code == 404
        assert client.post(f"{PAGE}{what}", {"firm": weaver}).status_code == 404


def test_only_the_asked_firm_answers_and_only_the_asking_one_takes_back(hall):
    hall.everybody_says()
    contact = hall.asked()
    for who, step in (("weaver", "ja"), ("weaver", "nee"), ("cutter", "terug")):
        response = hall.client(who).post(f"{PAGE}contact/{contact.pk}/{step}/", follow=True)
        assert "Dat kon niet meer" in words_of(response.content.decode())
    assert hall.client("cutter").post(f"{PAGE}contact/{contact.pk}/misschien/").status_code == 404


def test_words_that_are_too_long_come_back_whole(hall):
    hall.everybody_says()
    words = "heel lang " * 100
    response = hall.client("weaver").post(f"{PAGE}{hall.pair().pk}/vragen/", {"words": words})
    assert response.status_code == 422
    assert words.strip() in response.content.decode()


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_page_speaks_three_languages(hall, language):
    hall.everybody_says()
    hall.asked()
    for who in ("weaver", "cutter"):
        for address in (f"/{language}/partners/", f"/{language}/partners/zeggen/"):
            assert hall.client(who).get(address).status_code == 200
