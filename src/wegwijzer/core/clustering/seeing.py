"""See texts once: the next run over needs that are known places only those that are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.understanding.features import SeenTexts, Seer

MOST_REMEMBERED = 50_000
"""Texts; a vector and its stems take some three kilobytes."""

_Seen = tuple[NDArray[np.float32] | None, Mapping[str, float]]


class RememberingSeer:
    """A seer that remembers texts; when it is full the oldest are forgotten. Safe to share between threads."""

    def __init__(self, seer: Seer, *, most: int = MOST_REMEMBERED) -> None:
        self._seer, self._most = seer, most
        self._known: dict[str, _Seen] = {}
        self._lock = Lock()

    def see(self, texts: Sequence[str]) -> SeenTexts:
        """The texts as seen."""
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            made: dict[str, _Seen] = {}
            if new:
                seen = self._seer.see(new)
                vectors = seen.vectors if seen.vectors is not None else [None] * len(new)
                made = dict(zip(new, zip(vectors, seen.terms, strict=True), strict=True))
            found = [made[text] if text in made else self._known[text] for text in texts]
            for text in list(made)[-self._most :]:
                self._known[text] = made[text]
            for text in list(self._known)[: max(len(self._known) - self._most, 0)]:
                del self._known[text]
        if not found or found[0][0] is None:
            return SeenTexts(None, tuple(terms for _, terms in found))
        return SeenTexts(np.array([vector for vector, _ in found], np.float32), tuple(terms for _, terms in found))
