"""What in a text may give a firm or a person away: patterns for numbers and addresses, places, and names.

They find too much rather than too little, because a person looks at every proposal. What was hidden before is shown to
them as `HIDDEN`, a character that is no letter and no digit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from wegwijzer.core.interviews.name_finding import CAPITAL, WORD, names
from wegwijzer.core.interviews.spans import Span

HIDDEN = "\ue000"
"""Stands for every character that is hidden already."""


class MaskKind(Enum):
    """What a mask hides."""

    EMAIL = "email"
    WEB = "web"
    ACCOUNT = "account"
    ENTERPRISE = "enterprise"
    PHONE = "phone"
    AMOUNT = "amount"
    PLACE = "place"
    NAME = "name"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that the patterns lean on.

    `places`: names of municipalities and the like. `common`: ordinary words in lower case, which are no name when they
    begin a sentence. `hidden`: words that a person hid elsewhere in the same case, in any case of letters.
    """

    places: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    hidden: Mapping[str, MaskKind] = field(default_factory=dict)

    def names_by_first_word(self) -> Mapping[str, tuple[str, ...]]:
        """The places by their first word in lower case, the longest first."""
        found: dict[str, list[str]] = {}
        for name in self.places:
            first = WORD.search(name.lower())
            if first:
                found.setdefault(first[0], []).append(name)
        return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


_TAIL = r"(?:be|com|eu|net|org|nl|fr|de|io|info|vlaanderen|brussels)"
_MANY = r"(?:miljoen|miljard|duizend|honderdduizend|millions?|billions?|thousand|milliards?|mille|mio|mln)\b"
_UNIT = rf"(?:k?€|euros?\b|eur\b|{_MANY})"
_SPELLED = (
    r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twintig|vijftig|honderd|half|anderhalf|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|half a|un|deux|trois|quatre|cinq|sept|huit|neuf|dix|cent)"
)
_STREET = r"(?:straat|laan|weg|plein|steenweg|dreef|lei|baan|kaai|dijk|park|markt)"
_NAMED = rf"[{CAPITAL}][\w’'-]{{0,60}}"
# Notes come from whoever holds a talk: no pattern below tries one stretch of text in more than a fixed number of ways.
# It begins where a run of characters begins (look-behinds), its repetitions share no character, or they are counted.
_RUN = r"(?<![\w-])(?<![\w-]\.)"


