"""What a reader of needs sees of a text: where its meaning lies, and which words it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.language.analysis import Analyser
from wegwijzer.core.language.words import plain
from wegwijzer.core.search.embedding import Embedder, Vectors

Matrix = NDArray[np.float64]

_LEAST_TEXTS = 2
"""A stem that stands in one text only teaches nothing."""


@dataclass(frozen=True, slots=True)
class SeenTexts:
    """Texts as a reader sees them: a vector each (None without a model of meaning), and their stems with weights."""

    vectors: Vectors | None
    terms: tuple[Mapping[str, float], ...]

    def __len__(self) -> int:
        return len(self.terms)


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
        seen = SeenTexts(
            vectors, tuple({term.stem: term.weight for term in self._analyser.query_terms(text)} for text in texts)
        )
        self._last = asked, seen
        return seen


@dataclass(frozen=True, slots=True)
class Scale:
    """How seen texts become rows of numbers, learnt from the texts of the training.

    `mean` is the middle of their vectors and `spread` the mean distance to it; `places` gives each stem its column and
    `rarity` its inverse document frequency.
    """

    mean: Matrix
    spread: float
    places: Mapping[str, int]
    rarity: Matrix

    def meaning(self, seen: SeenTexts) -> Matrix:
        """The vectors around their middle, of length about one; no columns without a model of meaning."""
        if seen.vectors is None:
            return np.zeros((len(seen), len(self.mean)))
        return np.asarray((seen.vectors.astype(np.float64) - self.mean) / self.spread)

    def words(self, seen: SeenTexts) -> Matrix:
        """The known stems by weight and rarity, of length one (or zero: no stem is known)."""
        rows = np.zeros((len(seen), len(self.places)))
        for row, terms in zip(rows, seen.terms, strict=True):
            for stem, weight in terms.items():
                place = self.places.get(stem)
                if place is not None:
                    row[place] = weight * self.rarity[place]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0))


def learn_scale(seen: SeenTexts) -> Scale:
    """The scale of the texts of a training."""
    places, rarity = _vocabulary(seen.terms)
    if seen.vectors is None:
        return Scale(np.zeros(0), 1.0, places, rarity)
    vectors = seen.vectors.astype(np.float64)
    mean = vectors.mean(axis=0)
    return Scale(mean, float(np.linalg.norm(vectors - mean, axis=1).mean()) or 1.0, places, rarity)


def _vocabulary(texts: Iterable[Mapping[str, float]]) -> tuple[dict[str, int], Matrix]:
    listed = list(texts)
    counts = Counter(stem for terms in listed for stem in terms)
    stems = sorted(stem for stem, count in counts.items() if count >= _LEAST_TEXTS)
    places = {stem: place for place, stem in enumerate(stems)}
    return places, np.array([log(1 + len(listed) / counts[stem]) for stem in stems])
