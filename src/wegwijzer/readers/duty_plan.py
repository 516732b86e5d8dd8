"""Read a plan of measures with their days, for `wegwijzer duties`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import Field

from wegwijzer.core.duties.rules import MeasureDuties
from wegwijzer.core.duties.terms import Anchor
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.schema import Day, Form, Slug, Written
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData

FIRST_DAY, LAST_DAY = date(2012, 1, 1), date(2060, 12, 31)
"""The days that a plan may name: the catalogue begins with the first, and no term reaches past 2099 from the last."""
_LONGEST_NAME = 120
_MOST = 100


class PlannedForm(Form):
    """One measure of a plan."""

    measure: Slug
    title: str = ""
    request: Day | None = None
    decision: Day | None = None
    start: Day | None = None
    end: Day | None = None
    invoice: Day | None = None
    payment: Day | None = None
    year_end: Day | None = None
    informed: Day | None = None
    done: list[Slug] = []


class PlanForm(Form):
    """The file."""

    name: Written
    measures: list[PlannedForm] = Field(min_length=1, max_length=_MOST)


@dataclass(frozen=True, slots=True)
class Planned:
    """One measure of a plan with its days; `uid` follows from the plan's name, the measure and the title."""

    measure: str
    title: str
    uid: UUID
    days: Mapping[Anchor, date]
    done: frozenset[str]


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """A plan: its name and its measures in the order of the file."""

    name: str
    measures: tuple[Planned, ...]


def read_duty_plan(located: LocatedData, duties: Mapping[str, MeasureDuties]) -> DutyPlan:
    """The plan. Raises InputError with every fault of the file."""
    form, faults = validate(located, PlanForm)
    if form is None:
        raise InputError(faults)
    if len(form.name) > _LONGEST_NAME:
        faults.append(located.fault(("name",), "is too long.", f"at most {_LONGEST_NAME} characters."))
    seen: set[tuple[str, str]] = set()
    for place, entry in enumerate(form.measures):
        faults += _faults(located, place, entry, duties)
        if (entry.measure, entry.title) in seen:
            problem = f'"{entry.measure}" is there twice with the same title.'
            faults.append(located.fault(("measures", place), problem, "a title of its own for each."))
        seen.add((entry.measure, entry.title))
    if faults:
        raise InputError(faults)
    return DutyPlan(form.name, tuple(_planned(form.name, entry) for entry in form.measures))


def check_days(days: Mapping[Anchor, date]) -> Anchor | None:
    """The first day that cannot be: an end before the start; None when all are well."""
    start, end = days.get(Anchor.START), days.get(Anchor.END)
    return Anchor.END if start is not None and end is not None and end < start else None


def _faults(located: LocatedData, place: int, entry: PlannedForm, duties: Mapping[str, MeasureDuties]) -> list[Fault]:
    where = ("measures", place)
    known = duties.get(entry.measure)
    if known is None:
        near = get_close_matches(entry.measure, duties, n=1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        problem = f'there is no measure "{entry.measure}".{hint}'
        return [located.fault((*where, "measure"), problem, "an id of `wegwijzer catalogue list`.")]
    faults = []
    if len(entry.title) > _LONGEST_NAME:
        faults.append(located.fault((*where, "title"), "is too long.", f"at most {_LONGEST_NAME} characters."))
    for anchor, day in _days(entry).items():
        if not FIRST_DAY <= day <= LAST_DAY:
            expected = f"a day from {FIRST_DAY.isoformat()} to {LAST_DAY.isoformat()}."
            faults.append(located.fault((*where, anchor.value), f"is {day.isoformat()}.", expected))
    if check_days(_days(entry)) is not None:
        faults.append(located.fault((*where, "end"), "lies before the start.", "an end on or after the start."))
    ids = [duty.id for duty in known.duties]
    for duty_id in entry.done:
        if duty_id not in ids:
            expected = f"one of {', '.join(ids)}." if ids else "nothing: no duty of it is documented."
            faults.append(located.fault((*where, "done"), f'there is no duty "{duty_id}".', expected))
    return faults


def _days(entry: PlannedForm) -> dict[Anchor, date]:
    return {anchor: day for anchor in Anchor if (day := getattr(entry, anchor.value)) is not None}


def _planned(plan: str, entry: PlannedForm) -> Planned:
    uid = uuid5(NAMESPACE_URL, f"wegwijzer:duties:{plan}:{entry.measure}:{entry.title}")
    return Planned(entry.measure, entry.title, uid, _days(entry), frozenset(entry.done))
