"""What an entrepreneur keeps: a plan, aid that was had, agreements in the making, premiums, and duties."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from wegwijzer.web.api.schemas.plans import AidGiven
from wegwijzer.web.api.schemas.shared import Given, Told


class PlannedAction(Told):
    """A planned action."""

    id: str
    kind: str
    data: dict[str, Any] = Field(description="Its fields as in a plan file; empty until all of them can be read.")
    facts: dict[str, Any] = Field(description="What was answered beside it.")
    created: str


class AidTold(Told):
    """Aid that the firm, or one of its group, had; empty is not known."""

    id: int
    date: str
    euro: str
    grantor: str
    member: str
    measure: str
    de_minimis: str
    name: str


class OwnPlan(Told):
    """Your plan; `support` and `combine` take it as it is told here."""

    firm: dict[str, Any]
    assumptions: dict[str, Any]
    actions: list[PlannedAction]
    aid: list[AidTold]


class AidsGiven(Given):
    """Aid that was had, to be added to the ledger of your plan."""

    aid: list[AidGiven] = Field(min_length=1, max_length=200, description="Line by line; numbers with a point.")


class OwnSupport(Told):
    """Support that was asked for, with the days of its duties."""

    id: str
    title: str
    measure: str
    created: str
    changed: str
    days: dict[str, Any]
    done: list[Any] = Field(description="The duties that were done, by name.")


class OwnDraft(Told):
    """An agreement in the making."""

    id: str
    kind: str
    language: str
    created: str
    changed: str
    answers: dict[str, str] = Field(description="As typed, good or not, by question.")


class PremiumTold(Told):
    """What one person gets for an idea; null is not known."""

    person: str
    year: int
    paid: str | None
    month_pay: str | None
    amount: str | None


class IdeaTold(Told):
    """An idea for the innovation premium."""

    id: str
    title: str
    state: str = Field(description="new, kept or declined.")
    words: str
    sent_by: str
    what_is_new: str
    added_value: str
    thought_up_on: str | None
    answers: dict[str, Any]
    filed: str | None
    told: str | None
    created: str
    premiums: list[PremiumTold]


class OwnPremiumLine(Told):
    """One call for ideas."""

    id: str
    firm: str
    contact: str
    is_open: bool
    closes: str | None
    informed: str | None
    created: str


class OwnPremium(OwnPremiumLine):
    """The same, with its figures and ideas. The secret address of the employees' form stays on the page."""

    years: dict[str, Any]
    ideas: list[IdeaTold]
