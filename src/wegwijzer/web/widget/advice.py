"""What the window says to a need: who to call, and the first measures. Nothing is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.matching.need import LONGEST_NEED
from wegwijzer.web.guide.queries import ContactView, MeasureLine, roadmap_of_words
from wegwijzer.wording.language import say

_MEASURES = 3


@dataclass(frozen=True, slots=True)
class WindowAdvice:
    """The answer in words: `about` are the domains that were read in the need, "" for none."""

    about: str
    first: ContactView | None
    measures: tuple[MeasureLine, ...]


def fault_of(need: str, language: str) -> str:
    """What is wrong with a need as typed, "" for nothing."""
    if not need.strip():
        return say("widget.fault.empty", language)
    if "\x00" in need:
        return say("widget.fault.signs", language)
    if len(need) > LONGEST_NEED:
        return say("widget.fault.long", language, limit=LONGEST_NEED, length=len(need))
    return ""


def advise(need: str, language: str, *, on: date) -> WindowAdvice:
    """The answer to a need of which nothing else is known. The words need not be kept out of it: they stay here."""
    roadmap = roadmap_of_words(need, language, on=on)
    lines = [
        line for group in roadmap.groups if group.id in ("fits", "maybe") for line in (*group.shown, *group.folded)
    ]
    return WindowAdvice(", ".join(chip.label for chip in roadmap.chips), roadmap.first, tuple(lines[:_MEASURES]))
