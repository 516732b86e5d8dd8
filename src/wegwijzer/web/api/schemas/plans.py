"""A plan that is told in the request: what it is worth, what to take together, and what to do by when."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from wegwijzer.core.support.combining import DEFAULT_SHARE
from wegwijzer.web.api.schemas.shared import Day, Given, Told, Words


class PlanGiven(Given):
    """A plan of actions and the day on which it is looked at."""

    plan: dict[str, Any] = Field(
        description="As the plan file of `wegwijzer support`: the `firm`, as in a firm file, and its `actions` with "
        "their days and costs. Nothing of it is kept."
    )
    on: Day | None = Field(None, description="The day whose rules apply; without it today.", examples=["2026-11-30"])


class AidGiven(Given):
    """A sum of aid that the firm, or one it is linked with, had."""

    date: Words = Field(max_length=10, description="When it was granted: a day, or a month or a year.")
    euro: Words = Field(max_length=40, description="How much, such as 2500 or 1000-2000.")
    grantor: Words = Field("", max_length=300, description="Who granted it.")
    member: Words = Field("", max_length=300, description="Which firm of the group had it.")
    measure: Words = Field("", max_length=100, description="By id.")
    de_minimis: Words = Field("", max_length=10, description="yes or no; empty: not known.")
    name: Words = Field("", max_length=300, description="What it is called, where it is no measure of ours.")


class CombinationGiven(PlanGiven):
    """A plan, and the aid that the firm had."""

    aid: list[AidGiven] = Field([], max_length=200, description="The aid that the firm and its linked firms had.")
    share_pct: int = Field(
        int(DEFAULT_SHARE), ge=1, le=100, description="Of the most money, what the least paper keeps."
    )


class DutyPlanGiven(Given):
    """Measures that were asked for, with their days."""

    plan: dict[str, Any] = Field(
        description="As the plan file of `wegwijzer duties`: a `name`, and `measures` with the days that are known. "
        "Nothing of it is kept."
    )
    on: Day | None = Field(None, description="The day on which it is looked at; without it today.")


class PlanWorth(Told):
    """What a plan is worth: the document of `wegwijzer support --json`."""

    on: str
    actions: list[dict[str, Any]]
    assumptions: list[dict[str, Any]]
    disclaimer: str


class BestCombination(Told):
    """What to take together: the document of `wegwijzer combine --json`."""

    on: str
    share_pct: int | float
    knows_speed: bool
    small_aid: dict[str, Any]
    alternatives: list[dict[str, Any]]
    late: list[dict[str, Any]]
    shifts: list[dict[str, Any]]
    unpriced: list[str]
    refused: list[str]


class DutyDays(Told):
    """What must be done by when: the document of `wegwijzer duties --json`."""

    on: str
    name: str
    measures: list[dict[str, Any]]
