"""Read what use of measures a synthetic population makes: `data/population/use.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.population.using import MetNeed, UsedMeasure, UsePlan
from wegwijzer.core.reach.needing import OUTCOMES, REASONS
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.population.forms import Chance, FiveChances
from wegwijzer.readers.schema import Form, Number, Slug
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

FILE = "population/use.yaml"


class UsedForm(Form):
    """A measure."""

    id: Slug
    layers: FiveChances
    growth: Number
    amount_eur: Number
    spread: Number
    known: Chance


class NeedForm(Form):
    """An unmet need."""

    reason: str
    detail: str = ""
    pull: Number


class UsePlanForm(Form):
    """The file."""

    years: Annotated[int, Field(ge=1, le=20)]
    after_last_year: Number
    after_earlier: Number
    liking: Number
    measures: list[UsedForm] = Field(min_length=1)
    needs_per_1000: Number
    needs: list[NeedForm] = Field(min_length=1)
    referrals_per_1000: Number
    reply_days: Number
    reply_spread: Number
    never: Chance
    outcomes: dict[str, Number]


def shipped_use_plan() -> UsePlan:
    """The plan inside the package. Raises InputError with all its faults."""
    plan, faults = read_use_plan(read_yaml_file(shipped_folder() / FILE, name=FILE))
    if plan is None:
        raise InputError(faults)
    return plan


def read_use_plan(located: LocatedData) -> tuple[UsePlan | None, list[Fault]]:
    """The plan, and all faults: every measure, reason and outcome is one that there is."""
    form, faults = validate(located, UsePlanForm)
    if form is None:
        return None, faults
    known = list(shipped_catalogue().measures)
    for place, entry in enumerate(form.measures):
        if entry.id not in known:
            faults.append(located.fault(("measures", place, "id"), f'"{entry.id}" is no measure.', "an id there is."))
    for place, need in enumerate(form.needs):
        if need.reason not in REASONS:
            path = ("needs", place, "reason")
            faults.append(located.fault(path, f'"{need.reason}" is no reason.', f"one of {', '.join(REASONS)}."))
    for name in form.outcomes:
        if name not in OUTCOMES:
            faults.append(located.fault(("outcomes",), f'"{name}" is no outcome.', f"one of {', '.join(OUTCOMES)}."))
    if faults:
        return None, faults
    return UsePlan(
        years=form.years,
        after_last_year=float(form.after_last_year),
        after_earlier=float(form.after_earlier),
        liking=float(form.liking),
        measures=tuple(
            UsedMeasure(
                entry.id,
                tuple(map(float, entry.layers)),
                float(entry.growth),
                float(entry.amount_eur),
                float(entry.spread),
                float(entry.known),
            )
            for entry in form.measures
        ),
        needs_per_1000=float(form.needs_per_1000),
        needs=tuple(MetNeed(need.reason, need.detail, float(need.pull)) for need in form.needs),
        referrals_per_1000=float(form.referrals_per_1000),
        reply_days=float(form.reply_days),
        reply_spread=float(form.reply_spread),
        never=float(form.never),
        outcomes={name: float(pull) for name, pull in form.outcomes.items()},
    ), []
