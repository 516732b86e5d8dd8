"""What of a firm's answers may go along in a link that anybody could open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType, Nature, Scope
from wegwijzer.readers.places import place_of
from wegwijzer.wording.advice import plain_number

_DIVISION = 2  # digits of a NACE code that name a whole division


def shareable(answers: Mapping[str, object], facts: FactDictionary, *, on: date) -> dict[str, object]:
    """The objective answers, coarse enough not to point at one firm.

    A postal code becomes its province and region, an exact figure the band it lies in (the firm's other money only its
    sign), a day its year and an activity its division. What the firm declares or judges stays out.
    """
    kept = {
        fact: _coarse(facts[fact], value)
        for fact, value in answers.items()
        if fact in facts and facts[fact].nature is Nature.OBJECTIVE and fact != "postal_code"
    }
    if "postal_code" in answers:
        place = place_of(str(answers["postal_code"]), on=on)
        kept |= {"province": place.province, "region": place.region}
    return kept


def _coarse(fact: FactDefinition, value: object) -> object:
    if fact.type is FactType.CODE:
        return str(value)[:_DIVISION]
    if fact.type is FactType.DATE and isinstance(value, str):
        return {"min": f"{value[:4]}-01-01", "max": f"{value[:4]}-12-31"}
    if isinstance(value, int | float) and not isinstance(value, bool):
        for low, high in fact.bands:
            if (low is None or low <= value) and (high is None or value <= high):
                ends = {"min": low, "max": high}
                return {name: plain_number(end) for name, end in ends.items() if end is not None}
        if fact.type is FactType.MONEY and fact.scope is Scope.FIRM:
            return {"min": 0} if value >= 0 else {"max": -0.01}  # from published accounts it could be looked up
    return value
