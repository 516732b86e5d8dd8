"""The results of a search: of every kind or of one, with the words that were found marked in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.language.words import plain
from wegwijzer.core.search.catalogue_documents import domain_of_service
from wegwijzer.core.search.documents import MEASURE, ORGANISATION, SERVICE
from wegwijzer.core.search.explaining import Met
from wegwijzer.core.search.fusing import Fused
from wegwijzer.core.search.searching import Hit
from wegwijzer.readers.search_index.shipped import ReadySearch
from wegwijzer.web.catalogue.measure_list import state_of
from wegwijzer.wording.language import local, say

KIND, LITERALLY, ALL = "soort", "letterlijk", "alles"
"""What else may stand in the address: one kind of result, no repair of typing errors, every result."""

KINDS = (MEASURE, ORGANISATION, SERVICE)
SHOWN = 20
"""Results that are shown at first."""

_PIECES = re.compile(r"([^\W_]+)")
_WORDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that was found, or not."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class HitView:
    """One result; without `words` it was found by its meaning."""

    kind: str
    address: str
    title: str
    name: str
    standing: str
    passage: tuple[Piece, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """One kind of result to choose, with how many there are."""

    label: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchView:
    """What a search gave.

    `count` is how many there are of the chosen kind, `hits` those on the page. `text` is what was searched for,
    `repaired` the words put in place of those `typed` (empty: none). `all_address` shows the rest, where there is more.
    """

    hits: tuple[HitView, ...]
    count: int
    total: int
    kinds: tuple[KindView, ...]
    text: str
    repaired: str
    typed: str
    literal_address: str
    is_literal: bool
    all_address: str
    is_by_words_alone: bool
    nearest: tuple[str, ...]


def search_view(
    ready: ReadySearch, text: str, asked: Mapping[str, str], catalogue: Catalogue, *, on: date, language: str
) -> SearchView:
    """Search the text as the address asks it."""
    searcher = ready.searcher
    is_literal, shows_all = bool(asked.get(LITERALLY)), bool(asked.get(ALL))
    kind = asked.get(KIND, "")
    kind = kind if kind in KINDS else ""
    query = searcher.read(text, literally=is_literal)
    clear = _asked_for([one for one in searcher.ranked(searcher.candidates(query)) if one.is_clear])
    counts = Counter(one.candidate.kind for one in clear)
    chosen = [one for one in clear if not kind or one.candidate.kind == kind]
    shown = chosen if shows_all else chosen[:SHOWN]
    kept = {"q": text, LITERALLY: "1" if is_literal else ""}
    return SearchView(
        tuple(
            _hit_view(hit, catalogue, on=on, language=language)
            for hit in searcher.hits(shown, query, language=language)
        ),
        len(chosen),
        len(clear),
        tuple(_kind_views(counts, kind, kept, language)),
        query.text,
        ", ".join(repair.meant for repair in query.repairs),
        ", ".join(repair.written for repair in query.repairs),
        _address({**kept, LITERALLY: "1"}) if query.repairs else "",
        is_literal,
        _address({**kept, KIND: kind, ALL: "1"}) if len(shown) < len(chosen) else "",
        bool(ready.reason),
        () if clear else searcher.nearest(query),
    )


def _asked_for(clear: Sequence[Fused]) -> Sequence[Fused]:
    """Whoever types a name wants what bears it or tells of it: what only lies near in meaning is left out then."""
    if not any(one.candidate.is_named for one in clear):
        return clear
    return [one for one in clear if one.candidate.is_named or one.candidate.lexical > 0]


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


def _kind_views(counts: Mapping[str, int], chosen: str, kept: Mapping[str, str], language: str) -> Iterable[KindView]:
    """Everything, and each kind of which there is something."""
    for kind in ("", *KINDS):
        count = counts.get(kind, 0) if kind else sum(counts.values())
        if count or kind == chosen:
            name = say(f"catalogue.search.kind_{kind or 'all'}", language)
            label = say("catalogue.search.kind_count", language, kind=name, count=str(count))
            yield KindView(label, _address({**kept, KIND: kind}), kind == chosen)


def _hit_view(hit: Hit, catalogue: Catalogue, *, on: date, language: str) -> HitView:
    return HitView(
        say(f"catalogue.search.{hit.kind}", language),
        _hit_address(hit, language),
        hit.title,
        _official_name(hit, catalogue, language),
        _standing(hit, catalogue, on=on, language=language),
        pieces(hit.passage, (met.found for met in hit.words)),
        tuple(_told(met, language) for met in hit.words[:_WORDS_SHOWN]),
    )


def _told(met: Met, language: str) -> str:
    if plain(met.asked) == plain(met.found):
        return met.found
    return say("catalogue.search.same_as", language, asked=met.asked, found=met.found)


def _hit_address(hit: Hit, language: str) -> str:
    """Where the entry stands; an expert stands in the list of those who know the domain."""
    if hit.kind == SERVICE:
        chosen = urlencode({"kennis": domain_of_service(hit.id)})
        return f"{reverse('catalogue:organisations', args=[language])}?{chosen}"
    return reverse(f"catalogue:{hit.kind}", args=[language, hit.id])


def _address(asked: Mapping[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _standing(hit: Hit, catalogue: Catalogue, *, on: date, language: str) -> str:
    """A word of warning for what is closed or gone; empty for the rest."""
    if hit.kind == ORGANISATION:
        exists = catalogue.organisations[hit.id].exists_on(on)
        return "" if exists else say("catalogue.organisation.former", language)
    if hit.kind == MEASURE:
        version = catalogue.measures[hit.id].version_on(on)
        return say("catalogue.state.closed", language) if state_of(version, on) == "closed" else ""
    return ""


def _official_name(hit: Hit, catalogue: Catalogue, language: str) -> str:
    if hit.kind == SERVICE:
        return ""
    entries = catalogue.measures if hit.kind == MEASURE else catalogue.organisations
    name = local(entries[hit.id].name, language)
    return "" if name == hit.title else name
