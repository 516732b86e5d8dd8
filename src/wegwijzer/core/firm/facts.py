"""The facts dictionary: what can be known of a firm, a project or a person, and how it is asked.

A fact's value is kept in the form in which criteria read it (see `FactValue`). A fact that is not known is simply
absent; it is never 0, False or an empty text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from wegwijzer.core.band import Band

FactValue = Band | bool | str
"""Numbers, money, dates and ordered choices are bands; choices are option ids; codes and texts are text.

Dates are counted in days (proleptic Gregorian ordinal, as `date.toordinal`); an ordered choice by the rank of its
option, from 0.
"""

Text = Mapping[str, str]
"""One text in every interface language, by language code (nl, en, fr)."""


class FactType(Enum):
    """The form of a fact's value."""

    NUMBER = "number"
    MONEY = "money"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CODE = "code"
    DATE = "date"
    TEXT = "text"


class Nature(Enum):
    """Who can say whether a fact holds.

    OBJECTIVE: a register or a paper shows it. DECLARATION: objective, but seldom the case and declared by the
    firm when it applies (no tax arrears, not insolvent). JUDGEMENT: only the firm, or an assessor, can judge it
    ("is this new for your firm?").
    """

    OBJECTIVE = "objective"
    DECLARATION = "declaration"
    JUDGEMENT = "judgement"


class Scope(Enum):
    """What the fact is about."""

    FIRM = "firm"
    PROJECT = "project"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a choice; `aliases` are other names that files give it."""

    id: str
    label: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One entry of the facts dictionary.

    `subject` is the noun phrase for sentences about numbers, choices, codes and dates; `holds` and `fails` are the
    two statements of a boolean. `bands` are the answers offered instead of an exact number, each (low, high).
    `register` names where the fact could be looked up. `changeable` marks what a firm can decide to change, so
    that advice may suggest it. `derived_from` lists the facts that a derived fact is computed from.
    """

    id: str
    type: FactType
    scope: Scope = Scope.FIRM
    nature: Nature = Nature.OBJECTIVE
    unit: Text | None = None
    subject: Text = field(default_factory=dict)
    holds: Text = field(default_factory=dict)
    fails: Text = field(default_factory=dict)
    question: Text = field(default_factory=dict)
    help: Text = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    ordered: bool = False
    bands: tuple[tuple[Decimal | None, Decimal | None], ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    register: str | None = None
    changeable: bool = False
    derived_from: tuple[str, ...] = ()
    askable: bool = True

    @property
    def is_number_like(self) -> bool:
        """Whether the value is a band."""
        return self.type in (FactType.NUMBER, FactType.MONEY, FactType.DATE) or self.ordered

    def rank(self, option_id: str) -> int:
        """The place of an option in an ordered choice, from 0."""
        return [option.id for option in self.options].index(option_id)


FactDictionary = Mapping[str, FactDefinition]
"""Fact definitions by id, in the order in which they are best asked."""


class FactSource(Enum):
    """Where a value came from."""

    STATED = "stated"
    REGISTER = "register"
    DERIVED = "derived"


class KnownFact(NamedTuple):
    """A value with its provenance: who said so, and as of when."""

    value: FactValue
    source: FactSource
    as_of: date
    detail: str = ""
