"""Find the names in a text by how they are written and by what stands before them, to take them out before it is kept.

Only capitals and cue words are looked at: a name typed small in the middle of a sentence cannot be told from a word.
Too much goes rather than too little, for a text to learn from does not need its names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from wegwijzer.core.language.words import plain

GAP = "[…]"
"""Stands for whatever was taken out; it holds no word that could be learnt."""

_WORD = re.compile(rf"{re.escape(GAP)}|[^\W\d_](?:[\w'’&-]*\w)?")
_SENTENCE_END = frozenset(".!?:;\n•")
_SHOUTED, _FEW_CAPITALS = 0.6, 4
"""From this share of words with a capital on, capitals say nothing, unless they are few."""
_ELIDED = re.compile(r"^[LlDdQq]['’][a-zà-ÿ]")
_AFTER_CUE = 3
"""Words that can follow "mijn naam is"."""


@dataclass(frozen=True, slots=True)
class NameSigns:
    """`titles` stand before a name (mevrouw), `introductions` too, as phrases (mijn naam is); `forms` are legal forms,
    beside which a firm's name stands; `particles` go inside names (van, de); `ordinary` words have capitals without
    being names (ISO, CO2, Nederlands). All plain: small letters without accents."""

    titles: frozenset[str]
    introductions: tuple[tuple[str, ...], ...]
    forms: frozenset[str]
    particles: frozenset[str]
    ordinary: frozenset[str]


def names_in(text: str, signs: NameSigns, *, known: Iterable[str] = ()) -> tuple[tuple[int, int], ...]:
    """Where the names stand, in order and without overlap; `known` are names to find however they are written."""
    found = [*_known(text, known), *_by_signs(text, signs)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _known(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    for name in names:
        if len(name.strip()) > 1:
            pattern = rf"(?<!\w){re.escape(name.strip())}(?!\w)"
            yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _by_signs(text: str, signs: NameSigns) -> Iterator[tuple[int, int]]:
    words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
    plains = [plain(word) for _, _, word in words]
    capitals = [word[0].isupper() for _, _, word in words]
    inside = [place for place in range(len(words)) if not _begins_sentence(text, words, place)]
    named = [place for place in inside if capitals[place] and not _is_ordinary(words[place][2], plains[place], signs)]
    tell = len(named) < max(_FEW_CAPITALS, _SHOUTED * len(inside))
    if tell:
        for place in named:
            yield words[_first_of_name(capitals, plains, words, text, place, signs)][0], words[place][1]
    for place, word in enumerate(plains):
        if word in signs.titles or _is_introduced(plains, place, signs.introductions):
            last = _last_of_name(capitals, words, place + 1, signs.particles)
            if last > place:
                yield words[place + 1][0], words[last][1]
        if word in signs.forms:
            yield from _beside_form(capitals, words, place, tell=tell)


def _begins_sentence(text: str, words: list[tuple[int, int, str]], place: int) -> bool:
    before = text[words[place - 1][1] if place else 0 : words[place][0]]
    return place == 0 or bool(_SENTENCE_END.intersection(before))


def _is_ordinary(word: str, as_plain: str, signs: NameSigns) -> bool:
    return len(word) == 1 or as_plain in signs.ordinary or as_plain in signs.forms or as_plain in signs.titles


def _first_of_name(
    capitals: list[bool],
    plains: list[str],
    words: list[tuple[int, int, str]],
    text: str,
    place: int,
    signs: NameSigns,
) -> int:
    """A name that begins the sentence has a second part that gives it away: *Jan Peeters belt niet terug*."""
    first = place
    while (
        first > 0
        and (capitals[first - 1] or plains[first - 1] in signs.particles)
        and text[words[first - 1][1] : words[first][0]] == " "
        and plains[first - 1] not in signs.ordinary
        and not _ELIDED.search(words[first - 1][2])
    ):
        first -= 1
    while first < place and not capitals[first]:
        first += 1
    return first


def _is_introduced(plains: list[str], place: int, introductions: Collection[tuple[str, ...]]) -> bool:
    return any(tuple(plains[max(0, place + 1 - len(phrase)) : place + 1]) == phrase for phrase in introductions)


def _last_of_name(
    capitals: list[bool], words: list[tuple[int, int, str]], first: int, particles: frozenset[str]
) -> int:
    """The last word of the name that begins at `first`; one before it when none does.

    The first word after a cue is a name however it is written, the next ones if they have capitals or are particles.
    """
    last = first - 1
    for place in range(first, min(first + _AFTER_CUE, len(words))):
        word = words[place][2]
        if word == GAP:
            break
        if place == first or capitals[place]:
            last = place
        elif plain(word) not in particles:
            break
    return last


def _beside_form(
    capitals: list[bool], words: list[tuple[int, int, str]], place: int, *, tell: bool
) -> Iterator[tuple[int, int]]:
    """The words with capitals just before and just after a legal form: *Bakkerij Maes bv*, *bv Maes*."""
    if not tell:
        return
    for step in (-1, 1):
        beside = place + step
        while 0 <= beside < len(words) and capitals[beside]:
            yield words[beside][0], words[beside][1]
            beside += step
