"""A yearly report, ready to be set: sections of findings, definitions, pictures and tables, in one language.

Every text is written out, what may not be shown is gone, and each picture says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of a picture: a value with the ends of its interval, as numbers to draw and as text.

    `parts` are the numbers that a bar is stacked of. A hidden or unknown value is None, and its text says which.
    """

    name: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None
    is_hidden: bool = False
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `dots` with intervals, `bars`, `stacked` bars, a `curve` under the diagonal, or `steps` over days.

    `told` says it to who cannot see it; `mark` is a value to draw a line at, with its text; `legend` names the parts.
    """

    kind: str
    caption: str
    told: str
    rows: tuple[Drawn, ...]
    mark: float | None = None
    mark_text: str = ""
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table: its name, its heads, and rows whose first cell is their name."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A question of the report: what was found, what it means, its pictures, its tables, and what to mind."""

    id: str
    title: str
    findings: tuple[str, ...]
    definitions: tuple[str, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[PrintedTable, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Yearbook:
    """The report. `stamp` stands on every page and picture of invented figures, and is "" otherwise."""

    title: str
    language: str
    stamp: str
    warnings: tuple[str, ...]
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    appendix: tuple[Section, ...]
    facts: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    words: Mapping[str, str]
