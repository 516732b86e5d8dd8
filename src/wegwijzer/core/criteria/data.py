"""A criterion as plain data, in the form in which catalogue files hold it; `readers.criteria` reads it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wegwijzer.core.criteria.nodes import (
    Above,
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    Criterion,
    IsTrue,
    Limit,
    Named,
    Not,
    OneOf,
    RuleRef,
    StartsWith,
    ThresholdRef,
    Undocumented,
)
from wegwijzer.core.firm.facts import FactDictionary, FactType

Data = dict[str, object]

_COMPARISONS = {AtLeast: "at_least", Above: "above", AtMost: "at_most", Below: "below"}


def as_data(criterion: Criterion, facts: FactDictionary) -> Data:
    """The criterion as nested plain values; numbers as text, so that nothing is rounded."""
    match criterion:
        case IsTrue(fact):
            return {"fact": fact, "is": True}
        case Not(IsTrue(fact)):
            return {"fact": fact, "is": False}
        case OneOf(fact, options):
            return {"fact": fact, "in": list(options)}
        case AtLeast(fact, limit) | Above(fact, limit) | AtMost(fact, limit) | Below(fact, limit):
            return {"fact": fact, _COMPARISONS[type(criterion)]: _limit(fact, limit, facts)}
        case StartsWith(fact, prefixes):
            return {"fact": fact, "starts_with": list(prefixes)}
        case All(parts):
            return {"all": [as_data(part, facts) for part in parts]}
        case AnyOf(parts):
            return {"any": [as_data(part, facts) for part in parts]}
        case Not(part):
            return {"not": as_data(part, facts)}
        case RuleRef(rule) | Named(rule, _):
            return {"rule": rule}
        case Undocumented():
            return {"undocumented": True}
    raise TypeError(f"{criterion!r} has no form as data")


def _limit(fact: str, limit: Limit, facts: FactDictionary) -> object:
    if isinstance(limit, ThresholdRef):
        return {"threshold": f"{limit.topic}.{limit.name}"}
    return plain_number(fact, limit, facts)


def plain_number(fact: str, number: Decimal, facts: FactDictionary) -> str:
    """A number of a fact as people write it: a date as ISO, an ordered choice as its option, else digits."""
    definition = facts[fact]
    if definition.type is FactType.DATE:
        return date.fromordinal(int(number)).isoformat()
    if definition.ordered:
        return definition.options[int(number)].id
    return format(number, "f")
