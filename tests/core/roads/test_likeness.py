"""How like a need is to a subject."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import in_all
from tests.core.roads.builders import a_subject
from wegwijzer.core.language.analysis import Analyser, Lexicon
from wegwijzer.core.language.compounds import CompoundSplitter
from wegwijzer.core.roads.likeness import LikenessByMeaning, LikenessByWords, fused, sentences_of
from wegwijzer.core.search.embedding import Vectors

STILL = a_subject("machine", label=in_all("onze machine staat stil"), when=in_all("de lijn hapert"), sayings=("stuk",))
FRESH = a_subject(
    "fresh", label=in_all("brood blijft niet vers"), when=in_all("het bederft"), sayings=("gebak droogt uit",)
)
SALES = a_subject("sales", label=in_all("niemand koopt het"), when=in_all("klanten blijven weg"))
PLAIN = Lexicon(stem=lambda word: word, function_words=frozenset({"onze", "niet", "het", "de"}))


def by_words() -> LikenessByWords:
    splitter = CompoundSplitter({"brood": 1e-4, "machine": 1e-4, "bakkers": 1e-5})
    return LikenessByWords((STILL, FRESH, SALES), Analyser({"nl": PLAIN, "en": PLAIN, "fr": PLAIN}, splitter))


def test_the_subject_whose_words_are_used_is_likest_and_sayings_count():
    found = by_words().of("gebak en brood")
    assert max(found, key=lambda subject: found[subject]) == "fresh"
    assert found["sales"] == 0


def test_words_that_no_subject_uses_make_a_need_less_like_all():
    assert by_words().of("machine qwertz uiop asdf")["machine"] < by_words().of("machine")["machine"]


def test_a_need_without_telling_words_is_like_nothing():
    assert by_words().of("het de") == {}
    assert by_words().of("") == {}


class Compass:
    """A model of meaning with three directions, for texts that name one."""

    name, dimension = "compass", 3
    _NAMES = ("machine", "brood", "koopt")

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""
        rows = [[float(name in text) for name in self._NAMES] for text in texts]
        return np.array([np.array(row) / max(np.linalg.norm(row), 1.0) for row in rows], dtype=np.float32)

    passages = queries


def by_meaning() -> LikenessByMeaning:
    pairs = [(subject.id, sentence) for subject in (STILL, FRESH, SALES) for sentence in sentences_of(subject)]
    return LikenessByMeaning(
        Compass(), Compass().queries([sentence for _, sentence in pairs]), tuple(owner for owner, _ in pairs)
    )


def test_by_meaning_the_best_of_the_sentences_of_a_subject_counts():
    assert by_meaning().of("ons brood") == {"machine": 0.0, "fresh": 1.0, "sales": 0.0}


def test_by_meaning_a_text_that_is_as_near_to_all_is_like_none():
    assert set(by_meaning().of("iets anders").values()) == {0.0}
    assert by_meaning().of("  ") == {}


def test_every_subject_is_compared_in_three_languages():
    subject = a_subject(label={"nl": "a", "en": "b", "fr": "c"}, sayings=("d",))
    assert sentences_of(subject) == ("a", "b", "c", "it is about waste", "d")


parts = st.dictionaries(st.sampled_from("abc"), st.floats(0, 1))


@given(by_meaning=parts, by_words=parts)
def test_two_likenesses_together_stay_between_nothing_and_all(by_meaning, by_words):
    found = fused(by_meaning, by_words)
    assert found.keys() == (by_meaning or by_words).keys()
    assert all(0 <= value <= 1 for value in found.values())


def test_words_without_meaning_weigh_less():
    assert fused({}, {"a": 1.0})["a"] < fused({"a": 1.0}, {"a": 1.0})["a"]
