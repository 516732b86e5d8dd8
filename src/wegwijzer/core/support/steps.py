"""The steps of a calculation as data: which rule, with which figures, on which source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.measure import Confidence, Source, Version
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.period import Period


class Unit(Enum):
    """How a figure is shown: euro, per cent, a number, a day, a fact of the catalogue by id, or a text as it stands."""

    EURO = "euro"
    PERCENT = "percent"
    NUMBER = "number"
    DAY = "day"
    FACT = "fact"
    WORD = "word"
    TEXT = "text"


class Figure(NamedTuple):
    """A value with its unit; WORD is the id of a text of the interface, TEXT one in the languages."""

    unit: Unit
    value: Band | date | str | Text


@dataclass(frozen=True, slots=True)
class Basis:
    """What a step rests on: a source, the period in which it holds (None: always), and how sure we are."""

    source: Source | None
    period: Period | None
    confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the id of its sentence, the figures in it, and its basis."""

    rule: str
    figures: Mapping[str, Figure] = field(hash=False)
    basis: Basis


def euro(value: Band) -> Figure:
    """A figure in euro."""
    return Figure(Unit.EURO, value)


def percent(value: Band) -> Figure:
    """A figure in per cent."""
    return Figure(Unit.PERCENT, value)


def number(value: Band) -> Figure:
    """A bare number."""
    return Figure(Unit.NUMBER, value)


def day(value: date) -> Figure:
    """A day."""
    return Figure(Unit.DAY, value)


def fact(fact_id: str) -> Figure:
    """The subject of a fact of the catalogue."""
    return Figure(Unit.FACT, fact_id)


def word(text_id: str) -> Figure:
    """A text of the interface."""
    return Figure(Unit.WORD, text_id)


def text(label: Text) -> Figure:
    """A text in the three languages."""
    return Figure(Unit.TEXT, label)


def basis_of(version: Version) -> Basis:
    """What a rule of a version rests on."""
    return Basis(version.source, version.period, version.confidence)
