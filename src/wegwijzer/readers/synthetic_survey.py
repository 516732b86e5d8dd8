"""Read what an invented survey is like."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.core.pyramid.synthetic import SURVEYED, SyntheticPlan, SyntheticSector
from wegwijzer.core.pyramid.synthetic_answers import ANSWERS
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.pyramid_shares import printed_shares
from wegwijzer.readers.schema import Form, Number, Slug
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file


def _chance(number: object) -> object:
    if not 0 <= float(str(number)) <= 1:
        raise ValueError(f"{number} is no chance from 0 to 1")
    return number


Chance = Annotated[Number, AfterValidator(_chance)]


class SectorForm(Form):
    """One sector: its technology, activity codes, and firms by size class."""

    id: Slug
    technology: Literal["high", "low", "outside"]
    nace: list[str] = Field(min_length=1)
    firms: dict[str, int]


class SyntheticForm(Form):
    """The file `data/synthetic_survey.yaml`."""

    staff: list[int] = Field(min_length=2, max_length=2)
    larger: list[Number]
    missing: Chance
    undecided: Chance
    sectors: list[SectorForm] = Field(min_length=1)
    habits: dict[str, dict[str, Chance]]


@cache
def shipped_synthetic_plan() -> SyntheticPlan:
    """The plan inside the package. Raises InputError with all faults of the file."""
    plan, faults = read_synthetic_plan(
        read_yaml_file(shipped_folder() / "synthetic_survey.yaml", name="synthetic_survey.yaml")
    )
    if plan is None:
        raise InputError(faults)
    return plan


def read_synthetic_plan(located: LocatedData) -> tuple[SyntheticPlan | None, list[Fault]]:
    """The plan, and all faults: every size class, segment and question by its own name."""
    form, faults = validate(located, SyntheticForm)
    if form is None:
        return None, faults
    for place, sector in enumerate(form.sectors):
        if set(sector.firms) != set(SURVEYED):
            path = ("sectors", place, "firms")
            faults.append(located.fault(path, "does not hold the size classes.", f"{', '.join(SURVEYED)}."))
    segments = {segment.id: segment for segment in Segment}
    if set(form.habits) != set(segments):
        faults.append(located.fault(("habits",), "does not hold the segments.", f"{', '.join(segments)}."))
    for segment, habits in form.habits.items():
        for name in (name for name in habits if name not in ANSWERS):
            faults.append(located.fault(("habits", segment, name), "is no question.", f"one of {', '.join(ANSWERS)}."))
    if len(form.larger) != len(Segment) or sum(form.larger) != 100:
        faults.append(located.fault(("larger",), "does not add up to 100 %.", f"{len(Segment)} shares, from the top."))
    if faults:
        return None, faults
    return SyntheticPlan(
        sectors=tuple(
            SyntheticSector(sector.id, sector.technology, tuple(sector.nace), dict(sector.firms))
            for sector in form.sectors
        ),
        staff=(form.staff[0], form.staff[1]),
        shares=printed_shares(),
        larger=tuple(map(float, form.larger)),
        habits={
            segments[name]: {question: float(chance) for question, chance in habits.items()}
            for name, habits in form.habits.items()
        },
        missing=float(form.missing),
        undecided=float(form.undecided),
    ), faults
