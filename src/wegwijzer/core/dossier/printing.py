"""A dossier ready to be printed: every word as it stands on paper, and the costs as numbers for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table in words. `numbers` are the columns that are set to the right; `total` is its last line, if any."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part: its title, the facts of its head, the firm's text in paragraphs, tables, and answers to questions.

    A part without anything has `is_empty`, and prints the line that says so.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    tables: tuple[PrintedTable, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.facts or self.paragraphs or self.tables or self.answers)


@dataclass(frozen=True, slots=True)
class CostRow:
    """A line of the cost table; None where the amount or the year is not known."""

    kind: str
    package: str
    year: int | None
    note: str
    euro: Decimal | None


@dataclass(frozen=True, slots=True)
class PrintedDossier:
    """The whole. `lines` stand under the title; `words` are the labels that the files need, by key."""

    language: str
    title: str
    lines: tuple[str, ...]
    parts: tuple[PrintedPart, ...]
    costs: tuple[CostRow, ...]
    kinds: tuple[str, ...]
    packages: tuple[str, ...]
    years: tuple[int, ...]
    words: dict[str, str]
