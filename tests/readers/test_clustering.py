"""The labelled needs, what was learnt from them, and the files that clustering reads."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import numpy as np
import pytest

from tests.clustering import PACKAGING, a_kinship, needs_of
from wegwijzer.core.clustering.decisions import Decision, Verdict
from wegwijzer.core.errors import InputError
from wegwijzer.core.language.words import plain
from wegwijzer.readers.clustering import clusterer_taught_by, shipped_clusterer
from wegwijzer.readers.clustering_files import read_needs
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.kinship_model import (
    BY_MEANING,
    BY_WORDS,
    VECTORS,
    clustering_folder,
    read_kinship,
    shipped_kinship,
    themed_needs,
    topic_phrases,
    untouched_needs,
    write_kinship,
    written_needs,
)
from wegwijzer.readers.known_vectors import read_vectors, text_key


def test_the_labelled_needs_have_forty_themes_and_noise_and_others_are_kept_apart():
    needs, apart = themed_needs(), untouched_needs()
    for listed, themes, inside, noise in ((needs, 40, 320, 60), (apart, 20, 160, 50)):
        assert len({one.theme for one in listed if one.theme}) >= themes
        assert sum(one.theme is not None for one in listed) >= inside
        assert sum(one.theme is None for one in listed) >= noise
        assert len({one.writer for one in listed}) >= 3
        assert len({one.need.text for one in listed}) == len({one.need.id for one in listed}) == len(listed)
    assert len(apart) >= (len(apart) + len(needs)) * 0.3
    assert not {one.need.text for one in apart} & {one.need.text for one in needs}


def test_nothing_of_the_untouched_needs_was_learnt_from_and_they_are_as_they_were_written():
    written = (clustering_folder() / "second_untouched.jsonl").read_bytes()
    assert sha256(written).hexdigest() == "ac133f015a6fdc8746c7814c490277a4185839b6e6032c8f3d6947ca60a5f41b"
    phrases = {phrase for _, phrase in topic_phrases()}
    assert not phrases & {one.need.text for one in (*themed_needs(), *untouched_needs())}
    taught = {plain(one.need.text) for one in (*themed_needs(), *written_needs())}
    assert not taught & {plain(one.need.text) for one in untouched_needs()}
    embedder = embedder_or_reason()[0]
    if embedder is None:
        pytest.skip("the model of meaning is not installed")
    known = read_vectors(clustering_folder() / VECTORS, embedder)
    assert all(text_key(plain(one.need.text), is_question=True) in known for one in themed_needs())
    assert not any(text_key(plain(one.need.text), is_question=True) in known for one in untouched_needs())


def test_the_written_needs_have_themes_by_the_hundred_and_none_is_told_twice():
    written = written_needs()
    themes = Counter(one.theme for one in written if one.theme)
    assert len(themes) >= 700
    assert min(themes.values()) >= 5
    assert len({plain(one.need.text) for one in written}) == len({one.need.id for one in written}) == len(written)
    assert len({one.need.sector for one in written}) >= 15


def test_what_ships_was_learnt_from_the_topics_that_ship():
    topics = {topic for topic, _ in topic_phrases()}
    own = {topic for topic in topics if not topic.startswith("road:")}
    themes = {f"need:{one.theme}" for one in written_needs() if one.theme}
    for name in (BY_MEANING, BY_WORDS):
        kinship = read_kinship(clustering_folder() / name)
        assert own | themes <= set(kinship.topics)
        assert not themes & set(kinship.topic_names), "the themes of needs are no names for people"
        assert set(kinship.topics[: len(kinship.topic_names)]) == set(kinship.topic_names)


def test_what_was_learnt_is_the_same_when_it_is_read_back(tmp_path):
    learnt = a_kinship()
    write_kinship(tmp_path / "kinship.npz", learnt)
    read = read_kinship(tmp_path / "kinship.npz")
    assert (read.topics, read.fields, read.weights) == (learnt.topics, learnt.fields, learnt.weights)
    needs = needs_of(PACKAGING)
    texts = [need.text for need in needs]
    seen = shipped_clusterer().see(needs)
    before, after = (one.words(seen.terms) for one in (learnt, read))
    assert np.array_equal(before, after)
    assert np.array_equal(learnt.grams(texts), read.grams(texts))
    assert np.array_equal(learnt.by_topic, read.by_topic)


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x03\x04"])
def test_a_file_that_is_none_is_refused_in_words(tmp_path, content):
    path = tmp_path / "kinship.npz"
    path.write_bytes(content)
    with pytest.raises(InputError, match="retrain-clusters"):
        read_kinship(path)


def test_without_a_model_words_take_over():
    assert shipped_kinship(None).embedder == ""
    assert shipped_kinship(None).weights.meaning == 0


def test_decisions_weigh_and_none_change_nothing():
    needs = needs_of(PACKAGING)
    assert clusterer_taught_by(needs, ()) is shipped_clusterer()
    decided = Decision(Verdict.REJECT, (tuple(need.id for need in needs),))
    taught = clusterer_taught_by(needs, [decided])
    assert taught.kinship.weights.join > shipped_clusterer().kinship.weights.join


def test_what_is_known_of_a_firm_is_read_with_the_need(tmp_path):
    path = tmp_path / "needs.jsonl"
    path.write_text(
        '{"id": 7, "query": "brood beschimmelt", "nace": "10.71", "postal_code": "3500", "theme": null}\n',
        encoding="utf-8",
    )
    file = read_needs(str(path))
    (need,) = file.needs
    assert (need.id, need.nace, need.sector, need.province) == ("7", "1071", "food", "limburg")
    assert file.themes == {"7": None}
