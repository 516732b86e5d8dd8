"""Proposals for rules, and what they do."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from wegwijzer.web.api.schemas.shared import Given, Told


class ChangeGiven(Given):
    """A change of one measure."""

    change: dict[str, Any] = Field(
        description="A change file, as `wegwijzer simulate --change` reads it, of one measure, with `reason`, `from`, "
        "and for the measure its `source` (title and url) and `confidence`. `from` is a day to come."
    )


class StepOfChange(Given):
    """What is done with a proposal of one's own."""

    to: Literal["hand_in", "renew", "withdraw"] = Field(
        description="Ask another editor to decide, make it anew on what stands now, or take it back."
    )


class RuleChangeLine(Told):
    """A proposal."""

    id: str
    measure: str
    kind: str = Field(description="change, file or undo.")
    state: str = Field(description="draft, waiting, published, rejected or withdrawn.")
    starts: str
    reason: str
    author: str
    is_mine: bool
    changed: str


class RuleChangeDetails(RuleChangeLine):
    """A proposal with its text."""

    source_title: str
    source_url: str
    confidence: str
    change: str = Field(description="The change file that it was made from; empty for a whole file and an undoing.")
    text: str = Field(description="The measure's file with it.")
    is_stale: bool = Field(description="Whether something else was published for the measure since: `renew` it.")
    decided_by: str
    decision: str = Field(description="Why it was rejected.")


class DiffTold(Told):
    """What changes, as it was and will be."""

    what: str
    before: str
    after: str


class CaseTold(Told):
    """A worked case: its verdict before and after."""

    case: str
    before: str
    after: str
    differs: bool


class Effects(Told):
    """What a proposal does, as its page tells it."""

    diff: list[DiffTold]
    cases: list[CaseTold]
    touched: int = Field(description="How many cases come out otherwise.")
    moves_nobody: bool = Field(description="Whether only words change.")
    is_coming: bool = Field(description="Whether a worker was asked for the simulation: ask again in a minute.")
    simulation: dict[str, Any] | None = Field(
        description="What it does to invented firms: the document of `wegwijzer simulate --json`; null where none is."
    )


class Checked(Told):
    """What a change would be as a proposal; nothing of it is kept."""

    measure: str
    starts: str
    text: str = Field(description="The measure's file with it.")
