"""Stretches of a text, and how they move when the text is edited.

Places are counted in characters (code points) from 0; the end is not included. A passage that an edit does not touch
keeps its words exactly; one that an edit touches grows or shrinks with it and is told apart, so that somebody can look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wegwijzer.core.errors import WegwijzerError

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 3_000
"""Above this many tokens on either side of a change, it is taken as one whole: comparing would take seconds."""


class SpanError(WegwijzerError):
    """A stretch that is empty or lies outside its text, or edits that overlap."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters from `start` up to `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"the span {self.start} to {self.end} holds nothing. Expected: 0 <= start < end.")

    def of(self, text: str) -> str:
        """The words of the span. Raises SpanError where it lies outside the text."""
        if self.end > len(text):
            raise SpanError(f"the span {self.start} to {self.end} lies outside a text of {len(text)} characters.")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The characters from `start` up to `end` make way for `text`; equal places are an insertion."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a span went; None when all its words are gone. `touched`: an edit changed something inside it."""

    span: Span | None
    touched: bool


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that all speak of the old text. Raises SpanError where they overlap or lie outside."""
    parts, at = [], 0
    for edit in _in_order(edits, len(text)):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Edits that turn one text into the other, by whole words where that is quick."""
    front = _shared(old, new)
    back = _shared(old[front:][::-1], new[front:][::-1])
    left, right = old[front : len(old) - back], new[front : len(new) - back]
    if not left and not right:
        return ()
    tokens, others = _TOKEN.findall(left), _TOKEN.findall(right)
    if not tokens or not others or max(len(tokens), len(others)) > _MOST_TOKENS:
        return (Edit(front, front + len(left), right),)
    places = [front]
    for token in tokens:
        places.append(places[-1] + len(token))
    blocks = SequenceMatcher(None, tokens, others, autojunk=False).get_opcodes()
    return tuple(
        Edit(places[begin], places[end], "".join(others[other_begin:other_end]))
        for kind, begin, end, other_begin, other_end in blocks
        if kind != "equal"
    )


def move_span(span: Span, edits: Iterable[Edit], *, length: int) -> Moved:
    """Where a span of the old text, of that length, stands after the edits.

    What is put in at the edge of a span stays outside it. An edit that reaches over an edge leaves the span beginning
    or ending with what came in its place, so that no word of the span falls out unseen.

    >>> move_span(Span(4, 9), [Edit(0, 3, "Gisteren")], length=12)
    Moved(span=Span(start=9, end=14), touched=False)
    """
    start, end, touched = span.start, span.end, False
    shift = 0
    for edit in _in_order(edits, length):
        growth = len(edit.text) - (edit.end - edit.start)
        if edit.end <= span.start:
            start += growth
            end += growth
        elif edit.start < span.end:
            touched = True
            if edit.start < span.start:
                start = edit.start + shift
            end = (edit.start + shift + len(edit.text)) if edit.end >= span.end else end + growth
        shift += growth
    return Moved(Span(start, end) if start < end else None, touched)


def _in_order(edits: Iterable[Edit], length: int) -> Sequence[Edit]:
    ordered = sorted(edits)
    at = 0
    for edit in ordered:
        if not at <= edit.start <= edit.end <= length:
            raise SpanError(f"the edit of {edit.start} to {edit.end} overlaps another or lies outside the text.")
        at = edit.end
    return ordered


def _shared(one: str, other: str) -> int:
    """How many characters the two begin with alike, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
