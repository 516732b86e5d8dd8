"""Keep out what is no need: nothing, one letter, mark-up, floods of text, adverts; and count repeats of a firm once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.language.words import plain, words_of

LONGEST_NEED = 8_000
"""Characters; a longer text is no need but a document."""
_FEWEST_LETTERS = 4
_MOST_TAGS = 2
_MOST_LINKS = 2
_LOOKED_AT = 4_000
_FEWEST_DIFFERENT = 3
_SAME = 0.8

_TAG = re.compile(r"</?[a-z][^<>]{0,300}>|<script|javascript:", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.[a-z]", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
# What adverts say and needs do not; two of them, or one beside a link, is an advert.
_ADVERT = tuple(
    re.compile(rf"\b(?:{words})")
    for words in (
        "casino|jackpot|gokken online|viagra|cialis",
        "klik hier|click here|cliquez ici|bestel nu|order now|koop nu|buy now",
        "gratis proef|free trial|essai gratuit|100 ?% gratis|risk free",
        "aanbieding geldt|korting op al|% korting|promo ?code|limited offer|offre limitee",
        "backlinks|page rank|first page of google|seo pakket|followers kopen|buy followers",
        "verdien geld|make money|passief inkomen|passive income|double your",
        "wij bieden u|wij leveren u|vraag vrijblijvend|contacteer ons vandaag|our company offers|we are offering you",
        "crypto-?invest|bitcoin invest|forex",
    )
)


class Refusal(Enum):
    """Why a text is kept out."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    ADVERT = "advert"


def refusal_of(text: str) -> Refusal | None:
    """Why a text is no need; None for what may be one.

    >>> refusal_of("  "), refusal_of("x"), refusal_of("brood schimmelt")
    (<Refusal.EMPTY: 'empty'>, <Refusal.TOO_SHORT: 'too_short'>, None)
    """
    if len(text) > LONGEST_NEED:
        return Refusal.TOO_LONG
    if not text.strip():
        return Refusal.EMPTY
    letters = _LETTERS.findall(text)
    if len(letters) < _FEWEST_LETTERS or len(set("".join(letters).casefold())) < _FEWEST_DIFFERENT:
        return Refusal.TOO_SHORT
    if len(_TAG.findall(text)) >= _MOST_TAGS:
        return Refusal.MARKUP
    links = len(_LINK.findall(text))
    read = plain(text[:_LOOKED_AT])
    adverts = sum(bool(pattern.search(read)) for pattern in _ADVERT)
    if links > _MOST_LINKS or adverts >= _MOST_TAGS or (adverts and links):
        return Refusal.ADVERT
    return None


@dataclass(frozen=True, slots=True)
class Screened:
    """Needs to work with, the ids of repeats by the need that stands for them, and why others were kept out."""

    kept: tuple[ClusterNeed, ...]
    repeats: dict[str, tuple[str, ...]]
    refused: dict[str, Refusal]


def screen(needs: Sequence[ClusterNeed]) -> Screened:
    """Sort needs by id, keep out what is none, and let one stand for those that one firm repeats.

    Two texts of a firm are the same need where they share four of five words. The order of the input does not matter.
    """
    counts = Counter(need.owner for need in needs)
    kept: list[ClusterNeed] = []
    repeats: dict[str, list[str]] = {}
    refused: dict[str, Refusal] = {}
    by_owner: dict[str, list[tuple[frozenset[str], ClusterNeed]]] = {}
    for need in sorted(needs, key=lambda one: one.id):
        reason = refusal_of(need.text)
        if reason is not None:
            refused[need.id] = reason
            continue
        words = frozenset(words_of(need.text) if counts[need.owner] > 1 else ())
        own = by_owner.setdefault(need.owner, [])
        first = next((other for known, other in own if _are_same(known, words)), None)
        if first is None:
            own.append((words, need))
            kept.append(need)
        else:
            repeats.setdefault(first.id, []).append(need.id)
    return Screened(tuple(kept), {one: tuple(ids) for one, ids in repeats.items()}, refused)


def _are_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or len(one & other) >= _SAME * max(len(one | other), 1)
