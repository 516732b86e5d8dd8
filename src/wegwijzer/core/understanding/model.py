"""A reader of needs that learnt from labelled problems: from texts as seen to how likely each label is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.understanding.features import Matrix, Scale, SeenTexts
from wegwijzer.core.understanding.logistic import probability

BIAS = 2.0
"""The value of the feature that every text has: large, so that the penalty hardly holds back how common a label is."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What was learnt about one kind of labels: business domains, expertise domains or entries.

    `by_meaning`, `by_words` and `base` give the log-odds of each label; `slope` and `offset` make them honest (Platt,
    1999): of what is told to be 70 % likely, about 70 % is right. From `threshold` on a label is said rather than not.
    A head may lean on another (`leans_on`, empty: on none): `by_other` has a row for each label of that one.
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

    def log_odds(self, meaning: Matrix, words: Matrix, other: Matrix | None = None) -> Matrix:
        """Calibrated log-odds, a row a text and a column a label; `other` are the chances that it leans on."""
        raw = meaning @ self.by_meaning + words @ self.by_words + self.base
        if self.by_other is not None and other is not None:
            raw = raw + other @ self.by_other
        return np.asarray(self.slope * raw + self.offset, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class ReaderModel:
    """All heads over one scale. `embedder` names the model of meaning it was trained with; empty for words alone."""

    scale: Scale
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
        return self._probabilities(head, self.scale.meaning(seen), self.scale.words(seen))

    def _probabilities(self, name: str, meaning: Matrix, words: Matrix) -> Matrix:
        head = self.heads[name]
        other = self._probabilities(head.leans_on, meaning, words) if head.leans_on else None
        return probability(head.log_odds(meaning, words, other))


def said(head: Head, row: Sequence[float]) -> tuple[str, ...]:
    """The labels that are said of a text: those from the threshold on, likeliest first, and always the likeliest."""
    order = sorted(range(len(head.labels)), key=lambda place: (-row[place], head.labels[place]))
    return tuple(head.labels[place] for rank, place in enumerate(order) if rank == 0 or row[place] >= head.threshold)
