"""An offering: what a structure, or for a student's topic also a firm, offers, under a name that a firm understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from wegwijzer.core.structures.steps import Step


class Kind(Enum):
    """What is offered. A topic is for a student's thesis or project, posted by a school or by a firm."""

    HALF_DAY = "half_day"
    EXPERTISE = "expertise"
    EQUIPMENT = "equipment"
    TRAINING = "training"
    TOPIC = "topic"


class Side(Enum):
    """Who posted it."""

    STRUCTURE = "structure"
    FIRM = "firm"


class Operator(Enum):
    """Who works the equipment: the structure's people, the firm's, or both together."""

    STRUCTURE = "structure"
    FIRM = "firm"
    TOGETHER = "together"


class Per(Enum):
    """What a price is for."""

    HOUR = "hour"
    DAY = "day"
    TEST = "test"
    PERSON = "person"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Price:
    """Euro without VAT, for what; 0 is free. A price that was not told is absent, never 0."""

    euro: Decimal
    per: Per


@dataclass(frozen=True, slots=True)
class Term:
    """What a student's topic asks: a level and field of study (ids of studies.yaml), and from when to when."""

    level: str
    field: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Course:
    """Of a training: its theme (an option of the fact `theme`), and whether the provider says to be registered for the
    kmo-portefeuille. `sessions` tells days and hours in the provider's words."""

    theme: str
    is_registered: bool
    sessions: str = ""


@dataclass(frozen=True, slots=True)
class Offering:
    """One offering, valid on the days from `first` to `last`, both included.

    `owner` is the id of a desk, or for a firm's topic of the person; `structure` the name to show, "" where it stays
    hidden, and `organisation` its id in the catalogue, "" for none. Empty `sectors` or `provinces` mean all of them.
    `page` is the structure's own page.
    """

    id: str
    kind: Kind
    side: Side
    owner: str
    structure: str
    organisation: str
    title: str
    text: str
    business_domains: tuple[str, ...]
    expertise: tuple[str, ...]
    sectors: tuple[str, ...]
    provinces: tuple[str, ...]
    steps: tuple[Step, ...]
    languages: tuple[str, ...]
    first: date
    last: date
    page: str = ""
    price: Price | None = None
    operator: Operator | None = None
    term: Term | None = None
    course: Course | None = None
