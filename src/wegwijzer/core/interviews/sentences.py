"""A text in sentences: the units that are coded by ticking, and in which two coders are compared."""

from __future__ import annotations

import re

from wegwijzer.core.interviews.spans import Span

_ABBREVIATIONS = {
    "bv",
    "bijv",
    "nr",
    "dhr",
    "mevr",
    "ca",
    "enz",
    "o.a",
    "m.b.t",
    "d.w.z",
    "e.g",
    "i.e",
    "mr",
    "mrs",
    "etc",
    "p.ex",
}
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*(?=\s)|\n+")
_LAST_WORD = re.compile(r"(?<![\w.])([\w.]+)\.\Z")
_LOOKED_BACK = 20
"""Characters before an end in which an abbreviation is sought; the longest has six."""


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences, in order. Every character that is not blank lies in exactly one of them.

    A line is a sentence too: notes are often typed without a full stop.

    >>> [span.of("Zij bellen. Wij niet") for span in sentences("Zij bellen. Wij niet")]
    ['Zij bellen.', 'Wij niet']
    """
    found: list[Span] = []
    at = 0
    for match in _END.finditer(text):
        if _is_abbreviation(text[max(at, match.end() - _LOOKED_BACK) : match.end()]):
            continue
        found += _trimmed(text, at, match.end())
        at = match.end()
    return (*found, *_trimmed(text, at, len(text)))


def _is_abbreviation(so_far: str) -> bool:
    word = _LAST_WORD.search(so_far)
    return word is not None and word[1].lower() in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The stretch without blanks around it; nothing when it is all blank."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (Span(start, end),) if start < end else ()
