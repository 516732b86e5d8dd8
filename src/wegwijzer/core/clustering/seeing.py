"""See texts once: the next run over needs that are known places only those that are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from sys import intern
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.understanding.features import SeenTexts, Seer

MOST_REMEMBERED = 150_000
"""Texts; a vector at half precision and its stems take some kilobyte and a half."""


@dataclass(frozen=True, slots=True)
class _Seen:
    vector: NDArray[np.float16] | None
    stems: tuple[str, ...]
    weights: tuple[float, ...]

    def terms(self) -> Mapping[str, float]:
        """The stems with their weights."""
        return dict(zip(self.stems, self.weights, strict=True))


class RememberingSeer:
    """A seer that remembers texts; when it is full the oldest are forgotten. Safe to share between threads.

    Vectors are given at half precision, the first time too, so that a text is seen alike every time.
    """

    def __init__(self, seer: Seer, *, most: int = MOST_REMEMBERED) -> None:
        self._seer, self._most = seer, most
        self._known: dict[str, _Seen] = {}
        self._lock = Lock()

    def see(self, texts: Sequence[str]) -> SeenTexts:
        """The texts as seen."""
        with self._lock:
            made = self._made([text for text in dict.fromkeys(texts) if text not in self._known])
            found = [made[text] if text in made else self._known[text] for text in texts]
            self._known |= dict(list(made.items())[-self._most :])
            for text in list(islice(self._known, max(len(self._known) - self._most, 0))):
                del self._known[text]
        terms = tuple(one.terms() for one in found)
        if not found or found[0].vector is None:
            return SeenTexts(None, terms)
        return SeenTexts(np.array([one.vector for one in found], np.float32), terms)

    def _made(self, new: Sequence[str]) -> dict[str, _Seen]:
        if not new:
            return {}
        seen = self._seer.see(new)
        rows = None if seen.vectors is None else seen.vectors.astype(np.float16)
        return {
            text: _Seen(None if rows is None else rows[place].copy(), tuple(map(intern, terms)), tuple(terms.values()))
            for place, (text, terms) in enumerate(zip(new, seen.terms, strict=True))
        }
