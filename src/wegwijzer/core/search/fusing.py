"""Two signals made one: what the words say and what the meaning says, each held against the other candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MEANING_WEIGHT, WORDS_WEIGHT = 1.0, 0.5
"""What each signal counts for. On the development problems the model of meaning was the better of the two."""

NAMED_GAINS = 3.0
"""What an entry gains that is asked for by its name, in standard deviations."""

_NO_SPREAD = 1e-9

CLEARLY_NEAR = 1.5
"""From how many standard deviations above the other candidates an entry without a common word is near in meaning."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may answer: its score by words (BM25, 0: no word in common) and its centred cosine by meaning.

    `cosine` is None where there is no model. `is_named`: the search is little more than its name.
    """

    id: str
    kind: str
    number: int
    lexical: float
    cosine: float | None
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Fused:
    """A candidate with one score, and how far its meaning stands out among the candidates."""

    candidate: Candidate
    score: float
    nearness: float

    @property
    def is_clear(self) -> bool:
        """Whether it shares a word with the search or stands out by its meaning."""
        return self.candidate.lexical > 0 or self.candidate.is_named or self.nearness >= CLEARLY_NEAR


def fused(candidates: Sequence[Candidate], *more: tuple[float, Callable[[Candidate], float]]) -> tuple[Fused, ...]:
    """The candidates, best first: standard scores over the candidates, weighed and added; equal ones by id.

    `more` are other signals, each with its weight: what somebody else knows of a candidate.
    """
    words = standard_scores([candidate.lexical for candidate in candidates])
    meant = standard_scores([candidate.cosine or 0.0 for candidate in candidates])
    named = np.array([candidate.is_named for candidate in candidates], dtype=np.float64)
    scores = MEANING_WEIGHT * meant + WORDS_WEIGHT * words + NAMED_GAINS * named
    for weight, value in more:
        scores = scores + weight * standard_scores([value(candidate) for candidate in candidates])
    made = map(Fused, candidates, scores.tolist(), meant.tolist())
    return tuple(sorted(made, key=lambda one: (-round(one.score, 6), one.candidate.id)))


def standard_scores(values: Sequence[float]) -> NDArray[np.float64]:
    """How many standard deviations each value lies from the mean; all 0 when they do not differ.

    >>> standard_scores([1.0, 3.0]).tolist(), standard_scores([2.0, 2.0]).tolist()
    ([-1.0, 1.0], [0.0, 0.0])
    """
    given = np.asarray(values, dtype=np.float64)
    spread = float(given.std()) if len(given) else 0.0
    return (given - given.mean()) / spread if spread > _NO_SPREAD else np.zeros(len(given))
