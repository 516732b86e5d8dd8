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
class Card:
    """A short explanation against a myth, or about the odds, with its source."""

    id: str
    title: Text
    text: Text
    source: str


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
