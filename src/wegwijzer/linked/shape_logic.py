"""A criterion compiled to SHACL: a firm's node conforms when the criterion is met, and for sure.

Negations are pushed down to the single facts, so that no part leans on something being absent. Each test asks for a
value and says what every value must be. A number of which only limits are known has two properties of its own, `min`
and `max`; a choice still open has several values. So a firm of which too little is known never conforms, and
"unknown" cannot turn into "met" (docs/decisions/0033-linked-data.md).
"""

from __future__ import annotations

from decimal import Decimal

from rdflib import Literal
from rdflib.namespace import SH, XSD
from rdflib.term import Node

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
    Undocumented,
)
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType
from wegwijzer.linked.firm_graph import number_literal
from wegwijzer.linked.writing import Writer

_OPPOSITE: dict[type[Comparison], type[Comparison]] = {AtLeast: Below, Below: AtLeast, AtMost: Above, Above: AtMost}
_BOUND = {
    AtLeast: SH.minInclusive,
    Above: SH.minExclusive,
    AtMost: SH.maxInclusive,
    Below: SH.maxExclusive,
}
_FROM_BELOW = (AtLeast, Above)


class ShapeLogic:
    """Writes criteria as constraints on a shape."""

    def __init__(self, writer: Writer, facts: FactDictionary) -> None:
        self._writer = writer
        self._facts = facts

    def constrain(self, shape: Node, criterion: Criterion, *, holds: bool = True) -> None:
        """Let only firms conform that meet the criterion; with `holds` false, that do not meet it.

        The criterion's limits and rules must be filled in (`criteria.resolving`).
        """
        match criterion:
            case Not(part):
                self.constrain(shape, part, holds=not holds)
            case Named(_, inner):
                self.constrain(shape, inner, holds=holds)
            case All(parts) | AnyOf(parts):
                self._group(shape, parts, every=isinstance(criterion, All) is holds, holds=holds)
            case IsTrue(fact_id):
                self._values(shape, self._facts[fact_id], [Literal(holds)])
            case OneOf(fact_id, options):
                fact = self._facts[fact_id]
                allowed = [option.id for option in fact.options if (option.id in options) is holds]
                self._values(shape, fact, [self._writer.at.code(fact.id, option) for option in allowed])
            case StartsWith(fact_id, prefixes):
                self._prefixes(shape, self._facts[fact_id], prefixes, holds=holds)
            case Comparison(fact_id, Decimal() as limit):
                kind = type(criterion) if holds else _OPPOSITE[type(criterion)]
                self._comparison(shape, self._facts[fact_id], kind, limit)
            case Undocumented():
                self.refuse(shape)
            case _:
                raise TypeError(f"{criterion!r} has no shape: resolve its limits and rules first")

    def refuse(self, shape: Node) -> None:
        """Let no firm conform."""
        anything = self._writer.unnamed()
        self._writer.types(anything, SH.NodeShape)
        self._writer.add(shape, SH["not"], anything)

    def _group(self, shape: Node, parts: tuple[Criterion, ...], *, every: bool, holds: bool) -> None:
        if every or len(parts) == 1:
            for part in parts:
                self.constrain(shape, part, holds=holds)
            return
        if not parts:
            self.refuse(shape)
            return
        options: list[Node] = []
        for part in parts:
            option = self._writer.unnamed()
            self.constrain(option, part, holds=holds)
            options.append(option)
        self._writer.add(shape, SH["or"], self._writer.listed(options))

    def _comparison(self, shape: Node, fact: FactDefinition, kind: type[Comparison], limit: Decimal) -> None:
        if fact.ordered:
            band_test = kind(fact.id, limit)
            fitting = [option.id for rank, option in enumerate(fact.options) if _fits(band_test, rank)]
            self._values(shape, fact, [self._writer.at.code(fact.id, option) for option in fitting])
            return
        at = self._writer.at
        end = at.lowest(fact.id) if kind in _FROM_BELOW else at.highest(fact.id)
        path = self._writer.unnamed()
        self._writer.add(path, SH.alternativePath, self._writer.listed([at.fact(fact.id), end]))
        tested = self._property(shape, path)
        self._writer.add(tested, _BOUND[kind], number_literal(limit, is_day=fact.type is FactType.DATE))

    def _values(self, shape: Node, fact: FactDefinition, allowed: list[Node]) -> None:
        if not allowed:
            self.refuse(shape)
            return
        tested = self._property(shape, self._writer.at.fact(fact.id))
        self._writer.add(tested, SH["in"], self._writer.listed(allowed))

    def _prefixes(self, shape: Node, fact: FactDefinition, prefixes: tuple[str, ...], *, holds: bool) -> None:
        """A code that is itself the beginning of a prefix is too short to decide."""
        tested = self._property(shape, self._writer.at.fact(fact.id))
        pattern = Literal(f"^({'|'.join(prefixes)})")
        if holds:
            self._writer.add(tested, SH.pattern, pattern)
            return
        too_short = sorted({prefix[:length] for prefix in prefixes for length in range(1, len(prefix))})
        for predicate, value in ((SH.pattern, pattern), (SH["in"], self._texts(too_short))):
            if value is not None:
                refused = self._writer.unnamed()
                self._writer.add(refused, predicate, value)
                self._writer.add(tested, SH["not"], refused)

    def _texts(self, texts: list[str]) -> Node | None:
        return self._writer.listed([Literal(text, datatype=XSD.string) for text in texts]) if texts else None

    def _property(self, shape: Node, path: Node) -> Node:
        """A test of every value on a path, of which there must be one."""
        tested = self._writer.unnamed()
        self._writer.add(shape, SH.property, tested)
        self._writer.add(tested, SH.path, path)
        self._writer.add(tested, SH.minCount, Literal(1))
        return tested


def _fits(test: Comparison, rank: int) -> bool:
    limit = test.limit
    if not isinstance(limit, Decimal):
        raise TypeError(f"{test!r} has no number as limit: resolve it first")
    match test:
        case AtLeast():
            return rank >= limit
        case Above():
            return rank > limit
        case AtMost():
            return rank <= limit
    return rank < limit
