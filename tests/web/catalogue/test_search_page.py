"""The search page: hits with reasons, nothing found, too much typed."""

from __future__ import annotations

from html import unescape

import pytest

from wegwijzer.core.matching.search import LONGEST_SEARCH
from wegwijzer.wording.language import LANGUAGES, say


def page(client, language="nl", status=200, **query):
    response = client.get(f"/{language}/zoek/", query)
    assert response.status_code == status
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_box_gives_examples_that_all_find_something(client, language):
    assert say("catalogue.search.examples_title", language) in page(client, language)
    for example in say("catalogue.search.examples", language).split("|"):
        assert "row-title" in page(client, language, q=example.strip())


def test_hits_are_of_both_kinds_and_say_why(client):
    text = page(client, q="opleiding")
    assert 'href="/nl/maatregelen/kmo-portefeuille/"' in text
    assert 'href="/nl/organisaties/syntra/"' in text
    assert "<mark>opleiding</mark>" in text
    assert say("catalogue.search.why", "nl") in text


def test_what_is_closed_or_gone_is_marked_so(client):
    assert say("catalogue.organisation.former", "nl") in page(client, q="IWT")
    assert say("catalogue.state.closed", "nl") in page(client, q="sprint-project")


def test_nothing_found_offers_the_nearest_words_and_next_steps(client):
    text = page(client, q="oktroi")
    assert say("catalogue.search.nearest", "nl") in text
    assert 'href="?q=octrooi"' in text
    assert say("catalogue.guide.button", "nl") in text


def test_too_long_a_search_is_told_and_kept(client):
    typed = "a" * (LONGEST_SEARCH + 1)
    text = page(client, q=typed, status=400)
    assert say("catalogue.search.too_long", "nl", count=str(len(typed)), most=str(LONGEST_SEARCH)) in text
    assert f'value="{typed}"' in text
    page(client, q="a" * LONGEST_SEARCH)


@pytest.mark.parametrize("typed", ["\x00", "%", "' OR 1=1 --", "<script>alert(1)</script>", "💡", "  "])
def test_odd_input_is_harmless(client, typed):
    response = client.get("/nl/zoek/", {"q": typed})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_pages_of_search_results_stay_out_of_search_engines(client):
    assert 'content="noindex"' in page(client, q="opleiding")
