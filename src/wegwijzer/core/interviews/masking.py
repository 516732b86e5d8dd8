"""Hide what gives away a firm or a person: propose, let somebody decide, put a label in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wegwijzer.core.interviews.mask_patterns import HIDDEN, MaskKind, Vocabulary, finds, words_found
from wegwijzer.core.interviews.spans import Edit, Span, SpanError, apply_edits

Labels = Mapping[MaskKind, str]
"""The word that stands for each kind, in the language of the study: "naam" becomes [naam 1]."""

_NUMBERED = frozenset({MaskKind.NAME, MaskKind.PLACE})
"""Kinds whose labels count, so that a story can still be followed; the same words have the same number."""
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class Mask:
    """Characters to hide, and what they are."""

    span: Span
    kind: MaskKind = field(compare=False)


@dataclass
class Numbering:
    """The numbers of labels within one case: the same name has the same number in every note."""

    numbers: dict[tuple[MaskKind, str], int] = field(default_factory=dict)

    def label(self, kind: MaskKind, words: str, labels: Labels) -> str:
        """The label in brackets for these words."""
        if kind not in _NUMBERED:
            return f"[{labels[kind]}]"
        key = (kind, _BLANK.sub(" ", words).casefold())
        taken = sum(1 for known, _ in self.numbers if known is kind)
        return f"[{labels[kind]} {self.numbers.setdefault(key, taken + 1)}]"


def propose_masks(text: str, vocabulary: Vocabulary, *, labels: Labels) -> tuple[Mask, ...]:
    """What should be hidden, in order and without overlaps. Labels that stand in the text are left alone.

    Looks again at what remains until nothing is found: hiding every proposal leaves nothing to propose.
    """
    left = _without_labels(text, labels)
    found: list[Mask] = []
    while True:
        new: list[Mask] = []
        for span, kind in finds(left, vocabulary):
            if HIDDEN in span.of(left):
                continue
            new.append(Mask(span, kind))
            left = left[: span.start] + HIDDEN * (span.end - span.start) + left[span.end :]
        if not new:
            return tuple(sorted(found))
        found += new


def mask_edits(text: str, masks: Iterable[Mask], *, labels: Labels, numbering: Numbering) -> tuple[Edit, ...]:
    """The edits that put a label in the place of each mask. Raises SpanError where masks overlap or lie outside."""
    edits = []
    at = 0
    for mask in sorted(masks):
        if mask.span.start < at:
            raise SpanError(f"the masks overlap at {mask.span.start}. Expected: each character hidden once.")
        edits.append(Edit(mask.span.start, mask.span.end, numbering.label(mask.kind, mask.span.of(text), labels)))
        at = mask.span.end
    return tuple(edits)


def masked(text: str, masks: Iterable[Mask], *, labels: Labels, numbering: Numbering | None = None) -> str:
    """The text with a label in the place of each mask.

    >>> masked("Jan belt", [Mask(Span(0, 3), MaskKind.NAME)], labels={MaskKind.NAME: "naam"})
    '[naam 1] belt'
    """
    return apply_edits(text, mask_edits(text, masks, labels=labels, numbering=numbering or Numbering()))


def masks_of_words(text: str, words: Mapping[str, MaskKind]) -> tuple[Mask, ...]:
    """Every place where one of the words stands by itself, in any case of letters; longer words go first."""
    taken: list[Mask] = []
    for span, kind in words_found(text, words):
        if not any(span.overlaps(other.span) for other in taken):
            taken.append(Mask(span, kind))
    return tuple(sorted(taken))


def _without_labels(text: str, labels: Labels) -> str:
    words = "|".join(re.escape(word) for word in sorted(set(labels.values()), key=len, reverse=True))
    if not words:
        return text
    return re.sub(rf"\[(?:{words})(?: \d+)?\]", lambda match: HIDDEN * len(match[0]), text)
