"""An index on disk: the same as in memory, never half there, rebuilt when it must be."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.searching import ORIGIN, WordCountingModel, a_document, an_index, ingredients, searcher_of
from wegwijzer.core.errors import InputError
from wegwijzer.readers.known_vectors import RememberingEmbedder, text_key
from wegwijzer.readers.search_index import building
from wegwijzer.readers.search_index.building import build_in_folder, build_in_memory
from wegwijzer.readers.search_index.cache import cache_folder, cached_index
from wegwijzer.readers.search_index.manifest import MANIFEST, Origin, read_manifest
from wegwijzer.readers.search_index.opening import open_folder, open_manifest

DOCUMENTS = tuple(
    a_document(
        f"d{n}", f"verpakking nummer {n}", f"Zin {n} over energie. En water.", kind=("measure", "service")[n % 2]
    )
    for n in range(7)
)
words = st.sampled_from(["verpakking", "machine", "energie", "water", "klant", "bakkerijmachine", "de", "€5", "é"])
texts = st.lists(words, max_size=6).map(" ".join)
documents = st.lists(st.tuples(texts, texts), max_size=9).map(
    lambda pairs: tuple(a_document(f"d{n}", title, story) for n, (title, story) in enumerate(pairs))
)


def opened(folder):
    return open_manifest(folder, read_manifest(folder))


def assert_same(one, other):
    assert list(one.ids) == list(other.ids)
    assert list(one.postings.terms) == list(other.postings.terms)
    assert list(one.words) == list(other.words)
    assert [one.document(n) for n in range(len(one.ids))] == [other.document(n) for n in range(len(other.ids))]
    for get in (
        lambda index: index.kinds,
        lambda index: index.word_counts,
        lambda index: index.postings.starts,
        lambda index: index.postings.documents,
        lambda index: index.postings.impacts,
    ):
        np.testing.assert_allclose(get(one), get(other), rtol=1e-6)
    assert (one.meaning is None) is (other.meaning is None)
    if one.meaning is not None:
        np.testing.assert_allclose(one.meaning.wholes.rows, other.meaning.wholes.rows, atol=1e-6)
        np.testing.assert_allclose(one.meaning.wholes.lengths, other.meaning.wholes.lengths, atol=1e-6)
        np.testing.assert_allclose(one.meaning.parts.rows, other.meaning.parts.rows, atol=1e-6)
        assert one.meaning.is_read_in_two_steps is other.meaning.is_read_in_two_steps
        if one.meaning.is_read_in_two_steps:
            np.testing.assert_allclose(abs(one.meaning.wholes.lead), abs(other.meaning.wholes.lead), atol=1e-5)


@given(documents, st.booleans())
@settings(max_examples=25)
def test_on_disk_is_as_in_memory(tmp_path_factory, made, with_lead):
    folder = tmp_path_factory.mktemp("index")
    wanted = ingredients(lead_from=0 if with_lead else 20_000)
    build_in_folder(folder, made, wanted, origin=ORIGIN)
    assert_same(opened(folder), build_in_memory(made, wanted, origin=ORIGIN))


@given(documents, st.integers(1, 4))
@settings(max_examples=25)
def test_in_blocks_is_as_at_once(made, size):
    at_once = build_in_memory(made, ingredients(), origin=ORIGIN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "BLOCK", size)
        in_blocks = build_in_memory(made, ingredients(), origin=ORIGIN)
    assert_same(at_once, in_blocks)


def test_documents_stream_and_progress_is_told(tmp_path):
    told, held = [], []

    def streamed():
        for document in DOCUMENTS * 100:
            held.append(document)
            yield a_document(f"{document.id}-{len(held)}", document.title["nl"])

    build_in_folder(tmp_path, streamed(), ingredients(with_meaning=False), origin=ORIGIN, progress=told.append)
    assert told == [256, 512, 700]


def test_a_build_that_breaks_off_leaves_the_old_index_and_nothing_else(tmp_path):
    build_in_folder(tmp_path, DOCUMENTS, ingredients(), origin=ORIGIN)
    before = sorted(os.listdir(tmp_path))

    def broken():
        yield DOCUMENTS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_in_folder(tmp_path, broken(), ingredients(), origin=ORIGIN)
    assert sorted(os.listdir(tmp_path)) == before
    assert opened(tmp_path).ids == [document.id for document in DOCUMENTS]


def test_a_new_index_takes_the_place_of_the_old_one_while_that_is_being_searched(tmp_path):
    build_in_folder(tmp_path, DOCUMENTS, ingredients(), origin=ORIGIN)
    old = searcher_of(opened(tmp_path))
    build_in_folder(tmp_path, DOCUMENTS[:2], ingredients(), origin=ORIGIN)
    assert len(old.search("verpakking")) == 7
    assert len(searcher_of(opened(tmp_path)).search("verpakking")) == 2
    assert len([name for name in os.listdir(tmp_path) if name.startswith("data-")]) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": 0}, "another version"),
        ({"embedder": "other:1"}, "another model"),
        ({"origin": {"documents": "x", "analyser": "older", "made": ""}}, "another version"),
        ({"data": "../elsewhere"}, "no search index"),
        ({"count": 99}, "damaged"),
    ],
)
def test_an_index_that_does_not_fit_says_what_to_do(tmp_path, change, told):
    build_in_folder(tmp_path, DOCUMENTS, ingredients(), origin=ORIGIN)
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    (tmp_path / MANIFEST).write_text(json.dumps(manifest | change))
    with pytest.raises(InputError, match=told) as error:
        open_folder(tmp_path, analyser=ORIGIN.analyser, embedder=WordCountingModel.name)
    assert "Build it again" in str(error.value)


def test_a_file_that_is_cut_off_is_damage_and_no_crash(tmp_path):
    manifest = build_in_folder(tmp_path, DOCUMENTS, ingredients(), origin=ORIGIN)
    (tmp_path / manifest.data / "starts.i64").write_bytes(b"1")
    with pytest.raises(InputError, match="damaged"):
        open_folder(tmp_path, analyser=ORIGIN.analyser, embedder="")


def test_an_empty_folder_and_none_hold_no_index(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(InputError, match="no search index"):
            open_folder(folder, analyser="", embedder="")


def test_an_index_with_vectors_is_searched_by_words_where_there_is_no_model(tmp_path):
    build_in_folder(tmp_path, DOCUMENTS, ingredients(), origin=ORIGIN)
    searcher = searcher_of(opened(tmp_path), with_meaning=False)
    assert not searcher.has_meaning
    assert len(searcher.search("verpakking")) == 7


class Counting(WordCountingModel):
    """Counts the texts that it places."""

    placed = 0

    def passages(self, texts):
        """Vectors of documents."""
        self.placed += len(texts)
        return self.queries(texts)


def test_vectors_made_before_are_used_again():
    model = Counting()
    known = {text_key(text): model.queries([text])[0] for text in (DOCUMENTS[0].whole_text, "En water.")}
    made = replace(ingredients(), embedder=RememberingEmbedder(model, known), typical_questions={})
    index = build_in_memory(DOCUMENTS[:1], made, origin=ORIGIN)
    assert model.placed == 1
    np.testing.assert_allclose(index.meaning.wholes.rows, an_index(DOCUMENTS[0]).meaning.wholes.rows, atol=1e-6)


class TestTheCache:
    """What is kept under a name in the folder for what can be made again."""

    @pytest.fixture(autouse=True)
    def own_cache(self, tmp_path, monkeypatch):
        monkeypatch.setenv("WEGWIJZER_CACHE", str(tmp_path))

    def made(self, documents=DOCUMENTS, origin=ORIGIN, *, counted=None):
        def given_documents():
            if counted is not None:
                counted.append(1)
            return documents

        return cached_index("some", given_documents, ingredients(), origin=origin)

    def test_the_second_time_nothing_is_made(self):
        counted = []
        first, second = self.made(counted=counted), self.made(counted=counted)
        assert len(counted) == 1
        assert_same(first, second)

    def test_other_documents_another_reading_or_damage_make_it_anew(self, tmp_path):
        self.made()
        assert list(self.made(DOCUMENTS[:1], Origin("other", ORIGIN.analyser)).ids) == ["d0"]
        assert list(self.made(DOCUMENTS[:2], Origin("other", "other")).ids) == ["d0", "d1"]
        (tmp_path / "search" / "some" / MANIFEST).write_text("{")
        assert len(self.made().ids) == 7

    def test_what_did_not_change_is_not_placed_again(self):
        self.made()
        model = Counting()
        changed = (*DOCUMENTS[:-1], a_document("new", "energie", "Nieuwe zin."))
        again = type(ingredients())(ingredients().analyser, model)
        index = cached_index("some", lambda: changed, again, origin=Origin("changed", ORIGIN.analyser))
        assert model.placed == 2  # the new document and its one sentence
        np.testing.assert_allclose(index.meaning.wholes.rows, an_index(*changed).meaning.wholes.rows, atol=1e-6)

    def test_where_nothing_can_be_written_it_is_made_in_memory(self, tmp_path, monkeypatch):
        (tmp_path / "a-file").write_text("")
        monkeypatch.setenv("WEGWIJZER_CACHE", str(tmp_path / "a-file"))
        assert len(self.made().ids) == 7

    def test_without_the_variable_it_is_the_users_own(self, monkeypatch, tmp_path):
        monkeypatch.delenv("WEGWIJZER_CACHE")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
        assert cache_folder() == tmp_path / "c" / "wegwijzer"
