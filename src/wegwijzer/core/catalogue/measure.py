"""Measures as dated versions: who may have it, what it is worth, how to apply, and how sure we are.

Texts come in the three interface languages; `documented` keeps, word for word, what was researched, so that no
figure is lost in the reading we gave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from wegwijzer.core.band import Band
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.errors import NoPeriodError
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.period import Period


class Status(Enum):
    """Whether a version takes applications, as far as documented."""

    OPEN = "open"
    CLOSED = "closed"
    ANNOUNCED = "announced"
    UNKNOWN = "unknown"


class Confidence(Enum):
    """How well a version is sourced.

    HIGH: official or two independent sources; MEDIUM: one source, or undated; LOW: not confirmed.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Certainty(Enum):
    """How well a start date is known: on that day, about then, or in force by then at the latest."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LATEST = "at_latest"


@dataclass(frozen=True, slots=True)
class Source:
    """A public document; `report_sections` are the paragraphs of the 2016 report that speak of it."""

    title: str
    url: str | None
    report_sections: str | None = None
    also: tuple[Source, ...] = ()

    def __str__(self) -> str:
        return f"{self.title} <{self.url}>" if self.url else self.title


@dataclass(frozen=True, slots=True)
class NamedCriterion:
    """A criterion of a version, with the documented line that it reads."""

    id: str
    test: Criterion
    documented: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A documented line: read as criteria, shown as information, or both."""

    documented: str
    criteria: tuple[str, ...]
    information: Text | None


class PercentageCase(NamedTuple):
    """A percentage that counts when its criterion is met (None: always)."""

    percentage: Band
    when: Criterion | None = None


class EuroCase(NamedTuple):
    """An amount in euro that counts when its criterion is met (None: always)."""

    euro: Band
    when: Criterion | None = None


@dataclass(frozen=True, slots=True)
class AmountPart:
    """One formula: a rate on a cost, or a fixed sum, within its floor and ceiling.

    `rate` and `ceiling` are read as cases, first match counts; `surcharges` add up. A cost below `minimum_base_eur`
    or support below `floor_eur` gives nothing.
    """

    id: str
    label: Text
    base: str | None = None
    rate: tuple[PercentageCase, ...] = ()
    surcharges: tuple[PercentageCase, ...] = ()
    rate_ceiling: Decimal | None = None
    minimum_base_eur: Decimal | None = None
    floor_eur: Decimal | None = None
    ceiling: tuple[EuroCase, ...] = ()
    fixed: tuple[EuroCase, ...] = ()
    when: Criterion | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """What a version is worth: parts that add up, or of which one is chosen, under a common ceiling.

    `is_deduction` marks tax rules whose euro is a deduction from the taxable base, not money received; `is_credit`
    those whose euro, times the tax rate, comes off the tax.
    """

    per: str
    parts: tuple[AmountPart, ...]
    one_of: bool = False
    ceiling: tuple[EuroCase, ...] = ()
    is_deduction: bool = False
    is_credit: bool = False
    note: Text | None = None

    def tests(self) -> Iterator[Criterion]:
        """Every criterion that decides a rate, a ceiling, a sum or whether a part applies."""
        for part in self.parts:
            whens = [case.when for case in (*part.rate, *part.surcharges)]
            whens += [case.when for case in (*part.ceiling, *part.fixed)]
            yield from (when for when in (*whens, part.when) if when is not None)
        yield from (case.when for case in self.ceiling if case.when is not None)


@dataclass(frozen=True, slots=True)
class Version:
    """What held for a measure in one period.

    `name`, `plain_name` and `summary` are there where the measure is called otherwise from then on.
    """

    number: int
    period: Period
    status: Status
    confidence: Confidence
    start_certainty: Certainty
    end_note: str | None
    is_transition: bool
    criteria: tuple[NamedCriterion, ...]
    conditions: tuple[Condition, ...]
    amount: Amount | None
    how_to_apply: Text | None
    odds: Text | None
    odds_pct: Band | None
    caveat: Text | None
    source: Source
    documented: Mapping[str, object] = field(hash=False)
    name: Text | None = None
    plain_name: Text | None = None
    summary: Text | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """Who ran the measure, and when, as documented (dates may be a mere year)."""

    name: str
    organisation: str | None
    valid_from: str | None
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class Kin:
    """A predecessor or successor: by id when the catalogue holds it, else by name.

    `date` is the documented day, month or year of the hand-over; `note` what was handed over, or a remark.
    """

    id: str | None
    name: str | None
    note: str | None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A support measure with all its dated versions, oldest first."""

    id: str
    name: Text
    plain_name: Text
    summary: Text
    level: str
    kind: str
    documented_kind: str
    list_number: int | None
    providers: tuple[Provider, ...]
    predecessors: tuple[Kin, ...]
    successors: tuple[Kin, ...]
    legal_basis: str | None
    actions: tuple[str, ...]
    domains: Mapping[str, int] = field(hash=False)
    keywords: Mapping[str, tuple[str, ...]] = field(hash=False)
    effort: str
    effort_why: Text
    alternative: Text | None
    versions: tuple[Version, ...]

    def version_on(self, on: date) -> Version | None:
        """The version whose period covers the day, or None; never the nearest one."""
        for version in self.versions:
            if version.period.covers(on):
                return version
        return None

    def in_words_of(self, on: date) -> Measure:
        """The measure as it is called on the day: by the last version begun by then that says so, else as it was.

        What it was called at first goes to its first version, so that an earlier day still finds it.
        """
        found = self
        for version in self.versions:
            words = (version.name, version.plain_name, version.summary)
            if version.period.valid_from > on or not any(words):
                continue
            name, plain_name, summary = words
            found = replace(
                found,
                name=name or found.name,
                plain_name=plain_name or found.plain_name,
                summary=summary or found.summary,
            )
        if found is self:
            return self
        first = self.versions[0]
        first = replace(
            first,
            name=first.name or self.name,
            plain_name=first.plain_name or self.plain_name,
            summary=first.summary or self.summary,
        )
        return replace(found, versions=(first, *self.versions[1:]))

    def version_required(self, on: date) -> Version:
        """The version whose period covers the day.

        Raises NoPeriodError, naming the periods there are, when none does.
        """
        version = self.version_on(on)
        if version is None:
            raise NoPeriodError(self.id, on, [str(known.period) for known in self.versions])
        return version

    def providers_on(self, on: date) -> tuple[Provider, ...]:
        """Those who ran it on the day; all of them when no dated provider fits."""
        day = on.isoformat()
        current = tuple(
            provider
            for provider in self.providers
            if (provider.valid_from or "") <= day
            and (provider.valid_until is None or day[: len(provider.valid_until)] <= provider.valid_until)
        )
        return current or self.providers
