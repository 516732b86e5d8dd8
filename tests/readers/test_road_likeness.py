"""Comparing a need with the shipped subjects, with and without the model of meaning."""

from __future__ import annotations

import pytest

from tests.core.roads.builders import a_subject
from wegwijzer.core.roads.likeness import sentences_of
from wegwijzer.readers.embedding import EmbeddingUnavailable, shipped_embedder
from wegwijzer.readers.road_likeness import (
    likeness_of,
    likeness_of_clauses,
    read_likeness,
    vectors_path,
    write_likeness,
)
from wegwijzer.readers.roads import shipped_roads


@pytest.fixture(scope="module")
def embedder():
    try:
        return shipped_embedder()
    except EmbeddingUnavailable as reason:
        pytest.skip(str(reason))


def test_the_shipped_vectors_belong_to_the_shipped_sentences(embedder):
    found = read_likeness(vectors_path(), shipped_roads().subjects.values(), embedder)
    assert found is not None, "run python -m wegwijzer.readers.road_likeness"
    assert set(found.owners) == set(shipped_roads().subjects)


def test_vectors_of_other_sentences_are_left_unused(embedder, tmp_path):
    path = tmp_path / "vectors.npz"
    assert write_likeness(path, [a_subject()], embedder) == len(set(sentences_of(a_subject())))
    assert read_likeness(path, [a_subject()], embedder) is not None
    assert read_likeness(path, [a_subject(), a_subject("other")], embedder) is None
    changed = a_subject(sayings=("something else",))
    assert read_likeness(path, [changed], embedder) is None


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not a zip", b"\x93NUMPY"])
def test_a_file_that_is_not_there_or_cannot_be_read_is_left_unused(embedder, tmp_path, content):
    path = tmp_path / "vectors.npz"
    if content is not None:
        path.write_bytes(content)
    assert read_likeness(path, [a_subject()], embedder) is None


@pytest.mark.parametrize(
    ("need", "subject"),
    [
        ("Ons brood blijft maar twee dagen vers", "shelf-life"),
        ("Wij vinden geen personeel", "staff-shortage"),
        ("Een concurrent maakt ons product na", "copied-product"),
        ("Klant vraagt CO2-cijfers van onze producten", "co2-questions"),
        ("Bijna al ons werk komt van een grote klant", "one-customer"),
    ],
)
def test_plain_problems_are_likest_to_their_subject(embedder, need, subject):
    found = likeness_of(need)
    assert max(found, key=lambda each: found[each]) == subject


@pytest.mark.parametrize("need", ["", "   ", "😀😀", "1234567890", "qwertz uiop asdf", "<script>alert(1)</script>"])
def test_what_says_nothing_is_not_like_anything(need):
    assert max(likeness_of(need).values(), default=0.0) < 0.4


@pytest.mark.parametrize("subject", [pytest.param(one, id=one.id) for one in shipped_roads().subjects.values()])
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_label_of_a_subject_finds_the_subject(embedder, subject, language):
    found = likeness_of(subject.label[language])
    assert subject.id in sorted(found, key=lambda each: -found[each])[:2]


@pytest.mark.parametrize(
    ("need", "subjects"),
    [
        ("Onze doos scheurt in de vrachtwagen en wij vinden geen personeel", ["packaging", "staff-shortage"]),
        ("De bank wil geen lening geven maar de gasrekening is verdubbeld", ["bank-refuses", "energy-bill"]),
        ("Our machine keeps breaking down and a competitor copies our product", ["machine-stops", "copied-product"]),
    ],
)
def test_each_of_two_problems_in_a_sentence_is_likest_to_its_subject(embedder, need, subjects):
    assert [max(found, key=lambda each: found[each]) for found in likeness_of_clauses(need)] == subjects


def test_a_sentence_about_one_thing_has_no_clauses():
    assert likeness_of_clauses("Ons brood blijft maar twee dagen vers") == ()
