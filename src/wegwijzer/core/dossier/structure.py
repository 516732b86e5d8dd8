"""The standard structure: what each part asks, what an evaluator looks at in it, and what a measure asks besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.firm.facts import Text


@dataclass(frozen=True, slots=True)
class Aspect:
    """A question that an evaluator asks of a part. Without `source` it is ours, out of good practice: editorial."""

    text: Text
    source: str = ""

    @property
    def is_editorial(self) -> bool:
        """Whether no public source has it so."""
        return not self.source


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its title, the question in plain words, the evaluator's questions, and what a good answer holds.

    `least_words` and `most_words` are our guide for its length, and no rule of any measure.
    """

    id: PartId
    title: Text
    question: Text
    good: Text
    aspects: tuple[Aspect, ...]
    least_words: int
    most_words: int
    is_table: bool


@dataclass(frozen=True, slots=True)
class Extra:
    """A question that a measure asks besides, in a part. `quote` is the condition of the measure it comes from."""

    id: str
    part: PartId
    question: Text
    quote: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A limit that a measure's conditions tell in words: it holds in the periods whose conditions hold the quote."""

    kind: str
    value: int
    quote: str


@dataclass(frozen=True, slots=True)
class Request:
    """What one measure asks of a dossier.

    `parts` are the parts that it needs, each with the quote of the measure that says so, "" where we ask it of every
    dossier. `costs` are the kinds of costs it is known to take, with the quote; empty where no source tells.
    """

    measure: str
    parts: Mapping[PartId, str]
    extras: tuple[Extra, ...] = ()
    limits: tuple[Quoted, ...] = ()
    costs: tuple[str, ...] = ()
    costs_quote: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """The whole of it. `cost_kinds` are the kinds of the cost table with their labels, in order."""

    parts: tuple[Part, ...]
    cost_kinds: Mapping[str, Text]
    requests: Mapping[str, Request]

    def part(self, id: PartId) -> Part:
        """One part."""
        return next(part for part in self.parts if part.id is id)
