"""Criteria as data: tests of one fact, combined with `all`, `any` and `not`.

A node is a value. It is read one firm at a time here (`read`), in bulk by `criteria.sql`, and as a sentence by
`wording.criteria`; all three readings come from the same node, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from wegwijzer.core.band import Band
from wegwijzer.core.firm.facts import FactValue
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict, all_of, any_of, negation, verdict_of

Values = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class ThresholdRef:
    """A limit kept in a dated threshold file, filled in for the day asked (`criteria.resolving`)."""

    topic: str
    name: str


Limit = Decimal | ThresholdRef


class Criterion:
    """A test that a firm meets, does not meet, or that stays unknown while facts are missing."""

    __slots__ = ()

    def read(self, values: Values) -> Verdict:
        """The verdict on what is known."""
        raise TypeError(f"{type(self).__name__} has no one-firm reading")

    def facts(self) -> Iterator[str]:
        """The ids of the facts it tests, in reading order, possibly repeated."""
        raise TypeError(f"{type(self).__name__} does not say which facts it tests")

    def undecided_by(self, values: Values) -> Iterator[str]:
        """The facts that keep it unknown; nothing when it is decided."""
        if self.read(values) is UNKNOWN:
            yield from self.open_facts(values)

    def open_facts(self, values: Values) -> Iterator[str]:
        """The facts that keep it unknown, for who knows already that it is."""
        return self.facts()


class OneFact(Criterion):
    """A test of one fact."""

    __slots__ = ()
    fact: str

    def facts(self) -> Iterator[str]:
        yield self.fact


@dataclass(frozen=True, slots=True)
class IsTrue(OneFact):
    """A yes-or-no fact holds."""

    fact: str

    def read(self, values: Values) -> Verdict:
        value = values.get(self.fact)
        return verdict_of(value) if isinstance(value, bool) else UNKNOWN


@dataclass(frozen=True, slots=True)
class OneOf(OneFact):
    """A choice is one of the given options."""

    fact: str
    options: tuple[str, ...]

    def read(self, values: Values) -> Verdict:
        value = values.get(self.fact)
        return verdict_of(value in self.options) if isinstance(value, str) else UNKNOWN


@dataclass(frozen=True, slots=True)
class Comparison(OneFact):
    """A number, date or ordered choice against a limit; `compare` names the method of Band that decides it."""

    fact: str
    limit: Limit
    compare: ClassVar[str] = ""

    def read(self, values: Values) -> Verdict:
        value = values.get(self.fact)
        if not isinstance(value, Band):
            return UNKNOWN
        verdict: Verdict = getattr(value, self.compare)(self.limit)
        return verdict


@dataclass(frozen=True, slots=True)
class AtLeast(Comparison):
    """The fact is the limit or more."""

    compare = "at_least"


@dataclass(frozen=True, slots=True)
class Above(Comparison):
    """The fact is more than the limit."""

    compare = "above"


@dataclass(frozen=True, slots=True)
class AtMost(Comparison):
    """The fact is the limit or less."""

    compare = "at_most"


@dataclass(frozen=True, slots=True)
class Below(Comparison):
    """The fact is less than the limit."""

    compare = "below"


@dataclass(frozen=True, slots=True)
class StartsWith(OneFact):
    """A code starts with one of the prefixes; a code known only in its first digits may stay undecided."""

    fact: str
    prefixes: tuple[str, ...]

    def read(self, values: Values) -> Verdict:
        value = values.get(self.fact)
        if not isinstance(value, str):
            return UNKNOWN
        if value.startswith(self.prefixes):
            return MET
        return UNKNOWN if any(prefix.startswith(value) for prefix in self.prefixes) else NOT_MET


@dataclass(frozen=True, slots=True)
class Group(Criterion):
    """Several parts read together; its kinds are a closed family."""

    parts: tuple[Criterion, ...]

    def facts(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.facts()

    def open_facts(self, values: Values) -> Iterator[str]:
        for part in self.parts:
            yield from part.undecided_by(values)


@dataclass(frozen=True, slots=True)
class All(Group):
    """Every part is met."""

    def read(self, values: Values) -> Verdict:
        return all_of([part.read(values) for part in self.parts])


@dataclass(frozen=True, slots=True)
class AnyOf(Group):
    """At least one part is met."""

    def read(self, values: Values) -> Verdict:
        return any_of([part.read(values) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Not(Criterion):
    """The part is not met."""

    part: Criterion

    def read(self, values: Values) -> Verdict:
        return negation(self.part.read(values))

    def facts(self) -> Iterator[str]:
        yield from self.part.facts()

    def open_facts(self, values: Values) -> Iterator[str]:
        return self.part.open_facts(values)


@dataclass(frozen=True, slots=True)
class RuleRef(Criterion):
    """A shared rule by name, filled in for the day asked (`criteria.resolving`)."""

    rule: str


@dataclass(frozen=True, slots=True)
class Named(Criterion):
    """A shared rule that has been filled in: it reads as its inner criterion and is worded under its own name."""

    rule: str
    inner: Criterion

    def read(self, values: Values) -> Verdict:
        return self.inner.read(values)

    def facts(self) -> Iterator[str]:
        yield from self.inner.facts()

    def open_facts(self, values: Values) -> Iterator[str]:
        return self.inner.open_facts(values)


@dataclass(frozen=True, slots=True)
class Undocumented(Criterion):
    """A shared rule on a day for which no content is documented: unknown, whatever is known of the firm."""

    def read(self, values: Values) -> Verdict:
        return UNKNOWN

    def facts(self) -> Iterator[str]:
        yield from ()
