"""Scores by words: BM25 over terms, a term counting more in a title than in a story.

Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond" (2009). What a term adds to a document
is worked out when the index is made; a search only adds up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

SATURATION, LENGTH = 1.2, 0.6
"""BM25's k1 and b: how soon repeating a word stops to help, and how much a long document is held back."""

MOST_READ = 1_500_000
"""Postings that one search reads at most, rarest terms first: what stands everywhere tells nothing and costs most."""

_MOST_BEGINNINGS = 25


def impacts(counts: NDArray[np.float32], lengths: NDArray[np.float32], *, average_length: float) -> NDArray[np.float32]:
    """What a term adds to a document, before its rarity: weighted counts, held against the document's length."""
    relative = lengths / max(average_length, 1e-9)
    added = counts * (SATURATION + 1) / (counts + SATURATION * (1 - LENGTH + LENGTH * relative))
    return np.asarray(added, dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Per term, sorted by name: which documents have it (numbers, ascending), and what it adds to each."""

    terms: Sequence[str]
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    impacts: NDArray[np.float32]
    count: int
    """The number of documents, those without any term included."""

    def frequency(self, stem: str) -> int:
        """In how many documents the term stands."""
        place = self._place(stem)
        return 0 if place is None else int(self.starts[place + 1] - self.starts[place])

    def rarity(self, stem: str) -> float:
        """How much the term tells: 0 when it is nowhere, little when it is everywhere."""
        frequency = self.frequency(stem)
        return log(1 + (self.count - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0

    def beginning_with(self, stem: str) -> tuple[str, ...]:
        """Terms that begin so, the first few."""
        place = bisect_left(self.terms, stem)
        found: list[str] = []
        while place < len(self.terms) and self.terms[place].startswith(stem) and len(found) < _MOST_BEGINNINGS:
            found.append(self.terms[place])
            place += 1
        return tuple(found)

    def scores(self, asked: Mapping[str, float]) -> NDArray[np.float32]:
        """The score of every document for stems with their weights."""
        scores = np.zeros(self.count, dtype=np.float32)
        read = 0
        for stem in sorted(asked, key=lambda stem: (self.frequency(stem), stem)):
            place = self._place(stem)
            if place is None:
                continue
            start, end = int(self.starts[place]), int(self.starts[place + 1])
            if read and read + end - start > MOST_READ:
                break
            read += end - start
            scores[self.documents[start:end]] += np.float32(asked[stem] * self.rarity(stem)) * self.impacts[start:end]
        return scores

    def _place(self, stem: str) -> int | None:
        place = bisect_left(self.terms, stem)
        return place if place < len(self.terms) and self.terms[place] == stem else None
