"""Words with a capital letter that nothing but a name explains."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from wegwijzer.core.interviews.spans import Span

CAPITAL = "A-ZÀ-ÖØ-Þ"
WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")

_PARTICLES = r"van|de|der|den|het|’t|'t|ter|ten|te|du|des|la|le|les|von|di|el|al|en zonen|et fils|and sons"
_BETWEEN = re.compile(rf"(?: +(?:{_PARTICLES}))* +| ?& ?|['’.-]")
_BLANK = " \t\"'“”„‘’«»([{-–—*•·"
_ENDS = ".!?…:;\n\r"
_OPENING = '"“„‘«'
_NO_FIRM = frozenset(
    (
        *("AI", "BTW", "BV", "BVBA", "CAO", "CEO", "CFO", "CNC", "CRM", "CV", "EU", "ERP", "HR", "ICT", "IT", "IWT"),
        *("KMO", "LED", "NV", "O&O", "PC", "PDF", "PME", "PR", "R&D", "RSZ", "SA", "SME", "SPRL", "SRL", "TVA"),
        *("VLAIO", "VTE", "VZW"),
    )
)
"""Abbreviations that point to no firm and no person."""
_PRONOUNS = frozenset({"i", "i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "i'll", "i’ll"})


def names(text: str, common: Collection[str]) -> Iterator[Span]:
    """Every name, the words that belong together as one: "Peeters en Zonen", "Sofie Van den Broeck".

    At the start of a sentence every word has a capital: there it is a name when it is not among the common words and
    stands nowhere in the text in lower case. So a surname that is an ordinary word too, alone at the start of a
    sentence, is missed: one more reason why a person reads everything.
    """
    words = list(WORD.finditer(text))
    in_lower_case = {match[0] for match in words if match[0].islower()}
    group: Span | None = None
    for match in words:
        if not _is_name(match, text, common, in_lower_case):
            continue
        if group is not None and _BETWEEN.fullmatch(text, group.end, match.start()):
            group = Span(group.start, match.end())
            continue
        yield from _unless_known(group, text)
        group = Span(*match.span())
    yield from _unless_known(group, text)


def _unless_known(group: Span | None, text: str) -> Iterator[Span]:
    if group is not None and group.of(text) not in _NO_FIRM:
        yield group


def _is_name(match: re.Match[str], text: str, common: Collection[str], in_lower_case: Collection[str]) -> bool:
    word = match[0]
    if word.islower() or word in _NO_FIRM or word.lower() in _PRONOUNS:
        return False
    if any(character.isupper() for character in word[1:]) or not _begins_sentence(text, match.start()):
        return True
    return word.lower() not in common and word.lower() not in in_lower_case


def _begins_sentence(text: str, place: int) -> bool:
    if place and text[place - 1] in _OPENING:
        return True
    before = text[:place].rstrip(_BLANK)
    return not before or before[-1] in _ENDS
