"""Code lists of the catalogue: business domains, expertise domains, myths, shared limits and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from wegwijzer.core.catalogue.measure import Certainty, Confidence, Source
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.period import Period


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of business or expertise, with the words by which a need shows that it touches it."""

    id: str
    label: Text
    keywords: Mapping[str, tuple[str, ...]] = field(hash=False)
    question: Text = field(default_factory=dict, hash=False)
    step: Text = field(default_factory=dict, hash=False)
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardMoment:
    """A moment at which a card matters: everything named must hold, and of a list one suffices.

    `partner` is whether working with another firm or a knowledge centre comes up; `efforts` is how heavy the file of a
    measure is, and counts for the same measure as `measure_kinds`.
    """

    business_domains: tuple[str, ...] = ()
    expertise_domains: tuple[str, ...] = ()
    planned_actions: tuple[str, ...] = ()
    partner: bool | None = None
    subjects: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    measure_kinds: tuple[str, ...] = ()
    efforts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A short explanation against a myth, or about the odds, with its source and the moments for it.

    Of a card that `tells_odds` the text holds for lack of better: odds documented for the measure itself go first.
    """

    id: str
    title: Text
    text: Text
    source: str
    when: tuple[CardMoment, ...] = ()
    tells_odds: bool = False


@dataclass(frozen=True, slots=True)
class SharedRule:
    """A criterion that several measures use, under its own statements."""

    id: str
    holds: Text
    fails: Text
    test: Criterion


@dataclass(frozen=True, slots=True)
class TopicVersion:
    """The limits of one topic in one period, with their source."""

    period: Period
    start_certainty: Certainty
    limits: Mapping[str, Decimal] = field(hash=False)
    rule: SharedRule | None
    information: tuple[Text, ...]
    caveat: Text | None
    confidence: Confidence
    source: Source
    documented: Mapping[str, object] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """Dated limits that several measures share (the EU size ceilings, the de-minimis ceiling)."""

    id: str
    name: Text
    versions: tuple[TopicVersion, ...]
