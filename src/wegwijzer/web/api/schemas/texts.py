"""Reading a problem in words, and searching."""

from __future__ import annotations

from pydantic import Field

from wegwijzer.core.search.searching import LONGEST_SEARCH
from wegwijzer.web.api.schemas.shared import Asked, Given, Told, Whole, Words


class TextGiven(Given):
    """A problem in plain words."""

    text: Words = Field(
        min_length=1, max_length=LONGEST_SEARCH, description="The problem; nothing of it is kept.",
        examples=["onze verpakking scheurt in de diepvries"],
    )  # fmt: skip


class DomainScore(Told):
    """A domain with how likely the text is about it."""

    id: str
    score: float
    said: bool = Field(description="Whether the reader is sure enough to go by it.")


class Understood(Told):
    """What a text is about."""

    business_domains: list[DomainScore]
    expertise_domains: list[DomainScore]


class SearchAsked(Asked):
    """What is searched for."""

    q: Words = Field(min_length=1, max_length=LONGEST_SEARCH, description="Words or a problem.", examples=["octrooi"])
    limit: Whole = Field(10, ge=1, le=100, description="How many hits at most.")


class Hit(Told):
    """Something that was found."""

    id: str
    title: str
    kind: str = Field(description="measure, organisation or expert.")
    score: float = Field(description="Compares hits of one search only.")


class Hits(Told):
    """What was found, the best first."""

    items: list[Hit]
