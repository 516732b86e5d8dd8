"""Which measures may be had together: documented rules, and a question where nothing is documented.

Support for different costs goes together unless a rule says otherwise (Regulation (EU) 651/2014, article 8(3)(a)).
Support for the same cost goes together only where a rule says so; without one it is a question to the provider.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.period import Period
from wegwijzer.core.support.options import Option


class RuleKind(Enum):
    """What a rule does with a pair of measures."""

    ALLOWED = "allowed"
    EXCLUDED = "excluded"
    LIMITED = "limited"
    """Allowed while all support on the cost stays within `intensity_pct` of it."""
    REDUCES = "reduces"
    """Allowed, but the support of the first no longer counts in the cost on which the second is worked out."""
    WAITING = "waiting"
    """The first takes no file within `months` months after the second was granted."""


class Scope(Enum):
    """When a rule bites."""

    SAME_COSTS = "same_costs"
    SAME_TIME = "same_time"
    """While the two actions run on a common day."""
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class CumulationRule:
    """A documented rule for each measure of `measures` with each of `others`, in its period.

    `intensity_pct` belongs to LIMITED, `months` to WAITING.
    """

    id: str
    kind: RuleKind
    scope: Scope
    measures: tuple[str, ...]
    others: tuple[str, ...]
    period: Period
    text: Text
    source: Source
    confidence: Confidence
    intensity_pct: Decimal | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class IntensityRule:
    """Grants on the same cost together stay within the highest intensity that one of them may reach."""

    id: str
    period: Period
    text: Text
    source: Source
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class CumulationRules:
    """Everything that is documented on having support together."""

    rules: tuple[CumulationRule, ...] = ()
    intensity: tuple[IntensityRule, ...] = ()

    def intensity_on(self, on: date) -> IntensityRule | None:
        """The common ceiling of grants on one cost on a day, or None."""
        return next((rule for rule in self.intensity if rule.period.covers(on)), None)


NO_RULES = CumulationRules()


class Answer(Enum):
    """Whether two options go together."""

    TOGETHER = "together"
    LIMITED = "limited"
    REDUCED = "reduced"
    NEVER = "never"
    ONE_OF = "one_of"
    """One measure pays a cost once: two ways of the same measure on one cost are a choice."""
    ASK = "ask"
    """Nothing is documented."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What holds for two options; `reducer` is the one that lowers the other, where it is so."""

    answer: Answer
    rule: CumulationRule | None = None
    reducer: Option | None = None


TOGETHER = Relation(Answer.TOGETHER)
_ANSWERS = {
    RuleKind.EXCLUDED: Answer.NEVER,
    RuleKind.LIMITED: Answer.LIMITED,
    RuleKind.REDUCES: Answer.REDUCED,
    RuleKind.ALLOWED: Answer.TOGETHER,
}
_STRICTEST = tuple(_ANSWERS)


def relation(one: Option, other: Option, rules: CumulationRules, *, on: date) -> Relation:
    """What holds for two options by the rules of the day; the strictest rule counts where several fit."""
    shares = one.shares_cost_with(other)
    if shares and one.measure == other.measure:
        return Relation(Answer.ONE_OF)
    fitting: dict[RuleKind, tuple[CumulationRule, Option]] = {}
    for rule in rules.rules:
        first = _first_of(rule, one, other)
        if first is None or rule.kind is RuleKind.WAITING or not rule.period.covers(on):
            continue
        if _bites(rule, one, other):
            fitting.setdefault(rule.kind, (rule, first))
    for kind in _STRICTEST:
        if kind in fitting:
            rule, first = fitting[kind]
            if kind is RuleKind.REDUCES and (other if first is one else one).is_lowered:
                return Relation(Answer.TOGETHER, rule)
            return Relation(_ANSWERS[kind], rule, first if kind is RuleKind.REDUCES else None)
    return Relation(Answer.ASK) if shares else TOGETHER


def waiting_rules(option: Option, rules: CumulationRules, *, on: date) -> Iterable[CumulationRule]:
    """The rules that make an option wait after something else was granted."""
    return (
        rule
        for rule in rules.rules
        if rule.kind is RuleKind.WAITING and option.measure in rule.measures and rule.period.covers(on)
    )


def _bites(rule: CumulationRule, one: Option, other: Option) -> bool:
    if rule.scope is Scope.SAME_COSTS:
        return one.shares_cost_with(other)
    if rule.scope is Scope.SAME_TIME:
        return one.start <= other.end and other.start <= one.end
    return True


def _first_of(rule: CumulationRule, one: Option, other: Option) -> Option | None:
    """Which of the two stands first in the rule; None where it is not about them."""
    for first, second in ((one, other), (other, one)):
        if first.measure in rule.measures and second.measure in rule.others:
            return first
    return None
