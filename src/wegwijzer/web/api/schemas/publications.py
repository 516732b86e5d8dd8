"""Rules as they were published, and undoing one."""

from __future__ import annotations

from pydantic import Field

from wegwijzer.web.api.schemas.shared import Day, Given, Told, Words


class PublicationLine(Told):
    """A measure's rule as it was published."""

    number: int
    measure: str
    starts: str
    reason: str
    author: str
    approver: str
    at: str
    undoes: int | None = Field(description="The number of the publication that it undid.")
    undone_by: int | None = Field(description="The number of the publication that undid it.")
    can_be_undone: bool = Field(description="Whether it is the last of its measure, and stands.")


class PublicationDetails(PublicationLine):
    """The same, with its text. Its ETag is what undoing asks for in If-Match."""

    source_title: str
    source_url: str
    confidence: str
    text: str
    text_before: str


class UndoGiven(Given):
    """Why a publication is undone, and from when."""

    reason: Words = Field(min_length=1, max_length=2000, description="Why; everybody can read it.")
    day: Day | None = Field(None, description="From which day; without it the day that it started.")
