"""Measures as the API tells them; the keys are those of `wegwijzer catalogue list`, `show` and `diff`."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from wegwijzer.web.api.paging import PageAsked
from wegwijzer.web.api.schemas.shared import Asked, Day, Told, Words


class MeasureLine(Told):
    """A measure as it holds on a day, in one line."""

    id: str = Field(description="The name of the measure in addresses and files.", examples=["kmo-portefeuille"])
    name: str = Field(description="Its official name.")
    plain_name: str = Field(description="What it is, in the words of a firm.")
    level: str = Field(description="Whose measure it is: flemish, federal or european.")
    kind: str = Field(description="What it gives: grant, tax, service, ...")
    status: str = Field(description="open, closed, announced or unknown.")
    confidence: str = Field(description="How well it is sourced: high, medium or low.")
    valid_from: str = Field(description="The first day of the period that covers the day.")
    valid_until: str | None = Field(description="Its last day; null while it is in force.")


class CriterionLine(Told):
    """A condition of a measure."""

    id: str
    sentence: str = Field(description="The condition in words.")
    documented: str = Field(description="The line of the source that it reads, word for word.")


class MeasureDetails(MeasureLine):
    """A measure as it holds on a day, with everything that is known of it."""

    summary: str
    providers: list[str] = Field(description="Who gives or decides it.")
    criteria: list[CriterionLine]
    information: list[str] = Field(description="Conditions that are no criteria.")
    amount: str = Field(description="What it is worth, in words.")
    amount_note: str
    how_to_apply: str
    odds: str | None
    caveats: list[str]
    source: str
    also: list[str] = Field(description="Other sources.")
    documented: dict[str, Any] = Field(description="What was researched, word for word.")


class MeasureVersion(Told):
    """One dated version of a measure."""

    number: int = Field(description="From 1, the oldest first.")
    valid_from: str
    valid_until: str | None
    status: str
    confidence: str
    start_certainty: str = Field(description="How well the first day is known: exact, approx or at_latest.")
    is_transition: bool = Field(description="Whether it holds for files that were begun before only.")
    source: str


class MeasureVersions(Told):
    """All dated versions of a measure."""

    id: str
    name: str
    versions: list[MeasureVersion]


class ChangedPart(Told):
    """One key that differs between two days."""

    what: str
    removed: list[str]
    added: list[str]


class MeasureChanges(Told):
    """What changed for a measure between two days."""

    id: str
    from_: str = Field(alias="from")
    to: str
    changes: list[ChangedPart]


class OnDay(Asked):
    """The day whose rules are asked for."""

    on: Day | None = Field(None, description="The day whose rules apply; without it today.", examples=["2026-11-24"])


class MeasuresAsked(PageAsked):
    """Which measures."""

    on: Day | None = Field(None, description="The day whose rules apply; without it today.", examples=["2026-11-24"])
    q: Words | None = Field(None, max_length=200, description="Words to search for; then the best comes first.")
    level: Words | None = Field(None, max_length=40, description="flemish, federal or european.")
    kind: Words | None = Field(None, max_length=40, description="grant, tax, service, ...")
    status: Words | None = Field(None, max_length=40, description="open, closed, announced or unknown.")
    domain: Words | None = Field(None, max_length=40, description="A domain of business, as `/vocabulary` has them.")


class TwoDays(Asked):
    """Two days to compare."""

    from_: Day = Field(alias="from", description="The first day.", examples=["2019-11-30"])
    to: Day = Field(description="The second day.", examples=["2019-12-01"])
