"""A knipperlicht: a warning light in the annual accounts, as dated data.

It is advice to a professional who knows the firm, never a public rating.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from wegwijzer.core.accounts.rubrics import RubricChart
from wegwijzer.core.catalogue.measure import Certainty, Confidence, Source
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.knipperlichten.formula import Formula
from wegwijzer.core.period import Period


class LightStatus(Enum):
    """What a light shows."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_COMPUTABLE = "not_computable"


class LightUnit(Enum):
    """How a light's value is written: a share (0.15 is 15 %), a change in points (-0.03), a number or euro."""

    SHARE = "share"
    POINTS = "points"
    RATIO = "ratio"
    EUR = "eur"


@dataclass(frozen=True, slots=True)
class LightVersion:
    """The rule of a light in a period.

    `formula` gives the value. `red`, `amber` and `severe` are conditions over rubrics, `value`, the names of `limits`
    and `nv` (whether the firm is an nv). Red goes before amber; `severe` marks a red that is worse than red.
    `limits["red"]` is the threshold that is shown. `weight` is its share in the overall score, `why_weight` the
    argument for it.
    """

    period: Period
    formula: Formula
    unit: LightUnit
    limits: Mapping[str, float] = field(hash=False)
    red: Formula
    amber: Formula | None
    severe: Formula | None
    weight: int
    why_weight: Text = field(hash=False)
    source: Source
    confidence: Confidence
    start_certainty: Certainty = Certainty.EXACT

    @property
    def threshold(self) -> float:
        """The value at which the light turns red."""
        return self.limits["red"]


@dataclass(frozen=True, slots=True)
class Knipperlicht:
    """One light: what it watches, why that matters, what to ask the client and which roads it opens.

    `sentences` are by status ("red", "severe", "amber", "green", and "without_value" for a red that needs no value);
    `lower_is_worse` says which side is the bad one. `domains` are the business domains to talk about, nearest first.
    `referral` is a text that sends the firm on without naming its figures.
    """

    id: str
    name: Text = field(hash=False)
    meaning: Text = field(hash=False)
    question: Text = field(hash=False)
    sentences: Mapping[str, Text] = field(hash=False)
    referral: Text = field(hash=False)
    domains: tuple[str, ...]
    lower_is_worse: bool
    versions: tuple[LightVersion, ...]

    def on(self, day: date) -> LightVersion | None:
        """The version that holds on the day, if any."""
        return next((version for version in self.versions if version.period.covers(day)), None)


@dataclass(frozen=True)
class LightBoard:
    """The lights of one day, in order, with the chart of rubrics they read."""

    day: date
    lights: tuple[tuple[Knipperlicht, LightVersion], ...]
    chart: RubricChart

    @property
    def codes(self) -> tuple[str, ...]:
        """Every rubric that some light reads."""
        found: dict[str, None] = {}
        for _, version in self.lights:
            for formula in (version.formula, version.red, version.amber, version.severe):
                if formula is not None:
                    found.update(dict.fromkeys((*formula.rubrics, *formula.previous_rubrics)))
        return tuple(found)

    @property
    def total_weight(self) -> int:
        """The weights of all lights together."""
        return sum(version.weight for _, version in self.lights)
