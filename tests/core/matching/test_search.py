"""Search: which entries answer, in which order, and why."""

from __future__ import annotations

import pytest

from tests.builders import a_catalogue, a_domain, a_measure, an_organisation, in_all
from wegwijzer.core.matching.search import LONGEST_SEARCH, Kind, Searcher, telling_words

TRAINING = a_measure(
    id="kmo-portefeuille",
    name=in_all("Kmo-portefeuille"),
    plain_name={"nl": "Korting op opleiding", "en": "Money off training", "fr": "Réduction sur vos formations"},
    summary={
        "nl": "Voor kleine ondernemingen. Vlaanderen betaalt een deel van uw opleiding.",
        "en": "For small firms. Flanders pays part of your training.",
        "fr": "Pour les petites entreprises. La Flandre paie une partie de votre formation.",
    },
    keywords={"nl": ("cursus", "bijscholing"), "en": ("course",), "fr": ("cours",)},
)
PATENT = a_measure(
    id="octrooi",
    name=in_all("Octrooiaftrek"),
    plain_name=in_all("Minder belasting op uw uitvinding"),
    summary=in_all("Voor wie een octrooi heeft."),
    keywords={"nl": ("octrooi", "uitvinding"), "en": ("patent",), "fr": ("brevet",)},
)
SCHOOL = an_organisation(
    "hogeschool-x",
    plain_name=in_all("Hogeschool X"),
    what_it_does=in_all("Helpt met praktijkonderzoek. Geeft ook opleidingen."),
    expertise=("food",),
)


@pytest.fixture(scope="module")
def searcher():
    return Searcher(
        a_catalogue(
            TRAINING,
            PATENT,
            organisations={"hogeschool-x": SCHOOL},
            expertise_domains={"food": a_domain("food", "diepvries")},
        )
    )


def found(searcher, text, **options):
    return [hit.id for hit in searcher.search(text, **options)]


def test_the_entry_that_carries_the_word_in_its_name_comes_first(searcher):
    assert found(searcher, "opleiding") == ["kmo-portefeuille", "hogeschool-x"]


def test_a_keyword_finds_what_no_name_says(searcher):
    assert found(searcher, "bijscholing") == ["kmo-portefeuille"]


@pytest.mark.parametrize("text", ["octrooien", "oktober octrooi", "OCTROOI", "octr"])
def test_inflections_beginnings_and_capitals_do_not_matter(searcher, text):
    assert found(searcher, text)[:1] == ["octrooi"]


def test_accents_do_not_matter(searcher):
    assert found(searcher, "reduction", language="fr") == ["kmo-portefeuille"]


def test_the_part_of_a_compound_is_found(searcher):
    assert found(searcher, "onderzoek") == ["hogeschool-x"]


def test_a_word_of_another_language_is_found_too(searcher):
    assert found(searcher, "brevet", language="nl") == ["octrooi"]


def test_an_entry_asked_by_its_own_name_beats_one_that_mentions_it(searcher):
    assert found(searcher, "kmo-portefeuille")[0] == "kmo-portefeuille"


def test_words_that_say_nothing_find_nothing_beside_words_that_do(searcher):
    assert telling_words("Ik zoek een opleiding voor mijn personeel") == ("zoek", "opleiding", "personeel")
    assert found(searcher, "voor een octrooi") == ["octrooi"]


def test_a_hit_says_which_words_answered_and_where(searcher):
    hit = searcher.search("opleiding cursus")[0]
    assert set(hit.words) == {"opleiding", "cursus"}
    assert hit.passage == "Vlaanderen betaalt een deel van uw opleiding."
    assert hit.title == "Korting op opleiding"


def test_a_keyword_of_an_expertise_is_told_by_the_name_of_the_expertise(searcher):
    (hit,) = searcher.search("diepvries")
    assert hit.words == ("food",)


def test_kinds_can_be_searched_apart_and_hits_limited(searcher):
    assert found(searcher, "opleiding", kind=Kind.ORGANISATION) == ["hogeschool-x"]
    assert len(searcher.search("opleiding", limit=1)) == 1


@pytest.mark.parametrize("text", ["", "   ", "?!", "xyzzy", "a" * 10_000])
def test_what_is_not_there_gives_nothing(searcher, text):
    assert searcher.search(text) == ()


def test_a_search_reads_no_further_than_its_limit(searcher):
    assert searcher.search("x" * LONGEST_SEARCH + " opleiding") == ()


def test_the_nearest_words_are_offered_for_a_slip_of_the_pen(searcher):
    assert "bijscholing" in searcher.nearest("byscholing")
    assert searcher.nearest("xyzzy") == ()
