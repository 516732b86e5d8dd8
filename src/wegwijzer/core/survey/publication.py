"""What is published of a survey: cubes of figures with their words, in one language, ready for any kind of file.

What must stay hidden is hidden already: a hidden cell has no figures here. Everything that a reader must know of the
figures (rows used, design, source) goes along as facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from wegwijzer.core.disclosure.rules import Reason

WHOLE, UNKNOWN = "_T", "_U"
"""The ids of all firms together and of those without a value, as SDMX has them."""

Key = tuple[str, ...]
"""The ids of a cell's categories, an axis each."""


class Kind(Enum):
    """What a number is; shares and errors are of 0 to 1. NUMBER is any other: days, times, a mean."""

    ROWS = "rows"
    FIRMS = "firms"
    SHARE = "share"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Category:
    """A place on an axis."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """What figures are split by."""

    id: str
    label: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that every cell has."""

    id: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and how it is written; None where it cannot be told."""

    number: float | None
    text: str


@dataclass(frozen=True, eq=False)
class Cube:
    """Figures by axes; `hidden` cells have none.

    `reasons` is filled only where readers may know by which rule a cell is hidden; `definition` says what is counted.
    """

    id: str
    title: str
    axes: tuple[Axis, ...]
    measures: tuple[Measure, ...]
    figures: Mapping[Key, Mapping[str, Figure]]
    hidden: frozenset[Key] = frozenset()
    reasons: Mapping[Key, Reason] = field(default_factory=dict)
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to know of all figures: rows used, design, source."""

    id: str
    label: str
    text: str
    value: str | int | float | None


@dataclass(frozen=True, eq=False)
class Publication:
    """A result to publish.

    `words` are the texts that writers of files need, by key; `told` says in words what each picture shows; `headings`
    are those under which definitions stand, by id.
    """

    id: str
    title: str
    language: str
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    cubes: tuple[Cube, ...]
    words: Mapping[str, str]
    told: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    def cube(self, name: str) -> Cube:
        """The cube with an id."""
        return next(cube for cube in self.cubes if cube.id == name)
