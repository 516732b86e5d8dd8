"""A study: firms under a pseudonym, what was said in each talk, and the passages that were coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from wegwijzer.core.interviews.guide import Code
from wegwijzer.core.interviews.spans import Span


class Attribute(Enum):
    """What is kept of a firm besides its number: the coarse things by which table 4 of the report groups its cases."""

    SECTOR = "sector"
    SIZE = "size"
    LAYER = "layer"
    PROVINCE = "province"
    FOUNDED = "founded"
    STRATEGY = "strategy"


CATEGORIES: Mapping[Attribute, tuple[str, ...]] = {
    Attribute.SECTOR: ("food", "metal", "textile", "wood_construction_print", "other_industry", "services"),
    Attribute.SIZE: ("1-9", "10-49", "50-99", "100+"),
    Attribute.LAYER: ("koploper", "ontwikkelaar", "toepasser", "volger", "niet_innovatief"),
    Attribute.PROVINCE: (
        "antwerpen",
        "limburg",
        "oost-vlaanderen",
        "vlaams-brabant",
        "west-vlaanderen",
        "brussel",
        "wallonie",
    ),
    Attribute.FOUNDED: ("before-1980", "1980-1999", "2000-2009", "from-2010"),
    Attribute.STRATEGY: ("implicit", "explicit"),
}
"""The categories of each attribute, coarse on purpose. What is not known is absent, which is no category."""

SPEAKERS = ("manager", "founder", "innovation_lead", "employee", "other", "interviewer")
"""Who may be speaking: roles and never names."""

CODERS = (1, 2)
"""Who may be coding: two people at most, so that their agreement can be told."""


@dataclass(frozen=True, slots=True)
class Note:
    """What one speaker said on one question. `minute`: minutes since the talk began; None where that is not known."""

    id: str
    question: str
    speaker: str
    minute: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a note that a coder gave one or more codes."""

    note: str
    span: Span
    codes: frozenset[str]
    coder: int
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One firm. In everything that leaves it is its number; its own name is kept nowhere.

    `read_by` holds, for each note, the coders who have read it to the end: where a coder gave no code there, that means
    no. A note that nobody read is not coded, which is something else.
    """

    number: int
    attributes: Mapping[Attribute, str]
    notes: tuple[Note, ...] = ()
    passages: tuple[Passage, ...] = ()
    read_by: Mapping[str, frozenset[int]] | None = None

    def has_read(self, coder: int, note: str) -> bool:
        """Whether a coder has read a note to the end."""
        return coder in (self.read_by or {}).get(note, frozenset())


@dataclass(frozen=True, slots=True)
class Study:
    """The cases of one study with its code book."""

    codes: tuple[Code, ...]
    cases: tuple[Case, ...]
