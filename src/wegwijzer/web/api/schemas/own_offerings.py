"""What one's own desk offers to firms."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wegwijzer.web.api.schemas.running import OfferingLine
from wegwijzer.web.api.schemas.shared import Day, Given, Words


class OwnOffering(OfferingLine):
    """One offer of your desk, in whatever state. Its ETag is what a change asks for in If-Match."""

    version: int
    life: str = Field(description="open, coming, expired or withdrawn.")


class OfferingWritten(Given):
    """An offer as the form of the page asks for it, and as the columns of a file are; ids are those of the form."""

    title: Words = Field(max_length=120)
    text: Words = Field(max_length=2000)
    business_domains: list[Words] = Field([], max_length=40, description="By id; these or `expertise`.")
    expertise: list[Words] = Field([], max_length=40, description="By id.")
    sectors: list[Words] = Field([], max_length=40, description="By id; none: every sector.")
    provinces: list[Words] = Field([], max_length=40, description="By id; none: everywhere.")
    steps: list[Words] = Field(min_length=1, max_length=40, description="For which steps, by id.")
    languages: list[Words] = Field(min_length=1, max_length=3, description="nl, en, fr.")
    valid_from: Day | None = Field(None, description="The first day; without it today.")
    valid_until: Day = Field(description="The last day; how long it may run is told where it is too long.")
    page: Words = Field("", max_length=300, description="Your own page of it.")
    price_eur: float | None = Field(None, ge=0, le=100_000, description="Without VAT; not of half days and topics.")
    price_per: Words = Field("", max_length=20, description="What the price is for, by id.")
    operator: Words = Field("", max_length=20, description="Of equipment: who works with it, by id.")
    level: Words = Field("", max_length=40, description="Of a topic: the level of the study, by id.")
    field: Words = Field("", max_length=40, description="Of a topic: the field of the study, by id.")
    term_from: Day | None = Field(None, description="Of a topic: from when a student can work on it.")
    term_until: Day | None = Field(None, description="Of a topic: until when.")
    theme: Words = Field("", max_length=40, description="Of a training: the theme of its support, by id.")
    registered: bool = Field(False, description="Whether a training is registered for support.")
    sessions: Words = Field("", max_length=200, description="Of a training: when and how often.")


class OfferingGiven(OfferingWritten):
    """An offer to post."""

    kind: Literal["half_day", "expertise", "equipment", "training", "topic"]


class ProlongGiven(Given):
    """Until when."""

    last: Day = Field(description="The new last day.")
