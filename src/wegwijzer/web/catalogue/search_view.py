"""The results of a search, with the words that were found marked in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.language.words import plain
from wegwijzer.core.matching.search import Hit, Kind
from wegwijzer.web.catalogue.measure_list import state_of
from wegwijzer.wording.language import local, say

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
    standing: str
    passage: tuple[Piece, ...]
    words: tuple[str, ...]


def hit_views(hits: Sequence[Hit], catalogue: Catalogue, *, on: date, language: str) -> tuple[HitView, ...]:
    """The results with their passage in pieces."""
    return tuple(
        HitView(
            hit.kind.value,
            hit.id,
            hit.title,
            _official_name(hit, catalogue, language),
            _standing(hit, catalogue, on=on, language=language),
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


def _standing(hit: Hit, catalogue: Catalogue, *, on: date, language: str) -> str:
    """A word of warning for what is closed or gone; empty for the rest."""
    if hit.kind is Kind.ORGANISATION:
        exists = catalogue.organisations[hit.id].exists_on(on)
        return "" if exists else say("catalogue.organisation.former", language)
    version = catalogue.measures[hit.id].version_on(on)
    return say("catalogue.state.closed", language) if state_of(version, on) == "closed" else ""


def _official_name(hit: Hit, catalogue: Catalogue, language: str) -> str:
    entries = catalogue.measures if hit.kind is Kind.MEASURE else catalogue.organisations
    name = local(entries[hit.id].name, language)
    return "" if name == hit.title else name
