"""The search over the shipped catalogue: in step with it, in three languages, and hardly worse for typing errors."""

from __future__ import annotations

import random
import re

import pytest

from wegwijzer.core.search.documents import MAIN_LANGUAGE, SERVICE, sentences
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.search_index.shipped import shipped_documents, shipped_search
from wegwijzer.readers.search_index.shipping import missing_texts, shipped_texts

MOST_LOST = 0.03
"""Mean reciprocal rank that one slip of the pen in every search may cost."""


@pytest.fixture(scope="module")
def searcher():
    return shipped_search().searcher


def reciprocal_rank(searcher, text, wanted):
    ordered = [one.candidate.id for one in searcher.ranked(searcher.candidates(text))]
    return 1 / (ordered.index(wanted) + 1) if wanted in ordered else 0.0


def with_a_slip(text, chance):
    """The text with one letter dropped, doubled, changed or swapped, in a word of five letters or more."""
    found = chance.choice(list(re.finditer(r"[^\W\d_]{5,}", text)))
    word, letter = found.group(), chance.choice("abcdefghijklmnopqrstuvwxyz")
    at = chance.randrange(len(word) - 1)
    slip = chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return text[: found.start()] + slip + text[found.end() :]


def test_every_id_of_a_kind_is_there_once_and_every_domain_has_its_expert():
    documents = shipped_documents()
    assert len({(document.kind, document.id) for document in documents}) == len(documents)
    assert sum(document.kind == SERVICE for document in documents) == len(shipped_catalogue().expertise_domains)


@pytest.mark.parametrize("entry", sorted(shipped_catalogue().measures))
def test_a_measure_asked_for_by_its_id_is_among_the_first(searcher, entry):
    assert entry in [hit.id for hit in searcher.search(entry, limit=2)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("onze verpakking scheurt in de diepvries", "expertise-food"),
        ("we vinden geen personeel", "expertise-human_resources"),
        ("our website brings in no customers", "expertise-communication"),
        ("protéger une invention", "innovatieaftrek"),
        ("hoe krijg ik korting op een cursus", "kmo-portefeuille"),
    ],
)
def test_everyday_problems_find_who_knows(searcher, text, wanted):
    assert wanted in [hit.id for hit in searcher.search(text, limit=5)]


def test_the_vectors_that_ship_are_in_step_with_the_catalogue():
    embedder, reason = embedder_or_reason()
    if embedder is None:
        pytest.skip(reason)
    missing = missing_texts(embedder)
    told = f"{len(missing)} texts of the catalogue changed: run `wegwijzer search-index ship`."
    assert len(missing) <= len(shipped_texts()) / 10, told


def test_a_slip_of_the_pen_costs_little(searcher):
    """One random slip in the first sentence of every fourth entry: it should still be found by it."""
    chance = random.Random(20261130)
    asked = [
        (sentences(document.story[MAIN_LANGUAGE])[0], document.id)
        for document in shipped_documents()[::4]
        if document.story.get(MAIN_LANGUAGE)
    ]
    right = [reciprocal_rank(searcher, text, wanted) for text, wanted in asked]
    slipped = [reciprocal_rank(searcher, with_a_slip(text, chance), wanted) for text, wanted in asked]
    assert sum(right) / len(asked) > 0.8
    assert (sum(right) - sum(slipped)) / len(asked) <= MOST_LOST
