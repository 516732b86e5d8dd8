"""The smallest change that would make a measure reachable, or change what it pays.

Only one fact is changed at a time: a number up to the nearest limit that matters, or something the firm can decide
to change (its legal form, cooperation, a notice filed in time).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wegwijzer.core.advice.assessing import Assessment, assess, soft_facts
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.amounts import Worth
from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.criteria.nodes import All, AnyOf, Comparison, Criterion, Named, Not
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactDefinition, FactSource, FactType, FactValue, KnownFact
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.truth import MET, NOT_MET

NEAR_SHARE = Decimal("0.25")
"""A limit counts as near within this share of the firm's own number."""

_SIZE_FACTS = {
    "fte": "staff",
    "turnover_eur": "turnover_eur",
    "balance_sheet_total_eur": "balance_sheet_total_eur",
}


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One changed fact and what it would bring.

    `kind` is `eligible` (the measure would no longer be refused) or `amount` (its rate or most would change). For
    a number, `side` says whether the firm would have to be below or from `limit` on.
    """

    kind: str
    fact: FactDefinition
    value: FactValue
    limit: Decimal | None
    side: str | None
    before: Worth | None
    after: Worth | None


@dataclass(frozen=True, slots=True)
class _Change:
    fact: FactDefinition
    value: FactValue
    limit: Decimal | None = None
    side: str | None = None


class NearMissFinder:
    """Finds near misses for one firm on one day; changed pictures are computed once and shared by all measures."""

    def __init__(self, picture: FirmPicture, day: DayCatalogue) -> None:
        self._picture = picture
        self._day = day
        self._soft = soft_facts(day.catalogue)
        self._changed: dict[tuple[str, FactValue], FirmPicture] = {}

    def find(self, assessment: Assessment) -> NearMiss | None:
        """The nearest miss of a measure, or None."""
        if assessment.status_verdict is NOT_MET:
            return None
        if assessment.verdict is NOT_MET:
            return self._eligible(assessment)
        return self._better_or_worse(assessment)

    def _eligible(self, assessment: Assessment) -> NearMiss | None:
        blocking = assessment.blocking
        if len(blocking) != 1:
            return None
        test = blocking[0].criterion.test
        for change in self._changes(_with_bases(test.facts(), self._day), [test]):
            after = self._assess(assessment, change)
            if after.verdict is not NOT_MET and _is_met(blocking[0].criterion.id, after):
                return NearMiss("eligible", change.fact, change.value, change.limit, change.side, None, after.worth)
        return None

    def _better_or_worse(self, assessment: Assessment) -> NearMiss | None:
        amount, before = assessment.version.amount, assessment.worth
        if amount is None or before is None:
            return None
        tests = list(amount.tests())
        facts = [fact for test in tests for fact in test.facts()]
        for change in self._changes(_with_bases(facts, self._day), tests):
            after = self._assess(assessment, change)
            if after.verdict is not NOT_MET and after.worth is not None and _differs(before, after.worth):
                return NearMiss("amount", change.fact, change.value, change.limit, change.side, before, after.worth)
        return None

    def _assess(self, assessment: Assessment, change: _Change) -> Assessment:
        key = (change.fact.id, change.value)
        if key not in self._changed:
            profile = self._picture.profile
            facts = {
                **profile.facts,
                change.fact.id: KnownFact(change.value, FactSource.STATED, self._day.day),
            }
            self._changed[key] = derive(replace(profile, facts=facts), self._day.derivation)
        return assess(MeasureOnDay(assessment.measure, assessment.version), self._changed[key], self._soft)

    def _changes(self, facts: Sequence[str], tests: Sequence[Criterion]) -> Iterator[_Change]:
        """Single changes worth trying: numbers to a near limit first, nearest first, then what can be decided."""
        numbers: list[tuple[Decimal, _Change]] = []
        decisions: list[_Change] = []
        for fact_id in dict.fromkeys(facts):
            fact = self._day.catalogue.facts.get(fact_id)
            stated = self._picture.profile.facts.get(fact_id)
            if fact is None or stated is None:
                continue
            if isinstance(stated.value, Band) and fact.type in (FactType.NUMBER, FactType.MONEY):
                numbers.extend(self._numeric(fact, stated.value, tests))
            elif fact.changeable:
                decisions.extend(self._decidable(fact, stated.value))
        yield from (change for _, change in sorted(numbers, key=lambda item: item[0]))
        yield from decisions

    def _numeric(
        self, fact: FactDefinition, band: Band, tests: Sequence[Criterion]
    ) -> Iterator[tuple[Decimal, _Change]]:
        own = band.exact
        if own is None:
            return
        for limit in sorted(self._limits(fact.id, tests)):
            distance = abs(limit - own)
            if own <= 0 or distance > own * NEAR_SHARE:
                continue
            step = Decimal(1) if fact.type is FactType.NUMBER else Decimal("0.01")
            if own >= limit:
                yield distance, _Change(fact, exactly(limit - step), limit, "below")
            if own <= limit:
                yield distance, _Change(fact, exactly(limit if own < limit else limit + step), limit, "from")

    def _limits(self, fact_id: str, tests: Sequence[Criterion]) -> set[Decimal]:
        limits = {limit for test in tests for limit in _limits_on(fact_id, test)}
        ceiling = _SIZE_FACTS.get(fact_id)
        if ceiling is not None:
            ceilings = self._day.derivation.ceilings
            limits |= {getattr(ceilings, f"{size}_{ceiling}") for size in ("micro", "small", "medium")}
        return limits

    def _decidable(self, fact: FactDefinition, value: FactValue) -> Iterator[_Change]:
        """What the firm can decide; of legal forms only a sole trader's step to a company."""
        if isinstance(value, bool):
            yield _Change(fact, not value)
        elif fact.type is FactType.CHOICE:
            if fact.id == "legal_form" and self._picture.values.get("legal_kind") != "natural_person":
                return
            forms = self._day.derivation.legal_forms if fact.id == "legal_form" else {}
            for option in fact.options:
                form = forms.get(option.id)
                if option.id != value and (form is None or form.kind == "company"):
                    yield _Change(fact, option.id)


def _is_met(criterion_id: str, assessment: Assessment) -> bool:
    return any(reading.criterion.id == criterion_id and reading.verdict is MET for reading in assessment.readings)


def _with_bases(facts: Iterator[str] | Sequence[str], day: DayCatalogue) -> list[str]:
    """The facts themselves and, for derived ones, the facts they come from."""
    found: list[str] = []
    for fact_id in facts:
        definition = day.catalogue.facts.get(fact_id)
        found.append(fact_id)
        if definition is not None:
            found.extend(definition.derived_from)
    return found


def _limits_on(fact_id: str, test: Criterion) -> Iterator[Decimal]:
    if isinstance(test, Comparison) and test.fact == fact_id:
        if isinstance(test.limit, Decimal):
            yield test.limit
    elif isinstance(test, All | AnyOf):
        for part in test.parts:
            yield from _limits_on(fact_id, part)
    elif isinstance(test, Not):
        yield from _limits_on(fact_id, test.part)
    elif isinstance(test, Named):
        yield from _limits_on(fact_id, test.inner)


def _differs(before: Worth, after: Worth) -> bool:
    return (before.total.high, before.ceiling, [part.rate for part in before.parts]) != (
        after.total.high,
        after.ceiling,
        [part.rate for part in after.parts],
    )
