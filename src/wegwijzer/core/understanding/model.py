"""A reader of needs that learnt from labelled problems: from texts as seen to how likely each label is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.understanding.calibration import probability
from wegwijzer.core.understanding.features import Matrix, Scale, SeenTexts
from wegwijzer.core.understanding.sparse_rows import SparseRows

BIAS = 2.0
"""The value of the feature that every text has: large, so that the penalty hardly holds back how common a label is."""
NEAR = 1.5
"""The squared distance of two meanings, of length about one, at which they have 1/e in common."""
NEAR_WEIGHT = 1.5
"""What it counts for that two meanings are near, beside their direction and each kind of words, which count for one."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What was learnt about one kind of labels: business domains, expertise domains or entries.

    `by_meaning` has a row for each text learnt from (`anchors` of the model) and `by_words` one for each word, or for
    the first of them where it asks for no more; with `base` they give a score for each label. `slope` and `offset` make
    it honest log-odds (Platt, 1999): of what is told to be 70 % likely, about 70 % is right. From `threshold` on a
    label is said rather than not. A head may lean on another (`leans_on`, empty: on none): `by_other` has a row for
    each label of that one.
    """

    labels: tuple[str, ...]
    by_meaning: NDArray[np.float32]
    by_words: NDArray[np.float32]
    base: NDArray[np.float32]
    slope: float = 1.0
    offset: float = 0.0
    threshold: float = 0.5
    leans_on: str = ""
    by_other: NDArray[np.float32] | None = None

    def log_odds(self, near: Matrix, words: SparseRows, other: Matrix | None = None) -> Matrix:
        """Calibrated log-odds, a row a text and a column a label; `other` are the chances that it leans on."""
        raw = near @ self.by_meaning + words.times(self.by_words) + self.base
        if self.by_other is not None and other is not None:
            raw = raw + other @ self.by_other
        return np.asarray(self.slope * raw + self.offset, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class ReaderModel:
    """All heads over one scale. `embedder` names the model of meaning it was trained with; empty for words alone.

    `anchors` are the meanings of the texts that it learnt from; none without a model of meaning.
    """

    scale: Scale
    anchors: NDArray[np.float32]
    heads: Mapping[str, Head]
    embedder: str = ""
    trained_on: Mapping[str, int] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A short name of all that was learnt."""
        found = hashlib.sha256(self.embedder.encode())
        for name, head in sorted(self.heads.items()):
            found.update(repr((name, head.labels, head.slope, head.offset)).encode())
            for array in (head.by_meaning, head.by_words, head.base, head.by_other):
                if array is not None:
                    found.update(np.ascontiguousarray(array).tobytes())
        return found.hexdigest()[:16]

    def probabilities(self, head: str, seen: SeenTexts) -> Matrix:
        """How likely each label of a head is, a row a text and a column a label."""
        return self.all_probabilities((head,), seen)[head]

    def all_probabilities(self, heads: Iterable[str], seen: SeenTexts) -> dict[str, Matrix]:
        """The same of several heads, for which meanings and words are compared once: that takes nearly all the time."""
        near, words = nearness(self.scale.meaning(seen), self.anchors), self.scale.words(seen)
        return {head: self._probabilities(head, near, words) for head in heads}

    def _probabilities(self, name: str, near: Matrix, words: SparseRows) -> Matrix:
        head = self.heads[name]
        other = self._probabilities(head.leans_on, near, words) if head.leans_on else None
        return probability(head.log_odds(near, words, other))


def nearness(rows: NDArray[np.floating], others: NDArray[np.floating]) -> Matrix:
    """How much the meanings of texts have in common, a row a text and a column another.

    Their direction (the product) tells of texts far from all that was learnt too, and a Gaussian of their distance what
    is learnt from neighbours alone. Nothing where there are no meanings to compare.
    """
    if rows.shape[1] == 0:
        return np.zeros((len(rows), len(others)))
    rows = rows.astype(others.dtype, copy=False)
    products = rows @ others.T
    lengths = [np.einsum("ij,ij->i", these, these) for these in (rows, others)]
    squares = lengths[0][:, None] + lengths[1][None, :] - 2 * products
    return np.asarray(products + NEAR_WEIGHT * np.exp(-np.maximum(squares, 0.0) / NEAR), dtype=np.float64)


def said(head: Head, row: Sequence[float]) -> tuple[str, ...]:
    """The labels that are said of a text: those from the threshold on, likeliest first, and always the likeliest."""
    order = sorted(range(len(head.labels)), key=lambda place: (-row[place], head.labels[place]))
    return tuple(head.labels[place] for rank, place in enumerate(order) if rank == 0 or row[place] >= head.threshold)
