"""An agreement as it was put together: numbered, with what is still open and what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.firm.facts import Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: our own words, or what was filled in (`is_given`), or a blank (`is_blank`)."""

    text: str
    is_given: bool = False
    is_blank: bool = False


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph ("4.2") made of a clause; `clause` is "" where a choice is still open.

    `lines` are the lines under it, one for each party.
    """

    number: str
    clause: str
    text: Line
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered article."""

    number: int
    id: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """An answer that is still missing: its question, the key it stands under, and a name for it."""

    question: str
    key: str
    label: Text
    party: int = 0


@dataclass(frozen=True, slots=True)
class Clash:
    """Answers that cannot all be meant, and the questions where that is mended."""

    id: str
    message: Text
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole agreement in one language (nl or en). `signatories` are the names under the lines for signing."""

    template: str
    language: str
    title: str
    intro: str
    version: str
    reviewed_on: date
    parties: tuple[Line, ...]
    sections: tuple[Section, ...]
    signatories: tuple[tuple[Line, Line], ...]
    open: tuple[OpenPoint, ...]
    clashes: tuple[Clash, ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of its clauses, in order."""
        return tuple(found.clause for section in self.sections for found in section.paragraphs if found.clause)


def plain(line: Line) -> str:
    """A line as text."""
    return "".join(piece.text for piece in line)
