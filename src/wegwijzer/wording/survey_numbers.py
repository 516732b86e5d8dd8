"""Counts and shares of a survey as people write them, and as they are written for machines."""

from __future__ import annotations

from decimal import Decimal

from wegwijzer.wording.values import number_text

HIDDEN = "·"
"""What stands where a figure is hidden or cannot be told."""
_DECIMALS = 8


def count_text(count: int, language: str) -> str:
    """A number of rows as people write it."""
    return number_text(Decimal(count), language)


def share_text(share: float | None, language: str) -> str:
    """A share of 0 to 1 as a percentage with one decimal.

    >>> share_text(0.123, "nl"), share_text(None, "nl")
    ('12,3 %', '·')
    """
    if share is None:
        return HIDDEN
    text = f"{100 * share:.1f}"
    return f"{text if language == 'en' else text.replace('.', ',')} %"


def rounded(value: float | None) -> float | None:
    """A number without the digits that mean nothing."""
    return None if value is None else round(value, _DECIMALS)


def cut(text: str, width: int) -> str:
    """A text that takes at most so many characters.

    >>> cut("ontwikkelaars", 8)
    'ontwikk…'
    """
    return text if len(text) <= width else f"{text[: width - 1]}…"
