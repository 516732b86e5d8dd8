"""The lists of measures and organisations: filters in the address, counts, empty states."""

from __future__ import annotations

import re
from html import unescape

import pytest

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.language import LANGUAGES, say

CATALOGUE = shipped_catalogue()


def page(client, path, language="nl", status=200, **query):
    response = client.get(f"/{language}/{path}/", query)
    assert response.status_code == status
    return unescape(response.content.decode())


def slugs(text, path):
    return re.findall(rf'row-title"><a href="/\w\w/{path}/([\w-]+)/', text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_measures_are_listed_once(client, language):
    assert sorted(slugs(page(client, "maatregelen", language), "maatregelen")) == sorted(CATALOGUE.measures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_organisations_are_listed_once_when_the_former_ones_are_asked_for(client, language):
    text = page(client, "organisaties", language, ook="1")
    assert sorted(slugs(text, "organisaties")) == sorted(CATALOGUE.organisations)


def test_former_organisations_stay_out_until_asked_for(client):
    assert "iwt" not in slugs(page(client, "organisaties"), "organisaties")
    assert "iwt" in slugs(page(client, "organisaties", ook="1"), "organisaties")


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"niveau": "federal"}, lambda measure: measure.level == "federal"),
        ({"soort": "tax"}, lambda measure: measure.kind == "tax"),
        ({"domein": "personnel"}, lambda measure: "personnel" in measure.domains),
        ({"doel": "training"}, lambda measure: "training" in measure.actions),
        (
            {"niveau": "flemish", "soort": "grant"},
            lambda measure: (measure.level, measure.kind) == ("flemish", "grant"),
        ),
    ],
)
def test_filters_leave_the_measures_that_fit(client, query, fits):
    expected = {slug for slug, measure in CATALOGUE.measures.items() if fits(measure)}
    text = page(client, "maatregelen", **query)
    assert set(slugs(text, "maatregelen")) == expected
    assert (
        say(
            "catalogue.measures.count_one" if len(expected) == 1 else "catalogue.measures.count",
            "nl",
            count=len(expected),
        )
        in text
    )


def test_open_measures_come_first_and_follow_the_day(client):
    now = slugs(page(client, "maatregelen", op="2026-11-24"), "maatregelen")
    assert now.index("kmo-portefeuille") < now.index("technologieverkenning")
    then = slugs(page(client, "maatregelen", op="2016-05-01", stand="open"), "maatregelen")
    assert "kmo-innovatieproject" in then or "kmo-haalbaarheidsstudie" in then


def test_a_link_in_the_list_keeps_the_day(client):
    assert 'href="/nl/maatregelen/kmo-portefeuille/?op=2016-05-01"' in page(client, "maatregelen", op="2016-05-01")


def test_a_filter_can_be_taken_away_and_the_rest_stays(client):
    text = page(client, "maatregelen", niveau="federal", soort="tax", op="2016-05-01")
    assert 'href="?op=2016-05-01&soort=tax"' in text
    assert 'href="?op=2016-05-01&niveau=federal"' in text


def test_an_empty_list_says_which_filter_to_let_go(client):
    text = page(client, "maatregelen", niveau="european", soort="tax")
    assert say("catalogue.filter.none", "nl") in text
    assert 'href="?soort=tax"' in text


def test_an_answer_that_there_is_not_is_told_and_leaves_the_list_whole(client):
    text = page(client, "maatregelen", niveau="maan")
    assert say("catalogue.filter.unknown", "nl", typed="maan") in text
    assert len(slugs(text, "maatregelen")) == len(CATALOGUE.measures)


def test_a_bad_day_is_told_in_the_list(client):
    assert 'href="#op"' in page(client, "maatregelen", op="morgen", status=400)


def test_a_province_shows_those_tied_to_it_before_those_for_everyone(client):
    found = slugs(page(client, "organisaties", provincie="limburg"), "organisaties")
    tied = [slug for slug in found if CATALOGUE.organisations[slug].provinces]
    assert found[: len(tied)] == tied
    assert "hogeschool-pxl" in tied
    assert "hogeschool-howest" not in found


def test_expertise_and_role_filter_organisations(client):
    for slug in slugs(page(client, "organisaties", kennis="food"), "organisaties"):
        assert "food" in CATALOGUE.organisations[slug].expertise
    roles = {
        CATALOGUE.organisations[slug].role.id
        for slug in slugs(page(client, "organisaties", rol="bank"), "organisaties")
    }
    assert roles == {"bank"}


@pytest.mark.parametrize("path", ["maatregelen", "organisaties"])
def test_lists_can_be_searched_and_show_nothing_found_with_a_next_step(client, path):
    assert len(slugs(page(client, path, q="opleiding"), path)) > 0
    text = page(client, path, q="xyzzy")
    assert say("catalogue.guide.button", "nl") in text
    assert slugs(text, path) == []
