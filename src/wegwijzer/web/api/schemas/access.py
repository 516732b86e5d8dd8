"""Who calls, an accountant's clients, and corrections of what was read."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from wegwijzer.web.api.paging import PageAsked
from wegwijzer.web.api.schemas.cases import DeskTold
from wegwijzer.web.api.schemas.shared import Asked, Day, Given, Language, Told, Words


class Me(Told):
    """The key in use, and as whom it acts."""

    key: str = Field(description="The name of the key.")
    prefix: str
    desk: DeskTold
    person: str = Field(description="Who made the key; it acts in their name.")
    role: str = Field(description="Their role at the desk: first_line, adviser or manager.")
    scopes: list[str] = Field(description="What holds for this key or token.")
    expires: str


class ClientsAsked(PageAsked):
    """Which clients."""

    on: Day | None = Field(None, description="By the lights of this day; without it today.", examples=["2026-11-24"])
    light: Words | None = Field(None, max_length=100, description="Those for which this light is red or amber.")
    status: Literal["red", "amber"] | None = Field(None, description="Those with a light in this state.")
    q: Words | None = Field(None, max_length=100, description="Words in the client's name, or its number.")


class ClientLine(Told):
    """One client of the portfolio of who made the key."""

    id: str
    name: str
    entity: str = Field(description="The enterprise number, or the label that an export gave.")
    score: float = Field(description="0 to 100; higher is more worrying.")
    year_end: str | None
    computed: int = Field(description="How many lights could be computed.")
    red: list[str] = Field(description="The lights that are red, by id.")
    amber: list[str] = Field(description="The lights that are amber, by id.")
    last_talk: str | None
    is_fictional: bool


class ClientDetails(ClientLine):
    """The same, with every light of every year: the document of `wegwijzer signals --json`."""

    note: str
    signals: dict[str, Any]


class OnDay(Asked):
    """The day whose lights are asked for."""

    on: Day | None = Field(None, description="By the lights of this day; without it today.", examples=["2026-11-24"])


class CorrectionGiven(Given):
    """A sentence with the domains that it is about, to learn from."""

    text: Words = Field(min_length=1, max_length=2000, description="The sentence; names and numbers are taken out.")
    business_domains: list[Words] = Field(max_length=8, description="What it is about; empty: none of them fits.")
    known_names: list[Words] = Field([], max_length=10, description="Names to take out as well, such as the firm's.")
    language: Language = Field("nl", description="The language of the sentence.")
    consent: Literal[True] = Field(description="That who wrote the sentence agreed that it is kept to learn from.")


class CorrectionKept(Told):
    """What is kept of it."""

    is_kept: bool = Field(description="False where nothing is left to learn from, or too many wait for an editor.")
    text: str = Field(description="The sentence as it is kept.")
