"""Requests about topics for students, and offers that look alike."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wegwijzer.web.api.schemas.shared import Given, Id, Told, Words
from wegwijzer.web.offers.for_programs import models


class OtherSide(Told):
    """Who is on the other side: told once both said yes."""

    name: str
    person: str
    email: str


class TopicRequestTold(Told):
    """A request about a topic, as one of its two sides sees it."""

    id: str
    topic: str
    title: str
    i_asked: bool
    waits_for_me: bool
    other: str = Field(description="Who stands on the other side, as far as it may be known.")
    words: str
    state: str = Field(description="open, agreed, declined, withdrawn or lapsed.")
    asked: str
    answer_by: str
    mine: str = Field(description="The asker's own topic, by title.")
    contact: OtherSide | None


class TopicRequestGiven(Given):
    """A request about a topic of the other side: a school asks firms, a firm schools."""

    topic: Id = Field(description="The topic, by the id of its offer.")
    words: Words = Field(max_length=2 * models.LONGEST_WORDS, description="What you would do with it, and with whom.")
    firm_name: Words = Field("", max_length=models.LONGEST_NAME, description="Of a firm: its name, told after a yes.")
    mine: Id | None = Field(None, description="A topic of your own that goes with it.")
    agree: Literal[True] = Field(description="That your name and address are told once the other says yes.")


class TopicAnswer(Given):
    """What you say to a request."""

    answer: Literal["yes", "no", "take_back"] = Field(
        description="yes and no by who was asked; take_back by who asked."
    )


class AlikeSide(Told):
    """One of two offers."""

    id: str
    kind: str
    title: str
    text: str
    structure: str
    page: str
    answer: str = Field(description="What its desk said: same, joint, different; empty while it said nothing.")
    is_mine: bool


class AlikeTold(Told):
    """Two offers that look alike."""

    id: int
    likeness: float = Field(description="From 0 to 1.")
    sides: list[AlikeSide]
    outcome: str = Field(description="What came of it; empty while the two desks do not agree.")


class AlikeGiven(Given):
    """What you say that two offers are."""

    decision: Literal["same", "joint", "different"] = Field(description="One thing, one that you do together, or two.")
