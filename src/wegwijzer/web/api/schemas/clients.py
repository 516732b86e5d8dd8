"""The clients of who made the key, and what can be added to them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from wegwijzer.web.api.paging import PageAsked
from wegwijzer.web.api.schemas.shared import Asked, Day, FaultTold, Given, Told, Words
from wegwijzer.web.portfolio.for_programs import talk_form


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


class AccountsGiven(Given):
    """Annual accounts, each as the web service of the National Bank gives them."""

    accounts: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=100,
        description="Each a deposit: `Rubrics` with `Code`, `Value` and `Period` (N or NM1), and whose it is: "
        "`EnterpriseNumber`, `ExerciseDates`, `ReferenceNumber`; or its reference record beside it.",
    )


class AccountsRead(Told):
    """What came of accounts that were sent."""

    id: str
    is_done: bool = Field(description="Whether all was read.")
    read: int = Field(description="How many accounts were read.")
    added: int = Field(description="How many of them were new.")
    clients: int = Field(description="Of how many clients, once all was read.")
    faults: list[FaultTold] = Field(description="What could not be read, in the reader's words (English).")
    more_faults: int = Field(description="How many faults more there were than are told.")


class TalkGiven(Given):
    """What you keep of a client."""

    name: Words = Field(
        "", max_length=talk_form.LONGEST_NAME, description="How you call it; empty: as its accounts do."
    )
    last_talk: Day | None = Field(None, description="The day of the last talk.", examples=["2026-11-20"])
    note: Words = Field("", max_length=talk_form.LONGEST_NOTE, description="What it was about.")


class TalkTold(Told):
    """What is kept of a client."""

    id: str
    name: str
    last_talk: str | None
    note: str
