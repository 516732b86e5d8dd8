"""Documents, a small language and a model of meaning for tests of the search: made by hand, known to the last word."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from wegwijzer.core.language.analysis import WORD, Analyser, Lexicon
from wegwijzer.core.language.compounds import CompoundSplitter
from wegwijzer.core.language.spelling import Speller
from wegwijzer.core.language.words import words_of
from wegwijzer.core.search.documents import Document
from wegwijzer.core.search.index import SearchIndex
from wegwijzer.core.search.searching import Searcher
from wegwijzer.readers.search_index.building import Ingredients, build_in_memory
from wegwijzer.readers.search_index.manifest import Origin

FREQUENCIES = {
    "nl": dict.fromkeys(
        (
            *("verpakking", "machine", "bakkerij", "opleiding", "personeel", "energie", "water", "scheurt"),
            *("diepvries", "markt", "klant", "klanten"),
        ),
        1e-5,
    )
    | {"lasrobot": 1e-7},
    "en": {"packaging": 1e-5},
    "fr": {"emballage": 1e-5},
}
ORIGIN = Origin("the documents", "the analyser")


def _stem(word: str) -> str:
    return word.removesuffix("en")


ANALYSER = Analyser(
    {
        "nl": Lexicon(_stem, frozenset(("de", "een", "onze", "in", "van")), {"folie": ("verpakking",)}),
        "en": Lexicon(_stem, frozenset(("the", "our"))),
        "fr": Lexicon(_stem, frozenset(("le", "notre"))),
    },
    CompoundSplitter(FREQUENCIES["nl"]),
)


class WordCountingModel:
    """A model of meaning of a kind: every word pulls the vector its own way, and some words pull the same way."""

    name = "word-counting:1"
    dimension = 512
    _SAME = {"vrieskast": "diepvries", "freezer": "diepvries"}

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of questions."""
        return np.array([self._vector(text) for text in texts], np.float32).reshape(len(texts), self.dimension)

    passages = queries

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(self.dimension, 0.2)
        for word in words_of(text):
            digest = hashlib.sha256(self._SAME.get(word, word).encode()).digest()
            vector += np.random.default_rng(int.from_bytes(digest[:8])).normal(size=self.dimension)
        return vector / np.linalg.norm(vector)


def a_document(document_id: str, title: str, story: str = "", *, kind: str = "measure", **changes: object) -> Document:
    """A document in Dutch."""
    return Document(document_id, kind, {"nl": title}, {"nl": story}, **changes)  # type: ignore[arg-type]


def ingredients(*, with_meaning: bool = True, **changes: object) -> Ingredients:
    """What the small index is made with."""
    return Ingredients(ANALYSER, WordCountingModel() if with_meaning else None, **changes)  # type: ignore[arg-type]


def an_index(*documents: Document, with_meaning: bool = True) -> SearchIndex:
    """An index in memory."""
    return build_in_memory(documents, ingredients(with_meaning=with_meaning), origin=ORIGIN)


def searcher_of(index: SearchIndex, *, with_meaning: bool = True) -> Searcher:
    """A searcher over an index of these tests."""

    def is_compound(word: str) -> bool:
        return any(term.weight < WORD for term in ANALYSER.document_terms(word, "nl"))

    speller = Speller(index.words, FREQUENCIES, is_compound)
    return Searcher(index, ANALYSER, speller, WordCountingModel() if with_meaning else None)


def a_searcher(*documents: Document, with_meaning: bool = True) -> Searcher:
    """A searcher over documents."""
    return searcher_of(an_index(*documents, with_meaning=with_meaning), with_meaning=with_meaning)
