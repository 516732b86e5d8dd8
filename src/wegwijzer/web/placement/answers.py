"""Answers as they are kept, and as the core reads them."""

from __future__ import annotations

from collections.abc import Mapping

from wegwijzer.core.pyramid.answers import MISSING, NO, YES

DONT_KNOW = "dont_know"
CHOICES = {"yes": YES, "no": NO, DONT_KNOW: MISSING}
"""What a visitor can answer, and what it means."""


def known_answers(kept: Mapping[str, str]) -> dict[str, int]:
    """The answers of a placement for the core; "I don't know" is missing."""
    return {question: CHOICES[answer] for question, answer in kept.items()}
