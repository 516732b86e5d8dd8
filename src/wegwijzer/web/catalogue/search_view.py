"""The results of a search, with the words that were found marked in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.matching.search import Hit, Kind
from wegwijzer.core.matching.words import plain
from wegwijzer.wording.language import local

_PIECES = re.compile(r"([\w&]+)")
_WORDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that was found, or not."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class HitView:
    """One result."""

    kind: str
    slug: str
    title: str
    name: str
    passage: tuple[Piece, ...]
    words: tuple[str, ...]


def hit_views(hits: Sequence[Hit], catalogue: Catalogue, language: str) -> tuple[HitView, ...]:
    """The results with their passage in pieces."""
    return tuple(
        HitView(
            hit.kind.value,
            hit.id,
            hit.title,
            _official_name(hit, catalogue, language),
            pieces(hit.passage, hit.words),
            hit.words[:_WORDS_SHOWN],
        )
        for hit in hits
    )


def pieces(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """The text cut where a found word begins or ends; case and accents do not matter."""
    wanted = {plain(word) for word in words}
    cut: list[Piece] = []
    for part in _PIECES.split(text):
        is_found = plain(part) in wanted
        if cut and cut[-1].is_found == is_found:
            cut[-1] = Piece(cut[-1].text + part, is_found)
        elif part:
            cut.append(Piece(part, is_found))
    return tuple(cut)


def _official_name(hit: Hit, catalogue: Catalogue, language: str) -> str:
    entries = catalogue.measures if hit.kind is Kind.MEASURE else catalogue.organisations
    name = local(entries[hit.id].name, language)
    return "" if name == hit.title else name
