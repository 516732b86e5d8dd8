"""Whether a criterion can hold for some firm: a search over values that decide all its tests.

Facts are taken to be free of each other, so "never" and "always" are sure: what no values meet, no firm meets. The
criterion itself is asked, by its reading for one firm; a branch is left as soon as what is chosen decides it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from wegwijzer.core.band import exactly
from wegwijzer.core.criteria.nodes import (
    All,
    AnyOf,
    Comparison,
    Criterion,
    IsTrue,
    Named,
    Not,
    OneOf,
    StartsWith,
)
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType, FactValue
from wegwijzer.core.truth import MET, NOT_MET

_MOST_READINGS = 50_000
_CODE_DIGITS = 5


def can_hold(criterion: Criterion, facts: FactDictionary) -> bool:
    """Whether some values of the facts meet a resolved criterion; true also where looking on would take too long.

    >>> from wegwijzer.core.criteria.nodes import AtLeast, Below
    >>> from wegwijzer.core.firm.facts import FactDefinition
    >>> facts = {"fte": FactDefinition("fte", FactType.NUMBER, minimum=Decimal(0))}
    >>> can_hold(All((AtLeast("fte", Decimal(50)), Below("fte", Decimal(10)))), facts)
    False
    """
    tests = list(_tests(criterion))
    often = Counter(test.fact for test in tests)
    asked = [fact for fact, _ in often.most_common()]
    values = [tuple(_values(facts[fact], [test for test in tests if test.fact == fact])) for fact in asked]
    return _Search(criterion, asked, values).holds(0, {})


def always_holds(criterion: Criterion, facts: FactDictionary) -> bool:
    """Whether every firm meets a resolved criterion, whatever its facts are."""
    return not can_hold(Not(criterion), facts)


def follows(conclusion: Criterion, premise: Criterion, facts: FactDictionary) -> bool:
    """Whether whoever meets the premise meets the conclusion."""
    return not can_hold(All((premise, Not(conclusion))), facts)


class _Search:
    def __init__(self, criterion: Criterion, asked: Sequence[str], values: Sequence[tuple[FactValue, ...]]) -> None:
        self._criterion, self._asked, self._values = criterion, asked, values
        self._left = _MOST_READINGS

    def holds(self, place: int, chosen: dict[str, FactValue]) -> bool:
        """Whether the values chosen so far can be completed so that the criterion is met."""
        self._left -= 1
        verdict = self._criterion.read(chosen)
        if verdict is MET or self._left < 0:
            return True
        if verdict is NOT_MET:
            return False
        if place == len(self._asked):
            return True  # an undocumented rule: nobody can say that it does not hold
        fact = self._asked[place]
        return any(self.holds(place + 1, {**chosen, fact: value}) for value in self._values[place])


OneTest = IsTrue | OneOf | Comparison | StartsWith


def _tests(criterion: Criterion) -> Iterator[OneTest]:
    match criterion:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _tests(part)
        case Not(part) | Named(_, part):
            yield from _tests(part)
        case IsTrue() | OneOf() | Comparison() | StartsWith():
            yield criterion


def _values(fact: FactDefinition, tests: Sequence[OneTest]) -> Iterator[FactValue]:
    """Values of a fact, one for each way in which its tests can come out together, at least."""
    if fact.type is FactType.BOOLEAN:
        yield from (True, False)
    elif fact.ordered:
        yield from (exactly(rank) for rank in range(len(fact.options)))
    elif fact.type is FactType.CHOICE:
        named = {option for test in tests if isinstance(test, OneOf) for option in test.options}
        others = [option.id for option in fact.options if option.id not in named]
        yield from (*sorted(named), *others[:1])
    elif fact.is_number_like:
        limits = {test.limit for test in tests if isinstance(test, Comparison) and isinstance(test.limit, Decimal)}
        yield from (exactly(number) for number in _numbers(fact, sorted(limits)))
    else:
        prefixes = {prefix for test in tests if isinstance(test, StartsWith) for prefix in test.prefixes}
        yield from _codes(prefixes)


def _numbers(fact: FactDefinition, limits: Sequence[Decimal]) -> Iterator[Decimal]:
    """Each limit, a number between each two, and one beyond either end, as far as the fact can have them."""
    whole = fact.type is FactType.DATE
    candidates = list(limits)
    candidates += [(low + high) / 2 for low, high in pairwise(limits)]
    candidates += [limits[0] - 1, limits[-1] + 1] if limits else [Decimal(0)]
    least, most = fact.minimum, fact.maximum
    candidates += [end for end in (least, most) if end is not None]
    for number in sorted(set(candidates)):
        if whole and number != number.to_integral_value():
            number = number.to_integral_value(rounding="ROUND_FLOOR")
        if (least is None or number >= least) and (most is None or number <= most):
            yield number


def _codes(prefixes: set[str]) -> Iterator[str]:
    """Codes of five digits, one for each set of prefixes that a code can begin with."""
    seen: set[frozenset[str]] = set()
    for start in ("", *sorted(prefixes)):
        for digit in "0123456789":
            code = (start + digit * _CODE_DIGITS)[: max(_CODE_DIGITS, len(start))]
            held = frozenset(prefix for prefix in prefixes if code.startswith(prefix))
            if held not in seen:
                seen.add(held)
                yield code
