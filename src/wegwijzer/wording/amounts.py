"""What a measure is worth, in words."""

from __future__ import annotations

from decimal import Decimal

from wegwijzer.core.band import Band, hull_of
from wegwijzer.core.catalogue.amounts import Worth
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import euro_text, percent_text


def worth_text(
    worth: Worth | None, language: str, *, facts: FactDictionary | None = None, is_service: bool = False
) -> str:
    """One line: the rate and what it is a rate of, the range in euro, and per what.

    With `facts`, a rate on one kind of cost names that cost.
    """

    def told(key: str, **arguments: str) -> str:
        return say(f"criteria.amount.{key}", language, **arguments)

    if is_service and (worth is None or not worth.amount.parts):
        return told("free")
    if worth is None:
        return told("none")
    if not worth.parts:
        return told("open" if not worth.amount.parts else "nothing")
    per = told(worth.amount.per)
    low, high = worth.total.low or Decimal(0), worth.total.high
    tax = "credit" if worth.amount.is_credit else "deduction" if worth.amount.is_deduction else ""
    base = _base_text(worth, language, facts or {})
    rates = [part.rate for part in worth.parts if part.rate is not None]
    rate = percent_text(hull_of(rates), language) if rates and _is_known(hull_of(rates)) else ""
    if high is None:
        if tax and rate:
            return told(f"{tax}_rate", rate=rate)
        return told("rate_only", rate=rate, base=base) if rate else told("open")
    if high == 0:
        return told("nothing")
    if tax:
        key = f"{tax}_exactly" if low == high else f"{tax}_between"
        return told(key, low=euro_text(low, language), high=euro_text(high, language), rate=rate)
    key = "exactly" if low == high else "up_to" if low == 0 else "between"
    if rate:
        key = f"rate_{key}"
    return told(key, low=euro_text(low, language), high=euro_text(high, language), rate=rate, per=per, base=base)


def _base_text(worth: Worth, language: str, facts: FactDictionary) -> str:
    """What the rate applies to: the one cost there is, or the costs in general."""
    bases = {part.part.base for part in worth.parts if part.part.base is not None}
    fact = facts.get(bases.pop()) if len(bases) == 1 else None
    return local(fact.subject, language) if fact else say("criteria.amount.costs", language)


def _is_known(rate: Band) -> bool:
    return rate.high is not None and rate.high > 0
