"""Dossiers of one's own firm."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from wegwijzer.core.dossier.content import PartId
from wegwijzer.web.api.schemas.shared import Day, Given, Told, Words
from wegwijzer.web.dossiers.for_programs import part_form

Part = Literal[
    "firm", "problem", "idea", "new", "plan", "people", "costs", "market", "partners", "effects", "risks"
]  # fmt: skip
assert set(Part.__args__) == {part.value for part in PartId}  # type: ignore[attr-defined]  # noqa: S101


class OwnDossierLine(Told):
    """One dossier."""

    id: str
    title: str
    measure: str = Field(description="For which measure it is written; empty: none was chosen.")
    language: str
    updated: str
    submitted_on: str | None
    approved_on: str | None
    starts_on: str | None
    ends_on: str | None


class CommentTold(Told):
    """What somebody said about a part."""

    part: str
    at: str
    who: str
    side: str
    words: str
    is_resolved: bool


class OwnDossier(OwnDossierLine):
    """The same, with every part as written."""

    parts: dict[str, dict[str, Any]]
    facts: dict[str, Any]
    comments: list[CommentTold]
    attachments: list[str] = Field(description="Names alone; the files are on the page.")


class PartTold(Told):
    """One part as written. Its ETag is what a change asks for in If-Match."""

    part: str
    revision: int
    fields: dict[str, str]
    rows: list[dict[str, str]]
    has_rivals: bool = Field(description="Whether other words for it, written at the same time, wait on its page.")


class PartGiven(Given):
    """What is written in a part. A field that is left out stays; `rows` replace all rows, unless left out."""

    fields: dict[str, Words] = Field({}, max_length=40, description="Texts by field; numbers with a point.")
    rows: list[dict[str, Words]] | None = Field(None, max_length=150, description="The rows of its table, as texts.")


class DossierDays(Given):
    """What became of the request: give all of it, for what is left out is emptied."""

    title: Words = Field(min_length=1, max_length=120, description="How you call it.")
    submitted_on: Day | None = Field(None, description="When it was handed in.")
    approved_on: Day | None = Field(None, description="When it was approved.")
    starts_on: Day | None = Field(None, description="The first day of the project.")
    ends_on: Day | None = Field(None, description="The last day of the project.")


class FindingTold(Told):
    """Something that does not fit or is not known yet."""

    part: str
    status: str = Field(description="no or maybe.")
    what: str
    where: str
    do: str
    rule: str
    is_advice: bool
    is_in_empty_part: bool


class PartLineTold(Told):
    """How one part stands."""

    id: str
    title: str
    status: str
    word: str
    comments: int
    has_rivals: bool


class DossierChecked(Told):
    """How complete a dossier is, and what does not fit its measure."""

    verdict: str = Field(description="met, not_met or unknown.")
    met: int = Field(description="How many checks hold.")
    parts: list[PartLineTold]
    findings: list[FindingTold]


LONGEST_TEXT, LONGEST_FIELD = part_form.LONGEST_TEXT, part_form.LONGEST_FIELD
