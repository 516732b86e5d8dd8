"""What a reader of needs sees of a text: where its meaning lies, and which words and pieces of words it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.language.analysis import Analyser
from wegwijzer.core.language.words import plain
from wegwijzer.core.search.embedding import Embedder, Vectors
from wegwijzer.core.understanding.pieces import letters_of, word_runs_of
from wegwijzer.core.understanding.sparse_rows import SparseRows, sparse_rows

Matrix = NDArray[np.float64]

_LEAST_TEXTS = 2
"""A stem that stands in one text only teaches nothing."""


@dataclass(frozen=True)
class SeenTexts:
    """Texts as a reader sees them: a vector each (None without a model of meaning), and their stems with weights.

    `texts` are the texts themselves, for their pieces; empty where nobody asks for those.
    """

    vectors: Vectors | None
    terms: tuple[Mapping[str, float], ...]
    texts: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def bags(self) -> tuple[Sequence[Mapping[str, float]], ...]:
        """Of each kind what every text holds: stems, letters in a row, and words in a row."""
        nothing: list[Mapping[str, float]] = [{} for _ in self.terms]
        if not self.texts:
            return self.terms, nothing, nothing
        return self.terms, [letters_of(text) for text in self.texts], [word_runs_of(text) for text in self.texts]


class Seer:
    """Looks at texts, with a model of meaning or with words alone."""

    def __init__(self, analyser: Analyser, embedder: Embedder | None) -> None:
        self._analyser = analyser
        self._embedder = embedder
        self._last: tuple[tuple[str, ...], SeenTexts] | None = None

    @property
    def sees_meaning(self) -> str:
        """The name of the model of meaning; empty when there is none."""
        return self._embedder.name if self._embedder else ""

    def see(self, texts: Sequence[str]) -> SeenTexts:
        """The texts as seen. Capitals and accents count for nothing: they are typed or left out by chance.

        The last texts are remembered: one need is asked after several times in a row.
        """
        last, asked = self._last, tuple(texts)
        if last is not None and last[0] == asked:
            return last[1]
        vectors = self._embedder.queries([plain(text) for text in texts]) if self._embedder else None
        terms = tuple({term.stem: term.weight for term in self._analyser.query_terms(text)} for text in texts)
        seen = SeenTexts(vectors, terms, asked)
        self._last = asked, seen
        return seen


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """The words of one kind that were learnt: each with its column, and its inverse document frequency."""

    places: Mapping[str, int]
    rarity: Matrix

    def held(self, words: Mapping[str, float]) -> dict[int, float]:
        """The known words by column, weight times rarity, of length one together (nothing: none is known)."""
        known = ((self.places.get(word), weight) for word, weight in words.items())
        found = {place: weight * float(self.rarity[place]) for place, weight in known if place is not None}
        length = sqrt(sum(value * value for value in found.values())) or 1.0
        return {place: value / length for place, value in found.items()}


@dataclass(frozen=True, eq=False)
class Scale:
    """How seen texts become rows of numbers, learnt from the texts of the training.

    `mean` is the middle of their vectors and `spread` the mean distance to it; `bags` are the stems, letters and words
    that were learnt.
    """

    mean: Matrix
    spread: float
    bags: tuple[Bag, ...]

    @cached_property
    def stems(self) -> int:
        """How many columns the stems take, the first of all."""
        return len(self.bags[0].places)

    def knows(self, terms: Iterable[str]) -> bool:
        """Whether one of the stems was learnt."""
        return any(term in self.bags[0].places for term in terms)

    def meaning(self, seen: SeenTexts) -> Matrix:
        """The vectors around their middle, of length about one; no columns without a model of meaning."""
        if seen.vectors is None:
            return np.zeros((len(seen), len(self.mean)))
        return np.asarray((seen.vectors.astype(np.float64) - self.mean) / self.spread)

    def words(self, seen: SeenTexts) -> SparseRows:
        """What of each bag is known, a bag beside the other, each of length one (or nothing: none is known)."""
        rows: list[dict[int, float]] = [{} for _ in range(len(seen))]
        first = 0
        for bag, texts in zip(self.bags, seen.bags, strict=True):
            for row, words in zip(rows, texts, strict=True):
                row.update({first + place: value for place, value in bag.held(words).items()})
            first += len(bag.places)
        return sparse_rows(rows, first)


def learn_scale(seen: SeenTexts) -> Scale:
    """The scale of the texts of a training."""
    bags = tuple(_bag(texts) for texts in seen.bags)
    if seen.vectors is None:
        return Scale(np.zeros(0), 1.0, bags)
    vectors = seen.vectors.astype(np.float64)
    mean = vectors.mean(axis=0)
    return Scale(mean, float(np.linalg.norm(vectors - mean, axis=1).mean()) or 1.0, bags)


def _bag(texts: Sequence[Mapping[str, float]]) -> Bag:
    counts = Counter(word for words in texts for word in words)
    known = sorted(word for word, count in counts.items() if count >= _LEAST_TEXTS)
    places = {word: place for place, word in enumerate(known)}
    return Bag(places, np.array([log(1 + len(texts) / counts[word]) for word in known]))
