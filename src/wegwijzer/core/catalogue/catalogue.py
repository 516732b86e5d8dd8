"""The whole catalogue, and the catalogue of one day: limits and rules filled in, ready to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from wegwijzer.core.catalogue.measure import (
    Amount,
    AmountPart,
    EuroCase,
    Measure,
    NamedCriterion,
    PercentageCase,
    Version,
)
from wegwijzer.core.catalogue.organisation import Organisation, Role
from wegwijzer.core.catalogue.vocabulary import Card, Domain, SharedRule, Topic, TopicVersion
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.criteria.resolving import resolve
from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.core.firm.deriving import DerivationRules
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.firm.legal import LegalForm
from wegwijzer.core.firm.size import SizeCeilings
from wegwijzer.core.firm.technology import Sector, TechnologyTable

E = TypeVar("E")
SIZE_TOPIC = "kmo-definitie-eu"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything the package knows, as loaded and validated from its data files.

    `digest` identifies the content: two catalogues with the same digest give the same advice.
    """

    facts: FactDictionary
    measures: Mapping[str, Measure]
    organisations: Mapping[str, Organisation]
    roles: Mapping[str, Role]
    topics: Mapping[str, Topic]
    business_domains: Mapping[str, Domain]
    expertise_domains: Mapping[str, Domain]
    legal_forms: Mapping[str, LegalForm]
    technology_table: TechnologyTable
    sectors: tuple[Sector, ...]
    cards: tuple[Card, ...]
    digest: str

    def measure(self, measure_id: str) -> Measure:
        """The measure, or UnknownEntryError with the nearest ids."""
        return _entry(self.measures, measure_id, "measure")

    def organisation(self, organisation_id: str) -> Organisation:
        """The organisation, or UnknownEntryError with the nearest ids."""
        return _entry(self.organisations, organisation_id, "organisation")

    def in_words_of(self, on: date) -> Catalogue:
        """The same catalogue with measures called as on that day; itself where none is called otherwise."""
        measures = {measure.id: measure.in_words_of(on) for measure in self.measures.values()}
        same = all(measures[id] is measure for id, measure in self.measures.items())
        return self if same else replace(self, measures=measures)

    def on(self, day: date) -> DayCatalogue:
        """The measures that a period covers on that day, with its limits and rules filled in."""
        topic_versions = {
            topic.id: version
            for topic in self.topics.values()
            for version in topic.versions
            if version.period.covers(day)
        }
        limits = {
            (topic, name): number
            for topic, version in topic_versions.items()
            for name, number in version.limits.items()
        }
        rules = {version.rule.id: version.rule for version in topic_versions.values() if version.rule}
        tests = {rule_id: rule.test for rule_id, rule in rules.items()}
        worded = {
            version.rule.id: version.rule
            for topic in self.topics.values()
            for version in topic.versions
            if version.rule is not None
        }
        in_force = []
        for measure in self.measures.values():
            version = measure.version_on(day)
            if version is not None:
                in_force.append(MeasureOnDay(measure.in_words_of(day), _resolved(version, limits, tests)))
        derivation = DerivationRules(day, _size_ceilings(limits), self.legal_forms, self.technology_table, self.sectors)
        return DayCatalogue(self, day, tuple(in_force), limits, worded | rules, topic_versions, derivation)


@dataclass(frozen=True, slots=True)
class MeasureOnDay:
    """A measure with the version that holds on the day."""

    measure: Measure
    version: Version


@dataclass(frozen=True, slots=True, eq=False)
class DayCatalogue:
    """The catalogue as it stood on one day.

    `rules` are for their words: those of another day stand in where the day itself documents none.
    """

    catalogue: Catalogue
    day: date
    measures: tuple[MeasureOnDay, ...]
    limits: Mapping[tuple[str, str], Decimal] = field(hash=False)
    rules: Mapping[str, SharedRule] = field(hash=False)
    topic_versions: Mapping[str, TopicVersion] = field(hash=False)
    derivation: DerivationRules


def _size_ceilings(limits: Mapping[tuple[str, str], Decimal]) -> SizeCeilings:
    """The EU ceilings of the day (Recommendation 2003/361/EC, annex, art. 2)."""
    return SizeCeilings(
        **{
            f"{size}_{ceiling}": limits[SIZE_TOPIC, f"{size}_{name}"]
            for size in ("micro", "small", "medium")
            for ceiling, name in (
                ("staff", "staff_lt"),
                ("turnover_eur", "turnover_max_eur"),
                ("balance_sheet_total_eur", "balance_max_eur"),
            )
        }
    )


def _entry(entries: Mapping[str, E], wanted: str, kind: str) -> E:
    found = entries.get(wanted)
    if found is None:
        raise UnknownEntryError(kind, wanted, tuple(entries))
    return found


def _resolved(version: Version, limits: Mapping[tuple[str, str], Decimal], rules: Mapping[str, Criterion]) -> Version:
    def fill(criterion: Criterion) -> Criterion:
        return resolve(criterion, limits=limits, rules=rules)

    def fill_optional(criterion: Criterion | None) -> Criterion | None:
        return None if criterion is None else fill(criterion)

    def fill_euros(cases: tuple[EuroCase, ...]) -> tuple[EuroCase, ...]:
        return tuple(EuroCase(case.euro, fill_optional(case.when)) for case in cases)

    def fill_rates(cases: tuple[PercentageCase, ...]) -> tuple[PercentageCase, ...]:
        return tuple(PercentageCase(case.percentage, fill_optional(case.when)) for case in cases)

    def fill_part(part: AmountPart) -> AmountPart:
        return replace(
            part,
            rate=fill_rates(part.rate),
            surcharges=fill_rates(part.surcharges),
            ceiling=fill_euros(part.ceiling),
            fixed=fill_euros(part.fixed),
            when=fill_optional(part.when),
        )

    amount: Amount | None = version.amount
    if amount is not None:
        amount = replace(
            amount,
            parts=tuple(fill_part(part) for part in amount.parts),
            ceiling=fill_euros(amount.ceiling),
        )
    return replace(
        version,
        criteria=tuple(
            NamedCriterion(criterion.id, fill(criterion.test), criterion.documented) for criterion in version.criteria
        ),
        amount=amount,
    )
