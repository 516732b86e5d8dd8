"""Read criteria from plain data, with every fault and its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import NoReturn

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
    Not,
    OneOf,
    RuleRef,
    StartsWith,
    ThresholdRef,
)
from wegwijzer.core.errors import Fault
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType
from wegwijzer.readers.yaml_file import LocatedData, Path_

_COMPARISONS: dict[str, Callable[[str, Limit], Criterion]] = {
    "at_least": AtLeast,
    "above": Above,
    "at_most": AtMost,
    "below": Below,
}
_TESTS = ("is", "in", *_COMPARISONS, "between", "starts_with")
_SHAPES = (
    "{fact: …, is|in|at_least|above|at_most|below|between|starts_with: …}, "
    "{all: […]}, {any: […]}, {not: …} or {rule: …}."
)


class _UnreadableError(Exception):
    """Ends the reading of one criterion, after its fault was noted."""


class CriterionReader:
    """Reads criteria of one file; what is wrong with any of them is collected in `faults`."""

    def __init__(
        self,
        located: LocatedData,
        facts: FactDictionary,
        known_limits: Mapping[str, frozenset[str]],
        rules: frozenset[str],
    ) -> None:
        """`known_limits` maps a threshold topic to its names; `rules` are the shared rules there are."""
        self._located = located
        self._facts = facts
        self._known_limits = known_limits
        self._rules = rules
        self.faults: list[Fault] = []

    def read(self, data: object, path: Path_) -> Criterion | None:
        """The criterion, or None with at least one fault noted."""
        try:
            return self._read(data, path)
        except _UnreadableError:
            return None

    def _read(self, data: object, path: Path_) -> Criterion:
        if not isinstance(data, dict):
            self._fault(path, f"{data!r} is not a criterion.", _SHAPES)
        keys = set(data)
        if keys == {"all"} or keys == {"any"}:
            key = keys.pop()
            return self._group(key, data[key], (*path, key))
        if keys == {"not"}:
            return Not(self._read(data["not"], (*path, "not")))
        if keys == {"rule"}:
            if data["rule"] not in self._rules:
                self._fault(
                    (*path, "rule"),
                    f'unknown rule "{data["rule"]}".',
                    f"one of {', '.join(sorted(self._rules))}.",
                )
            return RuleRef(str(data["rule"]))
        if "fact" in keys and len(keys) == 2 and (test := (keys - {"fact"}).pop()) in _TESTS:
            return self._test(data["fact"], test, data[test], path)
        self._fault(path, f"keys {', '.join(sorted(map(str, keys)))} make no criterion.", _SHAPES)

    def _group(self, key: str, parts: object, path: Path_) -> Criterion:
        if not isinstance(parts, list) or not parts:
            self._fault(path, "needs at least one part.", "a list of criteria.")
        read = [self.read(part, (*path, place)) for place, part in enumerate(parts)]
        whole = tuple(part for part in read if part is not None)
        if len(whole) < len(read):
            raise _UnreadableError
        return All(whole) if key == "all" else AnyOf(whole)

    def _test(self, fact_id: object, test: str, operand: object, path: Path_) -> Criterion:
        fact = self._facts.get(fact_id) if isinstance(fact_id, str) else None
        if fact is None:
            near = get_close_matches(str(fact_id), list(self._facts), n=1)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            self._fault((*path, "fact"), f'unknown fact "{fact_id}".{hint}', "a fact of facts.yaml.")
        place = (*path, test)
        if test == "is":
            return self._is(fact, operand, place)
        if test == "in":
            return self._options(fact, operand, place)
        if test == "starts_with":
            return self._prefixes(fact, operand, place)
        if test == "between":
            if not isinstance(operand, list) or len(operand) != 2:
                self._fault(place, "needs a lower and an upper limit.", "[low, high].")
            low, high = (self._limit(fact, end, (*place, i)) for i, end in enumerate(operand))
            return All((AtLeast(fact.id, low), AtMost(fact.id, high)))
        return _COMPARISONS[test](fact.id, self._limit(fact, operand, place))

    def _is(self, fact: FactDefinition, operand: object, path: Path_) -> Criterion:
        if fact.type is FactType.BOOLEAN:
            if not isinstance(operand, bool):
                self._fault(path, f"{operand!r} is no yes or no.", "true or false.")
            return IsTrue(fact.id) if operand else Not(IsTrue(fact.id))
        if fact.ordered:
            limit = self._limit(fact, operand, path)
            return All((AtLeast(fact.id, limit), AtMost(fact.id, limit)))
        if fact.is_number_like:
            self._fault(path, f"{fact.id} is a {fact.type.value}.", "at_least, at_most, above or below.")
        return self._options(fact, [operand], path)

    def _options(self, fact: FactDefinition, operand: object, path: Path_) -> Criterion:
        if fact.type is not FactType.CHOICE or fact.ordered:
            self._fault(path, f"{fact.id} is a {fact.type.value}, not a choice.", "a test that fits it.")
        known = [option.id for option in fact.options]
        if not isinstance(operand, list) or not operand:
            self._fault(path, "needs at least one option.", f"a list out of {', '.join(known)}.")
        unknown = [option for option in operand if option not in known]
        if unknown:
            self._fault(path, f"{fact.id} has no option {unknown[0]!r}.", f"one of {', '.join(known)}.")
        return OneOf(fact.id, tuple(str(option) for option in operand))

    def _prefixes(self, fact: FactDefinition, operand: object, path: Path_) -> Criterion:
        if fact.type is not FactType.CODE:
            self._fault(path, f"{fact.id} is a {fact.type.value}, not a code.", "a test that fits it.")
        if not isinstance(operand, list) or not operand or not all(isinstance(p, str) and p.isalnum() for p in operand):
            self._fault(path, "needs quoted code prefixes without dots.", 'for example ["10", "107"].')
        return StartsWith(fact.id, tuple(operand))

    def _limit(self, fact: FactDefinition, operand: object, path: Path_) -> Limit:
        if not fact.is_number_like:
            self._fault(path, f"{fact.id} is a {fact.type.value}: it has no more or less.", "is or in.")
        if isinstance(operand, dict):
            return self._threshold(operand, path)
        if fact.ordered:
            options = [option.id for option in fact.options]
            if operand not in options:
                self._fault(path, f"{fact.id} has no option {operand!r}.", f"one of {', '.join(options)}.")
            return Decimal(options.index(str(operand)))
        if fact.type is FactType.DATE:
            try:
                return Decimal(date.fromisoformat(str(operand)).toordinal())
            except ValueError:
                self._fault(path, f"{operand!r} is no day.", "a day such as 2016-07-01.")
        if isinstance(operand, bool) or not isinstance(operand, int | Decimal):
            self._fault(path, f"{operand!r} is no number.", "a number, or {threshold: topic.name}.")
        return Decimal(operand)

    def _threshold(self, operand: Mapping[str, object], path: Path_) -> Limit:
        topic, _, name = str(operand.get("threshold", "")).partition(".")
        if set(operand) != {"threshold"} or name not in self._known_limits.get(topic, frozenset()):
            known = [f"{topic}.{name}" for topic, names in self._known_limits.items() for name in sorted(names)]
            self._fault(path, f"unknown threshold {operand!r}.", f"one of {', '.join(known)}.")
        return ThresholdRef(topic, name)

    def _fault(self, path: Path_, problem: str, expected: str) -> NoReturn:
        self.faults.append(self._located.fault(path, problem, expected))
        raise _UnreadableError
