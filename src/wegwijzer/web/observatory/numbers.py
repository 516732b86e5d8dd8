"""Figures as they are written on a page, each with the number that files hold."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from wegwijzer.core.reach.results import Interval, Rate
from wegwijzer.core.survey.publication import Figure
from wegwijzer.wording.language import say
from wegwijzer.wording.values import number_text

_FEW = Decimal("0.1")


def share_text(share: float | None, language: str) -> str:
    """A share as a percentage to a tenth.

    >>> share_text(0.0345, "nl").replace("\\xa0", " "), share_text(None, "nl")
    ('3,5 %', '')
    """
    if share is None:
        return ""
    number = (Decimal(repr(share)) * 100).quantize(_FEW, ROUND_HALF_UP)
    mark = number_text(Decimal("0.5"), language)[1]
    whole, _, tenth = format(number, "f").partition(".")
    shown = f"{number_text(Decimal(abs(int(whole))), language)}{mark}{tenth}"
    sign = "−" if number < 0 else ""
    return say("criteria.value.percent", language, number=f"{sign}{shown}").replace(" ", "\u00a0")


def whole_share_text(share: float, language: str) -> str:
    """A share as a percentage without decimals, for scales.

    >>> whole_share_text(0.25, "en")
    '25%'
    """
    number = number_text(Decimal(round(share * 100)), language)
    return say("criteria.value.percent", language, number=number).replace(" ", "\u00a0")


def count_text(count: float | None, language: str) -> str:
    """A whole number with its thousands."""
    return "" if count is None else number_text(Decimal(round(count)), language)


def decimal_text(value: float | None, language: str, places: str = "0.1") -> str:
    """A number to a tenth, or as finely as `places` says."""
    return "" if value is None else number_text(Decimal(repr(value)).quantize(Decimal(places)), language)


def range_text(low: float | None, high: float | None, language: str) -> str:
    """Two shares as the ends of an interval; empty where an end is not told."""
    if low is None or high is None:
        return ""
    return say("observatory.range", language, low=share_text(low, language), high=share_text(high, language))


def share(value: float | None, language: str) -> Figure:
    """A share as a figure."""
    return Figure(value, share_text(value, language))


def count(value: float | None, language: str) -> Figure:
    """A count as a figure."""
    return Figure(value, count_text(value, language))


def decimal(value: float | None, language: str, places: str = "0.1") -> Figure:
    """Any other number as a figure."""
    return Figure(value, decimal_text(value, language, places))


def interval_figures(found: Interval | None, language: str) -> dict[str, Figure]:
    """A share with its ends, under the names of our tables."""
    known = found or Interval(None)
    return {
        "share": share(known.value, language),
        "low": share(known.low, language),
        "high": share(known.high, language),
    }


def rate_figures(found: Rate | None, language: str) -> dict[str, Figure] | None:
    """A rate as the figures of a row; None, hidden, where there is none."""
    if found is None:
        return None
    return {
        **interval_figures(found.share, language),
        "users": count(found.count, language),
        "firms": count(found.of, language),
    }
