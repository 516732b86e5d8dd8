"""The likeness of two announcements by the model of meaning, where it is installed."""

from __future__ import annotations

from collections.abc import Iterable

from wegwijzer.core.agenda.clashes import Meaning
from wegwijzer.core.agenda.likeness import Announcement
from wegwijzer.core.search.embedding import Embedder, Vectors

_FAR, _NEAR = 0.78, 0.97
"""Cosines at which likeness is 0 and 1: the model puts all texts close together."""
_SUMMARY = 200


def meaning_by(embedder: Embedder, announcements: Iterable[Announcement]) -> Meaning:
    """A comparison for these announcements; those that come later are placed when they are asked for."""
    vectors: dict[str, Vectors] = {}

    def text_of(one: Announcement) -> str:
        return f"{one.event.title}. {one.event.summary[:_SUMMARY]}"

    texts = list(dict.fromkeys(text_of(one) for one in announcements))
    if texts:
        vectors.update(zip(texts, embedder.passages(texts), strict=True))

    def compared(one: Announcement, other: Announcement) -> float:
        for text in (text_of(one), text_of(other)):
            if text not in vectors:
                vectors[text] = embedder.passages([text])[0]
        cosine = float(vectors[text_of(one)] @ vectors[text_of(other)])
        return min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))

    return compared
