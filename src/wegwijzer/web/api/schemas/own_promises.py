"""Logs of promises between partners, as one of them reads and writes in them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from wegwijzer.core.agreements.promises import Step
from wegwijzer.web.agreements.for_programs import models
from wegwijzer.web.api.schemas.shared import Day, Given, Told, Words

StepTo = Literal[
    "confirmed", "declined", "withdrawn", "change_asked", "change_agreed", "change_declined", "change_withdrawn",
    "said_kept", "kept", "not_kept", "disputed",
]  # fmt: skip
assert set(StepTo.__args__) == {step.value for step in Step} - {"promised"}  # type: ignore[attr-defined]  # noqa: S101


class OwnLogLine(Told):
    """A log that you are a partner of, or invited to."""

    id: str
    title: str
    partners: list[str] = Field(description="The others.")
    is_invited: bool = Field(description="You did not say yes yet; that is done on its page.")
    open: int = Field(description="Promises that bind and are not settled.")


class LogPartner(Told):
    """A partner."""

    number: int
    name: str
    is_me: bool
    has_joined: bool


class ChangeTold(Told):
    """Other terms that one of the two asked for."""

    what: str
    due: str
    by: int


class PromiseTold(Told):
    """One promise as it stands."""

    number: int
    giver: int
    taker: int
    what: str
    due: str
    state: str = Field(description="waiting, agreed, said_kept, kept, not_kept, declined or withdrawn.")
    is_late: bool
    is_disputed: bool
    change: ChangeTold | None
    steps: list[str] = Field(description="What you may do with it now.")


class OwnLog(Told):
    """A log, whole."""

    id: str
    title: str
    partners: list[LogPartner]
    promises: list[PromiseTold]
    events: int
    head: str = Field(description="The hash of the last event.")


class Timeline(Told):
    """The whole log as evidence: see the contract of `wegwijzer-promises`."""

    format: str
    version: int
    log: str
    title: str
    exported_at: str
    parties: list[dict[str, Any]]
    events: list[dict[str, Any]]
    head: str


class PromiseGiven(Given):
    """A promise of your own, or what the other promised you; the other confirms it."""

    what: Words = Field(min_length=1, max_length=models.LONGEST_WHAT, description="What is promised.")
    due: Day = Field(description="By which day; not before today.", examples=["2027-03-31"])
    other: int = Field(ge=1, le=99, description="The other partner, by number.")
    giver: Literal["me", "other"] = Field("me", description="Who promises.")


class PromiseStepGiven(Given):
    """A step with a promise."""

    to: StepTo = Field(description="One of its `steps`.")
    what: Words = Field("", max_length=models.LONGEST_WHAT, description="With change_asked: what would be promised.")
    due: Day | None = Field(None, description="With change_asked: by which day.")
    words: Words = Field("", max_length=models.LONGEST_WORDS, description="Why, where you say no.")