def _any_case(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_PATTERNS: tuple[tuple[MaskKind, re.Pattern[str]], ...] = (
    (MaskKind.EMAIL, re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        MaskKind.WEB,
        _any_case(
            rf"(?:https?://|www\.)[^\s{HIDDEN}]+",
            rf"{_RUN}[\w-]+(?:\.[\w-]+)*\.{_TAIL}\b(?:/[^\s{HIDDEN}]*)?",
        ),
    ),
    (MaskKind.ACCOUNT, _any_case(r"\b[A-Z]{2} ?\d{2}(?: ?\d{4}){3}(?: ?\d{1,4}){0,4}\b")),
    (MaskKind.PHONE, re.compile(r"\b04[5-9]\d{7}\b")),
    (MaskKind.ENTERPRISE, _any_case(r"\b(?:BE ?)?\d{4}[. ]\d{3}[. ]\d{3}\b", r"\b(?:BE ?)?[01]\d{9}\b")),
    (MaskKind.NUMBER, re.compile(r"\b\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}\b")),
    (
        MaskKind.PHONE,
        _any_case(
            r"(?<![\w+])(?:\+|00)\d{1,3}(?:[ ./-]{0,2}\(?\d{1,4}\)?){2,6}\b",
            r"\b0\d{1,3}(?:[ ./-]{1,2}\d{2,3}){2,4}\b",
            r"\b0\d{8,9}\b",
        ),
    ),
    (
        MaskKind.AMOUNT,
        _any_case(
            rf"(?:€|\beur|\beuro) ?\d[\d.,' ]*(?: ?{_UNIT})*",
            rf"\b\d+(?:[.,' ]\d+){{0,8}} ?(?:{_UNIT} ?)+",
            rf"\b{_SPELLED} ?{_MANY}(?: (?:d’|d'|de )?euros?\b)?",
        ),
    ),
    (MaskKind.PLACE, re.compile(rf"\b(?:BE?-)?[1-9]\d{{3}} +{_NAMED}(?:[ -]{_NAMED})*")),
    (MaskKind.PLACE, re.compile(rf"\b{_NAMED}{_STREET}\b(?: \d+\w*)?")),
    (
        MaskKind.PLACE,
        re.compile(
            r"\b(?:[Rr]ue|[Aa]venue|[Cc]haussée|[Bb]oulevard|[Pp]lace|[Qq]uai)(?: (?:de|du|des|la|le|les))*"
            rf" (?:d[’']|l[’'])?{_NAMED}(?: \d+\w*)?\b"
        ),
    ),
)
_NUMBER = re.compile(r"\b\w*\d(?:[.,/:' -]+\d+)*\w*\b")
_LEAST_DIGITS = 3
_CODE = re.compile(rf"(?<!\w)(?<!\w-)(?=[\w-]{{0,60}}\d)(?=[\w-]{{0,60}}[{CAPITAL}])\w+(?:-\w+)*\b")
_ORDINARY_PLACES = frozenset(
    (
        *("bergen", "bever", "boom", "bree", "celles", "essen", "geel", "lens", "lint", "manage", "marche", "namen"),
        *("peer", "silly", "vorst", "wellen"),
    )
)
"""Places whose name is an ordinary word as well, so that it says nothing in lower case."""
_SHORTEST_LOWER_PLACE = 4
_PLACE_START = re.compile(r"[’']?[^\W\d_]+")


def finds(text: str, vocabulary: Vocabulary) -> Iterator[tuple[Span, MaskKind]]:
    """What gives away, the surest patterns first. The same characters may be found more than once."""
    yield from words_found(text, vocabulary.hidden)
    for kind, pattern in _PATTERNS:
        yield from ((_without_edges(text, *match.span()), kind) for match in pattern.finditer(text))
    yield from ((span, MaskKind.PLACE) for span in _places(text, vocabulary))
    for match in _NUMBER.finditer(text):
        if sum(character.isdigit() for character in match[0]) >= _LEAST_DIGITS:
            yield Span(*match.span()), MaskKind.NUMBER
    yield from ((Span(*match.span()), MaskKind.NAME) for match in _CODE.finditer(text))
    yield from ((span, MaskKind.NAME) for span in names(text, vocabulary.common))


def words_found(text: str, words: Mapping[str, MaskKind]) -> Iterator[tuple[Span, MaskKind]]:
    """Every place where one of the words stands by itself, in any case of letters; longer words first."""
    for word in sorted((word for word in words if word.strip()), key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(word.strip())}(?!\w)", text, re.IGNORECASE):
            yield Span(*match.span()), words[word]


def _places(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    known = vocabulary.names_by_first_word()
    for match in _PLACE_START.finditer(text):
        start = match.start()
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        for name in known.get(match[0].lstrip("’'").lower(), ()):
            at = start if name[0] in "’'" else match.end() - len(match[0].lstrip("’'"))
            end = at + len(name)
            found = text[at:end]
            if found.lower() == name.lower() and not text[end : end + 1].isalnum():
                if not found.islower() or _is_sure_in_lower_case(name, vocabulary.common):
                    yield Span(at, end)
                break


def _is_sure_in_lower_case(name: str, common: Collection[str]) -> bool:
    word = name.lower()
    return len(name) >= _SHORTEST_LOWER_PLACE and word not in _ORDINARY_PLACES and word not in common


def _without_edges(text: str, start: int, end: int) -> Span:
    """Without blanks and closing marks at the end."""
    while end > start + 1 and text[end - 1] in " .,;:'":
        end -= 1
    return Span(start, end)
