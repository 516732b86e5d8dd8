"""The form of a change file: which keys there are, and of what type. What they mean is read with the measure's own
file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wegwijzer.readers.schema import Day, EuroForm, Form, Number, PercentageCaseForm, PercentageForm, Slug, Test


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


class ChangeForm(Form):
    """The whole file."""

    name: str = ""
    from_: Day = Field(alias="from")
    measures: list[MeasureChangeForm] = []
    thresholds: dict[str, dict[str, Number]] = {}
