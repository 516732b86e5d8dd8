"""The form of a change file: which keys there are, and of what type. What they mean is read with the measure's own
file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wegwijzer.readers.schema import (
    Day,
    EuroForm,
    Form,
    Number,
    PercentageCaseForm,
    PercentageForm,
    Slug,
    SourceForm,
    Test,
    TextForm,
)

WORDS = ("name", "plain_name", "summary", "how_to_apply", "caveat")
"""The texts of a version that a change may bring; they touch no verdict."""


class PartChangeForm(Form):
    """What changes in one part of an amount; null takes a limit away."""

    rate_pct: PercentageForm | None = None
    plus_pct: list[PercentageCaseForm] | None = None
    rate_ceiling_pct: Number | None = None
    min_base_eur: Number | None = None
    floor_eur: Number | None = None
    ceiling_eur: EuroForm | None = None
    fixed_eur: EuroForm | None = None


class AmountChangeForm(Form):
    """What changes in an amount; null takes the ceiling away."""

    ceiling_eur: EuroForm | None = None
    parts: dict[str, PartChangeForm] = {}


class MeasureChangeForm(Form):
    """What changes in one measure."""

    measure: Slug
    criteria: dict[str, Test] = {}
    add: dict[str, Test] = {}
    drop: list[str] = []
    amount: AmountChangeForm | None = None
    status: Literal["open", "closed", "announced", "unknown"] | None = None
    valid_until: Day | None = None
    name: TextForm | None = None
    plain_name: TextForm | None = None
    summary: TextForm | None = None
    how_to_apply: TextForm | None = None
    caveat: TextForm | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    source: SourceForm | None = None

    @property
    def brings_words(self) -> bool:
        """Whether it changes a text."""
        return not self.model_fields_set.isdisjoint(WORDS)


class ChangeForm(Form):
    """The whole file. `reason` says why; it becomes the documented line of every criterion that it changes."""

    name: str = ""
    reason: str = ""
    from_: Day = Field(alias="from")
    measures: list[MeasureChangeForm] = []
    thresholds: dict[str, dict[str, Number]] = {}
