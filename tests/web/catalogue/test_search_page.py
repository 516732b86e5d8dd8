"""The search page: hits with reasons, kinds, repaired words, nothing found, too much typed."""

from __future__ import annotations

import re
from html import unescape

import pytest

from wegwijzer.readers.search_index.shipped import ReadySearch, shipped_search
from wegwijzer.web.catalogue import views
from wegwijzer.web.catalogue.search_view import SHOWN
from wegwijzer.web.catalogue.typed_text import LONGEST_SEARCH
from wegwijzer.wording.language import LANGUAGES, say


def page(client, language="nl", status=200, **query):
    response = client.get(f"/{language}/zoek/", query)
    assert response.status_code == status
    return unescape(response.content.decode())


def titles(text):
    return re.findall(r'<h3 class="row-title"><a href="([^"]+)"', text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_box_gives_examples_that_all_find_something(client, language):
    assert say("catalogue.search.examples_title", language) in page(client, language)
    for example in say("catalogue.search.examples", language).split("|"):
        assert "row-title" in page(client, language, q=example.strip())


def test_hits_are_of_all_kinds_and_say_why(client):
    text = page(client, q="opleiding")
    assert 'href="/nl/maatregelen/kmo-portefeuille/"' in text
    assert 'href="/nl/organisaties/syntra/"' in text
    assert 'href="/nl/organisaties/?kennis=human_resources"' in text
    assert "<mark>opleiding</mark>" in text
    assert say("catalogue.search.why", "nl") in text


def test_whoever_asks_for_a_name_does_not_get_what_only_lies_near_in_meaning(client):
    text = page(client, q="IWT")
    assert titles(text)[0] == "/nl/organisaties/iwt/"
    assert say("catalogue.search.by_meaning", "nl") not in text


def test_a_problem_in_a_sentence_finds_who_knows_about_it(client):
    assert "/nl/organisaties/?kennis=food" in titles(page(client, q="onze verpakking scheurt in de diepvries"))[:3]


@pytest.mark.parametrize(
    ("language", "need"),
    [
        ("en", "our packaging tears in the freezer"),
        ("fr", "notre emballage se déchire au congélateur"),
        ("fr", "un emballage pour surgelés"),
    ],
)
def test_the_other_languages_find_the_same(client, language, need):
    found = titles(page(client, language, q=need))[:5]
    assert f"/{language}/organisaties/vigc/" in found or f"/{language}/organisaties/?kennis=food" in found


def test_what_shares_no_word_says_that_it_was_found_by_its_meaning(client):
    assert say("catalogue.search.by_meaning", "nl") in page(client, q="onze verpakking scheurt in de diepvries")


def test_one_kind_can_be_chosen_and_everything_shown(client):
    text = page(client, q="onderzoek", soort="measure")
    assert all(address.startswith("/nl/maatregelen/") for address in titles(text))
    assert 'aria-current="page"' in text
    few, every = titles(page(client, q="onderzoek")), titles(page(client, q="onderzoek", alles="1"))
    assert len(few) == SHOWN
    assert every[:SHOWN] == few
    assert len(every) > SHOWN
    assert titles(page(client, q="onderzoek", soort="onzin")) == few


def test_repaired_words_are_told_and_can_be_searched_as_typed(client):
    text = page(client, q="verpaking")
    assert say("catalogue.search.repaired", "nl", text="verpakking", typed="verpaking") in text
    assert 'href="?q=verpaking&letterlijk=1"' in text
    literal = page(client, q="verpaking", letterlijk="1")
    assert say("catalogue.search.literal", "nl") in literal
    assert say("catalogue.search.repaired", "nl", text="verpakking", typed="verpaking") not in literal


def test_the_lists_find_by_words_and_meaning_too(client):
    response = client.get("/nl/maatregelen/", {"q": "bijscholing van mijn personeel"})
    assert 'href="/nl/maatregelen/kmo-portefeuille/' in response.content.decode()
    response = client.get("/nl/organisaties/", {"q": "bakkerij"})
    assert 'href="/nl/organisaties/flanders-food/' in response.content.decode()


def test_what_is_closed_or_gone_is_marked_so(client):
    assert say("catalogue.organisation.former", "nl") in page(client, q="IWT")
    assert say("catalogue.state.closed", "nl") in page(client, q="sprint-project")


def test_nothing_found_offers_the_nearest_words_and_next_steps(client):
    text = page(client, q="subsdi")
    assert say("catalogue.search.nearest", "nl") in text
    assert 'href="?q=subsidie"' in text
    assert say("catalogue.guide.button", "nl") in text


def test_a_search_by_words_alone_says_so(client, monkeypatch):
    ready = ReadySearch(shipped_search().searcher, "the model is not installed")
    monkeypatch.setattr(views, "ready_search", lambda: ready)
    text = page(client, q="opleiding")
    assert say("catalogue.search.words_only", "nl") in text
    assert "not installed" not in text


def test_too_long_a_search_is_told_and_kept(client):
    typed = "a" * (LONGEST_SEARCH + 1)
    text = page(client, q=typed, status=400)
    assert say("catalogue.search.too_long", "nl", count=str(len(typed)), most=str(LONGEST_SEARCH)) in text
    assert f'value="{typed}"' in text
    page(client, q="a" * LONGEST_SEARCH)


@pytest.mark.parametrize(
    "typed",
    ["\x00", "%", "' OR 1=1 --", "<script>alert(1)</script>", "💡", "  ", "a", "12345", "NEAR(a b)", 'title:"x" *'],
)
def test_odd_input_is_harmless(client, typed):
    response = client.get("/nl/zoek/", {"q": typed})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_pages_of_search_results_stay_out_of_search_engines(client):
    assert 'content="noindex"' in page(client, q="opleiding")
