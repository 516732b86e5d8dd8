"""Search: which entries answer, in which order, why, and that nothing typed can break it."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.searching import ORIGIN, a_document, a_searcher, ingredients, searcher_of
from wegwijzer.core.search.documents import TITLE, Document, Passage
from wegwijzer.core.search.explaining import Met
from wegwijzer.core.search.fusing import Candidate, fused
from wegwijzer.core.search.query import LONGEST_QUERY
from wegwijzer.readers.search_index.building import build_in_memory

SAID = "verpakking machine bakkerij opleiding personeel energie water scheurt diepvries markt klant"
TRAINING = Document(
    "kmo-portefeuille",
    "measure",
    {"nl": "Korting op opleiding", "en": "Money off training"},
    {
        "nl": "Voor kleine ondernemingen. Vlaanderen betaalt uw opleiding.",
        "en": "For small firms. Flanders pays your training.",
    },
    (Passage("bijscholing", "nl", TITLE), Passage("boekhoud", "nl", TITLE, "bedrijfsvoering")),
)
DOCUMENTS = (
    TRAINING,
    a_document("octrooi", "Aftrek voor uw octrooi", "Minder belasting op een uitvinding."),
    a_document("led-voeding", "Expert voeding", "Kent diepvries en verpakking.", kind="service"),
    a_document("led-water", "Expert water", "Kent waterzuivering in fabrieken.", kind="service"),
    a_document("vis", "Meedoen met VIS aan onderzoek", "Voor een hele sector.", kind="measure"),
    a_document("voka", "Voka", "Geeft opleidingen.", kind="organisation"),
)


@pytest.fixture(scope="module")
def searcher():
    return a_searcher(*DOCUMENTS)


@pytest.fixture(scope="module")
def by_words():
    return a_searcher(*DOCUMENTS, with_meaning=False)


def found(searcher, text, **options):
    return [hit.id for hit in searcher.search(text, **options)]


def test_a_title_counts_more_than_a_story(by_words):
    assert found(by_words, "opleiding") == ["kmo-portefeuille", "voka"]


def test_stems_compounds_synonyms_and_beginnings_find(by_words):
    assert found(by_words, "octrooien") == ["octrooi"]
    assert found(by_words, "verpakkingsmachine") == ["led-voeding"]
    assert found(by_words, "water") == ["led-water"]
    assert found(by_words, "folie") == ["led-voeding"]
    assert found(by_words, "octr") == ["octrooi"]


def test_an_entry_asked_for_by_its_name_comes_first_and_a_longer_search_is_no_name(searcher):
    assert found(searcher, "vis")[0] == "vis"
    assert found(searcher, "vis in de diepvries")[0] == "led-voeding"


def test_meaning_finds_what_shares_no_word(searcher, by_words):
    assert found(searcher, "vrieskast van de klant")[0] == "led-voeding"
    assert found(by_words, "vrieskast van de klant") == []


def test_a_hit_says_which_words_met_and_shows_the_sentence(searcher):
    hit = next(hit for hit in searcher.search("opleidingen boekhoud") if hit.id == "kmo-portefeuille")
    assert set(hit.words) == {Met("opleidingen", "opleiding"), Met("boekhoud", "bedrijfsvoering")}
    assert hit.passage == "Vlaanderen betaalt uw opleiding."
    assert hit.title == "Korting op opleiding"


def test_a_hit_is_told_in_the_readers_language(searcher):
    hit = next(hit for hit in searcher.search("training", language="en") if hit.id == "kmo-portefeuille")
    assert (hit.title, hit.passage) == ("Money off training", "Flanders pays your training.")


def test_a_hit_by_meaning_tells_no_words(searcher):
    hit = searcher.search("vrieskast van de klant")[0]
    assert hit.words == ()
    assert hit.passage == "Kent diepvries en verpakking."


def test_kinds_can_be_searched_apart_and_hits_limited(searcher):
    assert found(searcher, "opleiding", kinds={"organisation"}) == ["voka"]
    assert found(searcher, "opleiding", kinds={"project"}) == []
    assert len(found(searcher, "opleiding", limit=1)) == 1


def test_typing_errors_are_repaired_told_and_left_when_asked(searcher):
    candidates = searcher.candidates("verpaking")
    assert (candidates.text, [repair.written for repair in candidates.repairs]) == ("verpakking", ["verpaking"])
    assert searcher.read("verpaking", literally=True).text == "verpaking"


def test_candidates_carry_both_signals(searcher, by_words):
    signals = {one.id: one for one in searcher.candidates("diepvries").found}
    assert signals["led-voeding"].lexical > 0
    assert signals["octrooi"].lexical == 0
    assert signals["led-voeding"].cosine == max(one.cosine for one in signals.values())
    assert all(-1.001 <= one.cosine <= 1.001 for one in signals.values())
    assert {one.cosine for one in by_words.candidates("diepvries").found} == {None}


def test_a_depth_bounds_the_candidates_of_each_signal():
    many = a_searcher(*(a_document(f"d{n:03}", "verpakking", f"woord{n}") for n in range(50)))
    assert len(many.candidates("verpakking", depth=5).found) <= 10
    equal = a_searcher(*(a_document(f"d{n:03}", "verpakking") for n in range(50)), with_meaning=False)
    assert [one.id for one in equal.candidates("verpakking", depth=3).found] == ["d000", "d001", "d002"]


@pytest.mark.parametrize("text", ["", "   ", "?!", "xyzzy", "a", "12345", "💡", "\x00", "\ud800", "de een"])
def test_what_says_nothing_finds_nothing(searcher, text):
    assert searcher.search(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> verpakking",
        "verpakking' OR 1=1; DROP TABLE documents --",
        'title:"verpakking" NEAR(a b) * ^ {x}',
        "verpakking\x00\ud800",
        "verpakking " * 10_000,
    ],
)
def test_markup_operators_and_floods_are_mere_words(searcher, text):
    assert found(searcher, text)[0] == "led-voeding"


def test_a_search_is_read_no_further_than_its_limit(by_words):
    assert by_words.search("x" * LONGEST_QUERY + " opleiding") == ()


def test_five_megabytes_are_read_at_once(by_words):
    assert by_words.search("opleiding " * 500_000)[0].id == "kmo-portefeuille"


def test_an_empty_index_finds_nothing():
    assert a_searcher().search("verpakking") == ()
    assert a_searcher(with_meaning=False).search("verpakking") == ()


@given(st.text(alphabet=st.characters(), max_size=300))
@settings(max_examples=150)
def test_any_text_gives_hits_best_first(searcher, text):
    scores = [hit.score for hit in searcher.search(text)]
    assert scores == sorted(scores, reverse=True)


@given(st.permutations(DOCUMENTS), st.sampled_from(["opleiding in diepvries", "octrooi", "vrieskast van de klant"]))
@settings(max_examples=20)
def test_the_order_of_documents_does_not_change_scores(searcher, documents, text):
    def signals(one):
        return {found.id: (found.lexical, found.cosine) for found in one.candidates(text).found}

    expected, got = signals(searcher), signals(a_searcher(*documents))
    assert got.keys() == expected.keys()
    for document_id, (lexical, cosine) in got.items():
        assert (lexical, cosine) == pytest.approx(expected[document_id], abs=1e-5)


@given(st.lists(st.tuples(st.floats(0, 50, width=32), st.floats(-1, 1, width=32)), max_size=30))
def test_fusing_keeps_every_candidate_and_prefers_what_is_better_on_both(signals):
    candidates = [Candidate(f"d{n:02}", "x", n, lexical, cosine) for n, (lexical, cosine) in enumerate(signals)]
    ordered = fused(candidates)
    assert sorted(one.candidate.number for one in ordered) == list(range(len(signals)))
    place = {one.candidate.id: n for n, one in enumerate(ordered)}
    scores = {one.candidate.id: one.score for one in ordered}
    for one in candidates:
        for other in candidates:
            if one.lexical > other.lexical and one.cosine > other.cosine:
                assert scores[one.id] >= scores[other.id] - 1e-9
                assert place[one.id] < place[other.id] or np.isclose(scores[one.id], scores[other.id], atol=1e-5)


@given(st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=5).map(" ".join), st.integers(1, 4))
@settings(max_examples=30, deadline=None)
def test_reading_leading_directions_first_finds_the_same(text, depth):
    one, other = (searcher_of(index).candidates(text, depth=depth) for index in in_one_step_and_two())
    assert [found.id for found in one.found] == [found.id for found in other.found]
    np.testing.assert_allclose([f.cosine for f in one.found], [f.cosine for f in other.found], atol=1e-4)


@cache
def in_one_step_and_two():
    chance = random.Random(7)
    documents = [
        a_document(f"d{n:02}", " ".join(chance.choices(SAID.split(), k=3)), " ".join(chance.choices(SAID.split(), k=4)))
        for n in range(90)
    ]
    indexes = [build_in_memory(documents, ingredients(lead_from=lead_from), origin=ORIGIN) for lead_from in (1000, 0)]
    assert [index.meaning.is_read_in_two_steps for index in indexes] == [False, True]
    return indexes
