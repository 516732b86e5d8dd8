"""Criteria as sentences: what is required, and how it stands with this firm.

The sentence is made from the criterion itself, so that what is said and what is decided cannot differ. Negations are
pushed down to the single facts, where a language has its own words for them.
"""

from __future__ import annotations

from collections.abc import Mapping

from wegwijzer.core.advice.assessing import CriterionReading
from wegwijzer.core.catalogue.measure import Status, Version
from wegwijzer.core.catalogue.vocabulary import SharedRule
from wegwijzer.core.criteria.nodes import (
    Above,
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    Comparison,
    Criterion,
    IsTrue,
    Named,
    Not,
    OneOf,
    StartsWith,
)
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType, FactValue
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.truth import MET, NOT_MET
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import limit_text, value_text

_MOST_VALUES_KEPT = 5_000
_OPPOSITE = {AtLeast: Below, Below: AtLeast, AtMost: Above, Above: AtMost}
_KEYS = {AtLeast: "at_least", Above: "above", AtMost: "at_most", Below: "below"}


class CriterionWording:
    """Words the criteria of one day in one language."""

    def __init__(self, facts: FactDictionary, rules: Mapping[str, SharedRule], language: str) -> None:
        self._facts = facts
        self._rules = rules
        self._language = language
        # A criterion is worded once: sentences do not depend on the firm. The criterion is kept beside its sentence,
        # so that its identity stays its own.
        self._worded: dict[int, tuple[Criterion, str]] = {}
        self._standing: dict[tuple[int, bool, tuple[str, ...]], str] = {}
        self._tellable: dict[int, tuple[FactDefinition, ...]] = {}
        self._values: dict[tuple[str, FactValue], str] = {}

    def requirement(self, criterion: Criterion) -> str:
        """What the criterion asks, as one sentence."""
        worded = self._worded.get(id(criterion))
        if worded is None:
            worded = self._worded[id(criterion)] = (criterion, self._sentence(criterion, holds=True))
        return worded[1]

    def reading(self, reading: CriterionReading, picture: FirmPicture) -> str:
        """What the criterion asks, and where this firm stands if it does not simply meet it."""
        test, verdict, missing = reading.criterion.test, reading.verdict, reading.missing
        requirement = self.requirement(test)
        if verdict is MET:
            return requirement
        if verdict is NOT_MET:
            values = self._known_values(test, picture)
            if values:
                return self._say("yours", requirement=requirement, values=values)
        key = (id(test), verdict is NOT_MET, missing)
        worded = self._standing.get(key)
        if worded is None:
            if verdict is NOT_MET:
                worded = self._say("not_so", requirement=requirement)
            else:
                worded = self._open_sentence(requirement, missing)
            self._standing[key] = worded
        return worded

    def _open_sentence(self, requirement: str, missing: tuple[str, ...]) -> str:
        names = [
            local(fact.subject, self._language)
            for fact in (self._facts.get(fact_id) for fact_id in missing)
            if fact is not None and fact.type is not FactType.BOOLEAN
        ]
        if names:
            return self._say("open_facts", requirement=requirement, facts=", ".join(names))
        return self._say("open", requirement=requirement)

    def status(self, version: Version) -> str:
        """What the status of a version means for who wants to apply."""
        if version.status is Status.CLOSED and version.is_transition:
            return self._say("status_transition")
        return self._say(f"status_{version.status.value}")

    def _sentence(self, criterion: Criterion, *, holds: bool) -> str:
        match criterion:
            case Not(part):
                return self._sentence(part, holds=not holds)
            case Named(rule, _):
                shared = self._rules[rule]
                return local(shared.holds if holds else shared.fails, self._language)
            case All(parts) | AnyOf(parts):
                return self._group(criterion, parts, holds=holds)
            case IsTrue(fact_id):
                fact = self._facts[fact_id]
                return local(fact.holds if holds else fact.fails, self._language)
            case OneOf(fact_id, options):
                return self._one_of(self._facts[fact_id], options, holds=holds)
            case StartsWith(fact_id, prefixes):
                key = "starts_with" if holds else "not_starts_with"
                return self._about(self._facts[fact_id], key, values=self._or(list(prefixes)))
            case Comparison():
                return self._comparison(criterion, holds=holds)
        raise TypeError(f"{criterion!r} cannot be worded: resolve its rules first")

    def _group(self, criterion: Criterion, parts: tuple[Criterion, ...], *, holds: bool) -> str:
        exact = _exact_value(criterion) if holds else None
        if exact is not None:
            fact = self._facts[exact.fact]
            return self._about(fact, "is", value=limit_text(fact, exact.limit, self._language))  # type: ignore[arg-type]
        band = _band_limits(criterion) if holds else None
        if band is not None:
            fact = self._facts[band[0].fact]
            low, high = (limit_text(fact, half.limit, self._language) for half in band)  # type: ignore[arg-type]
            return self._about(fact, "between", low=low, high=high)
        if len(parts) == 1:
            return self._sentence(parts[0], holds=holds)
        every = isinstance(criterion, All) is holds
        clauses = [_clause(self._sentence(part, holds=holds)) for part in parts]
        return self._say("all" if every else "any", parts=self._say("part_join").join(clauses))

    def _one_of(self, fact: FactDefinition, options: tuple[str, ...], *, holds: bool) -> str:
        labels = [local(option.label, self._language) for option in fact.options if option.id in options]
        if len(labels) == 1:
            return self._about(fact, "is" if holds else "is_not", value=labels[0])
        return self._about(fact, "one_of" if holds else "none_of", values=", ".join(labels))

    def _comparison(self, criterion: Comparison, *, holds: bool) -> str:
        kind = type(criterion) if holds else _OPPOSITE[type(criterion)]
        fact = self._facts[criterion.fact]
        key = f"date_{_KEYS[kind]}" if fact.type is FactType.DATE else _KEYS[kind]
        return self._about(fact, key, value=limit_text(fact, criterion.limit, self._language))  # type: ignore[arg-type]

    def _about(self, fact: FactDefinition, key: str, **arguments: str) -> str:
        return self._say(key, subject=_capital(local(fact.subject, self._language)), **arguments)

    def _known_values(self, criterion: Criterion, picture: FirmPicture) -> str:
        """The firm's own values of the facts that can be told apart from a bare yes or no."""
        tellable = self._tellable.get(id(criterion))
        if tellable is None:
            facts = [self._facts[fact_id] for fact_id in dict.fromkeys(criterion.facts())]
            tellable = tuple(fact for fact in facts if fact.type is not FactType.BOOLEAN)
            self._tellable[id(criterion)] = tellable
        values = picture.values
        return ", ".join(self._value_text(fact, values[fact.id]) for fact in tellable if fact.id in values)

    def _value_text(self, fact: FactDefinition, value: FactValue) -> str:
        key = (fact.id, value)
        text = self._values.get(key)
        if text is None:
            if len(self._values) >= _MOST_VALUES_KEPT:
                self._values.clear()
            text = self._values[key] = value_text(fact, value, self._language)
        return text

    def _or(self, items: list[str]) -> str:
        if len(items) < 2:
            return "".join(items)
        return ", ".join(items[:-1]) + self._say("or") + items[-1]

    def _say(self, key: str, **arguments: str) -> str:
        return say(f"criteria.{key}", self._language, **arguments)


def _exact_value(criterion: Criterion) -> AtLeast | None:
    """The lower half of "at least x and at most x", which reads better as "is x"."""
    band = _band_limits(criterion)
    return band[0] if band is not None and band[0].limit == band[1].limit else None


def _band_limits(criterion: Criterion) -> tuple[AtLeast, AtMost] | None:
    """The halves of "at least x and at most y" of one fact, which read better as "between"."""
    if isinstance(criterion, All) and len(criterion.parts) == 2:
        low, high = criterion.parts
        if isinstance(low, AtLeast) and isinstance(high, AtMost) and low.fact == high.fact:
            return low, high
    return None


def _clause(sentence: str) -> str:
    """A sentence as part of a longer one."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
