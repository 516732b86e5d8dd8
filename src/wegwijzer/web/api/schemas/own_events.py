"""Events of one's own desk, the lists that it has read, and events of others that look like them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wegwijzer.core.agenda.event import LONGEST_PLACE, LONGEST_SUMMARY, LONGEST_TITLE
from wegwijzer.web.api.schemas.running import EventLine
from wegwijzer.web.api.schemas.shared import Day, Given, Told, Words

Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day in Brussels."""


class OwnEvent(EventLine):
    """One event of your desk, in whatever state."""

    state: str = Field(description="waiting, public, cancelled or gone.")
    source: str = Field(description="form (it can be changed here), file or feed.")
    decide_by: str | None = Field(description="While it waits: when that ends by itself.")
    version: int = Field(description="Counts its changes.")


class EventGiven(Given):
    """An event, as the form of the page asks for it."""

    title: Words = Field(min_length=1, max_length=LONGEST_TITLE, description="What it is.")
    day: Day = Field(description="The first day.", examples=["2026-12-01"])
    begins: Clock | None = Field(None, description="The time it begins; without it, it lasts all day.")
    ends: Clock | None = Field(None, description="The time it ends.")
    last_day: Day | None = Field(None, description="The last day, of an event of several.")
    place: Words = Field("", max_length=LONGEST_PLACE, description="Where; needed unless it is online.")
    postal_code: Words = Field("", max_length=10, description="Of the place.")
    is_online: bool = Field(False, description="Whether one can follow it from elsewhere.")
    summary: Words = Field("", max_length=LONGEST_SUMMARY, description="What it is about.")
    address: Words = Field("", max_length=500, description="Your own page of it.")
    price_eur: float | None = Field(None, ge=0, le=99_999, description="0 is free; null: not told.")
    themes: list[Words] = Field(min_length=1, max_length=20, description="Domains of business, by id.")
    audiences: list[Words] = Field([], max_length=10, description="For whom, by id.")


class ListGiven(Given):
    """The address of a list of events (iCalendar or CSV)."""

    address: Words = Field(min_length=1, max_length=500, description="https, on the public internet.")


class EventList(Told):
    """A list of events that a worker reads now and then."""

    id: str
    address: str
    read: str | None = Field(description="When it was last read.")
    next: str = Field(description="When it is read again.")
    told: int = Field(description="How many events it told.")
    fault: str = Field(description="Why it could not be read; empty where it could.")
    findings: list[str] = Field(description="What could not be taken of it.")


class EventLists(Told):
    """The lists of your desk."""

    items: list[EventList]


class Clashing(Told):
    """An event of another organiser that gets in the way of one of yours."""

    id: str
    kind: str = Field(description="same: it looks like the same event; theme: one theme in one week and region.")
    ours: OwnEvent
    theirs: EventLine
    decision: str = Field(description="same, joint or different; empty while it is open.")


class ClashGiven(Given):
    """What is decided about two events."""

    decision: Literal["same", "joint", "different"] = Field(
        description="One event; two that are announced as one; or different events."
    )
    whole_series: bool = Field(False, description="The same for the other dates of both.")
