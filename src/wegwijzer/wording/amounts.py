"""What a measure is worth, in words."""

from __future__ import annotations

from decimal import Decimal

from wegwijzer.core.band import Band, hull_of
from wegwijzer.core.catalogue.amounts import Worth
from wegwijzer.wording.language import say
from wegwijzer.wording.values import euro_text, percent_text


def worth_text(worth: Worth | None, language: str, *, is_service: bool = False) -> str:
    """One line: the rate, the range in euro and per what."""

    def told(key: str, **arguments: str) -> str:
        return say(f"criteria.amount.{key}", language, **arguments)

    if worth is None:
        return told("free" if is_service else "none")
    if not worth.parts:
        return told("open" if not worth.amount.parts else "nothing")
    per = told(worth.amount.per)
    low, high = worth.total.low or Decimal(0), worth.total.high
    rates = [part.rate for part in worth.parts if part.rate is not None]
    rate = percent_text(hull_of(rates), language) if rates and _is_known(hull_of(rates)) else ""
    if high is None:
        if worth.amount.is_deduction and rate:
            return told("deduction_rate", rate=rate)
        return told("rate_only", rate=rate) if rate else told("open")
    if high == 0:
        return told("nothing")
    if worth.amount.is_deduction:
        key = "deduction_exactly" if low == high else "deduction_between"
        return told(key, low=euro_text(low, language), high=euro_text(high, language), rate=rate)
    key = "exactly" if low == high else "up_to" if low == 0 else "between"
    if rate:
        key = f"rate_{key}"
    return told(key, low=euro_text(low, language), high=euro_text(high, language), rate=rate, per=per)


def _is_known(rate: Band) -> bool:
    return rate.high is not None and rate.high > 0
