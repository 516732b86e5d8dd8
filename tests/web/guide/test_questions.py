"""Questions one at a time: why, help, answers by kind, "I don't know", back, and at most seven."""

from __future__ import annotations

import re

import pytest

from tests.web.visitor import Visitor, words_of
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.guide.models import Walk


def current_fact(visitor: Visitor) -> str | None:
    visitor.see("vraag/")
    found = re.fullmatch(r"/nl/vraag/(\w+)/", visitor.last.request["PATH_INFO"])
    return found[1] if found else None


def test_a_question_says_why_it_is_asked_and_helps(visitor: Visitor):
    visitor.start()
    page = visitor.see("vraag/legal_form/")
    assert "Welke vorm heeft uw onderneming?" in page
    assert "Beslist mee over" in page
    assert 'name="dont_know"' in page
    assert "Toon mijn wegwijzer" in page


def test_at_most_seven_questions_come_before_the_roadmap_and_none_twice(visitor: Visitor):
    visitor.start()
    asked = []
    while (fact := current_fact(visitor)) is not None:
        asked.append(fact)
        assert f"Vraag {len(asked)} van hoogstens 7" in visitor.last.content.decode()
        visitor.send(f"vraag/{fact}/", dont_know="1")
    assert 1 <= len(asked) <= 7
    assert len(set(asked)) == len(asked)
    assert visitor.last.request["PATH_INFO"] == "/nl/wegwijzer/"
    assert Walk.objects.get().dont_know == asked


def test_back_leads_to_the_question_before_with_its_answer_filled_in(visitor: Visitor):
    visitor.start()
    first = current_fact(visitor)
    choices = shipped_catalogue().facts[first].options
    visitor.send(f"vraag/{first}/", choice=choices[1].id)
    current_fact(visitor)
    assert f'href="/nl/vraag/{first}/"' in visitor.last.content.decode()
    assert re.search(rf'value="{choices[1].id}"[^>]*checked', visitor.see(f"vraag/{first}/"))


ANSWERS = [
    ("legal_form", {"choice": "bv"}, "bv"),
    ("part_of_group", {"choice": "no"}, False),
    ("fte", {"exact": "12,5"}, 12.5),
    ("fte", {"choice": "band-1"}, {"min": 10, "max": 49}),
    ("fte", {"choice": "band-3"}, {"min": 250}),
    ("turnover_eur", {"choice": "band-1"}, {"min": 2000000.01, "max": 10000000}),
    ("fte", {"choice": "band-0", "exact": "12"}, 12),
    ("turnover_eur", {"exact": "€ 1.500.000"}, 1500000),
    ("equity_eur", {"exact": "-20000"}, -20000),
    ("founded", {"year": "2014"}, {"min": "2014-01-01", "max": "2014-12-31"}),
    ("founded", {"year": "2016", "month": "2"}, {"min": "2016-02-01", "max": "2016-02-29"}),
    ("founded", {"year": "2016", "month": "2", "day": "29"}, "2016-02-29"),
    ("nace", {"text": "10.710"}, "10.710"),
    ("postal_code", {"text": "8500"}, "8500"),
]


@pytest.mark.parametrize(("fact", "sent", "stored"), ANSWERS)
def test_an_answer_is_stored_as_a_firm_file_would_give_it(visitor: Visitor, fact, sent, stored):
    visitor.start()
    visitor.answer(fact, **sent)
    assert Walk.objects.get().answers[fact] == stored
    assert visitor.last.status_code == 302


BAD = [
    ("legal_form", {}, "Kies een antwoord"),
    ("legal_form", {"choice": "sprookje"}, "Dit antwoord kunnen we niet lezen"),
    ("part_of_group", {"choice": "maybe"}, "Kies een antwoord"),
    ("fte", {}, "Kies een vak of vul een getal in"),
    ("fte", {"exact": "veel"}, "“veel” is geen getal"),
    ("fte", {"exact": "-3"}, "Dat kan niet: geef 0"),
    ("fte", {"choice": "band-9"}, "Kies een vak"),
    ("fte", {"choice": "band-²"}, "Kies een vak"),
    ("turnover_eur", {"exact": "9" * 25}, "Zo groot kan dit getal niet zijn"),
    ("founded", {}, "Vul minstens het jaar in"),
    ("founded", {"year": "2015", "month": "2", "day": "30"}, "geen dag die bestaat"),
    ("founded", {"year": "2015", "day": "3"}, "Vul ook de maand in"),
    ("founded", {"year": "3015"}, "kies een jaar tussen 1800 en vandaag"),
    ("founded", {"year": "9" * 30}, "geen dag die bestaat"),
    ("nace", {"text": "brood"}, "geen NACE-code"),
    ("postal_code", {"text": "0000"}, "geen Belgische postcode"),
    ("postal_code", {"text": ""}, "Vul iets in"),
]


@pytest.mark.parametrize(("fact", "sent", "told"), BAD)
def test_a_bad_answer_is_told_in_place_with_what_was_typed_kept(visitor: Visitor, fact, sent, told):
    visitor.start()
    page = visitor.send(f"vraag/{fact}/", **sent).content.decode()
    assert visitor.last.status_code == 200
    assert told in words_of(page)
    target = re.search(r'role="alert".*?href="#([\w-]+)"', page, re.DOTALL)[1]
    assert f'id="{target}"' in page
    for typed in sent.values():
        if typed and "band" not in typed and typed not in ("sprookje", "maybe"):
            assert f'value="{typed}"' in page
    assert Walk.objects.get().answers == {}


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("nl", "Meer dan 2.000.000 euro, hoogstens 10.000.000 euro"),
        ("en", "More than EUR 2,000,000, at most EUR 10,000,000"),
        ("fr", "Plus de 2 000 000 euros, 10 000 000 euros au plus"),
    ],
)
def test_a_band_of_money_is_worded_without_its_cent_and_stays_chosen(visitor: Visitor, language, label):
    visitor.start()
    visitor.language = language
    visitor.answer("turnover_eur", choice="band-1")
    page = visitor.see("vraag/turnover_eur/")
    assert label in words_of(page)
    assert re.search(r'value="band-1"[^>]*checked', page)
    assert label in words_of(visitor.see("wegwijzer/"))


def test_i_dont_know_after_an_answer_takes_the_answer_back(visitor: Visitor):
    visitor.start()
    visitor.answer("legal_form", choice="bv")
    visitor.answer("legal_form", dont_know="1")
    walk = Walk.objects.get()
    assert (walk.answers, walk.dont_know) == ({}, ["legal_form"])


def test_a_postal_code_replaces_what_was_said_of_the_region(visitor: Visitor):
    visitor.start()
    visitor.answer("region", choice="brussel")
    visitor.answer("postal_code", text="8500")
    assert Walk.objects.get().answers == {"postal_code": "8500"}
    assert "West-Vlaanderen" in visitor.see("wegwijzer/")


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_fact_that_can_be_asked_has_its_page(visitor: Visitor, language):
    visitor.start()
    visitor.language = language
    for fact in [fact.id for fact in shipped_catalogue().facts.values() if fact.askable]:
        page = visitor.see(f"vraag/{fact}/")
        assert visitor.last.status_code == 200, fact
        assert page.count("<h1>") == 1, fact
