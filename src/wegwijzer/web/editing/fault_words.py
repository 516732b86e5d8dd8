"""What is wrong with a change, in the language of the page.

The readers tell every fault in full in English, for people and programs alike. Here each is put under one of a few
kinds that a page can word; of one that fits none the reader's own line is shown, and said to be in English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wegwijzer.wording.language import say

_KINDS = (
    ("past", r"is not to come"),
    ("begins", r"a version begins on"),
    ("day", r"is no day|valid date"),
    ("number", r"is no number|valid (number|decimal|integer)|is no limit"),
    ("negative", r"is negative|(greater|less) than"),
    ("missing", r"is missing|[Ff]ield required"),
    ("reason", r"does not say why"),
    ("address", r"is no address"),
    ("choice", r"Input should be '"),
    ("nothing", r"changes nothing"),
    ("long", r"at most \d+ characters|characters long"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


@dataclass(frozen=True, slots=True)
class ShownFault:
    """What a page says of a fault; `english` is the reader's own line where no kind of ours fits, else empty."""

    text: str
    english: str = ""


def shown_fault(problem: str, expected: str, language: str) -> ShownFault:
    """A fault in words, by its problem without the path in front."""
    kind = next((kind for kind, pattern in _PATTERNS if pattern.search(problem)), "other")
    own = f"{problem} {expected}".strip() if kind == "other" else ""
    return ShownFault(say(f"editor.fault.{kind}", language), own)
