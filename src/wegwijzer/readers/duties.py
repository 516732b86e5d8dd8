"""Read the duties after a request for support: data/duties, a file a measure, questions and reminders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from wegwijzer.core.catalogue.measure import Confidence, Measure
from wegwijzer.core.duties.rules import Duty, DutyPeriod, Kind, MeasureDuties, Question, ReminderRules, Side
from wegwijzer.core.duties.terms import Anchor, Term, Unit
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.period import Period, overlapping_pairs
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.schema import Day, Form, Slug, SourceForm, TextForm, Written
from wegwijzer.readers.texts import optional_text, source, text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

AnchorId = Literal["request", "decision", "start", "end", "invoice", "payment", "year_end", "informed"]
KindId = Literal[
    "request",
    "notice",
    "start",
    "payment",
    "report",
    "invoice",
    "certificate",
    "inform",
    "end",
    "keep",
    "answer",
    "review",
]
_UNITS = (Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS)
_LONGEST = {Unit.DAYS: 3660, Unit.WORKING_DAYS: 2600, Unit.WEEKS: 520, Unit.MONTHS: 240}
"""Longer than ten or twenty years is a slip of the pen."""


class TermForm(Form):
    """A term: from a day, so many of one unit."""

    from_: AnchorId = Field(alias="from")
    days: int | None = None
    working_days: int | None = None
    weeks: int | None = None
    months: int | None = None
    next_month: bool = False
    before: bool = False
    counts_anchor: bool = False
    no_later_than: Day | None = None


class DutyPeriodForm(Form):
    """How a duty stood in a period."""

    valid_from: Day
    valid_until: Day | None
    term: TermForm | None = None
    confidence: Literal["high", "medium", "low"]
    note: TextForm | None = None
    source: SourceForm


class DutyForm(Form):
    """One duty."""

    id: Slug
    kind: KindId
    side: Literal["by", "from", "expect"]
    what: TextForm
    ask: TextForm | None = None
    periods: list[DutyPeriodForm] = Field(min_length=1)


class DutiesForm(Form):
    """The file of a measure."""

    measure: Slug
    answered: list[KindId] = []
    duties: list[DutyForm] = Field(min_length=1)


class QuestionForm(Form):
    """A question that holds for measures of some kinds."""

    id: Slug
    kind: KindId
    for_: list[str] = Field(alias="for", min_length=1)
    ask: TextForm


class QuestionsForm(Form):
    """The file `questions.yaml`."""

    questions: list[QuestionForm] = Field(min_length=1)


class DaysBeforeForm(Form):
    """How many days before, and why."""

    days: list[int] = Field(min_length=1, max_length=5)
    why: Written


class RemindersForm(Form):
    """The file `reminders.yaml`."""

    days_before: DaysBeforeForm


@cache
def shipped_duties() -> Mapping[str, MeasureDuties]:
    """The duties of every measure of the catalogue. Raises InputError with all faults of all files."""
    found, faults = read_duties(shipped_folder() / "duties", shipped_catalogue().measures)
    if found is None:
        raise InputError(faults)
    return found


@cache
def shipped_reminder_rules() -> ReminderRules:
    """When somebody is reminded of a duty. Raises InputError with every fault of the file."""
    located = read_yaml_file(shipped_folder() / "duties" / "reminders.yaml", name="duties/reminders.yaml")
    form, faults = validate(located, RemindersForm)
    if form is not None and any(not 1 <= days <= 365 for days in form.days_before.days):
        faults.append(located.fault(("days_before", "days"), f"is {form.days_before.days}.", "days from 1 to 365."))
    if form is None or faults:
        raise InputError(faults)
    return ReminderRules(tuple(form.days_before.days))


def read_duties(
    folder: Path, measures: Mapping[str, Measure]
) -> tuple[Mapping[str, MeasureDuties] | None, list[Fault]]:
    """The duties in a folder for these measures, or None with every fault found."""
    faults: list[Fault] = []
    by_measure: dict[str, tuple[Duty, ...]] = {}
    answered: dict[str, frozenset[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        located = read_yaml_file(path, name=f"{folder.name}/{path.name}")
        if path.stem in ("questions", "reminders"):
            continue
        form, found = validate(located, DutiesForm)
        faults += found
        if form is None:
            continue
        faults += _faults(located, form, path.stem, measures)
        answered[form.measure] = frozenset(form.answered) | {duty.kind for duty in form.duties}
        by_measure[form.measure] = () if faults else tuple(_duty(entry) for entry in form.duties)
    located = read_yaml_file(folder / "questions.yaml", name=f"{folder.name}/questions.yaml")
    questions, found = validate(located, QuestionsForm)
    faults += found
    if questions is None or faults:
        return None, faults
    return {
        measure.id: MeasureDuties(
            measure.id,
            by_measure.get(measure.id, ()),
            _questions(questions.questions, measure, answered.get(measure.id, frozenset())),
        )
        for measure in measures.values()
    }, []


def _questions(forms: Sequence[QuestionForm], measure: Measure, answered: frozenset[str]) -> tuple[Question, ...]:
    return tuple(
        Question(form.id, text(form.ask)) for form in forms if measure.kind in form.for_ and form.kind not in answered
    )


def _faults(located: LocatedData, form: DutiesForm, stem: str, measures: Mapping[str, Measure]) -> list[Fault]:
    faults = []
    if form.measure not in measures or form.measure != stem:
        faults.append(located.fault(("measure",), f'is "{form.measure}".', f"a measure, and the file's name ({stem})."))
    ids = [duty.id for duty in form.duties]
    for place, duty in enumerate(form.duties):
        if duty.id in ids[:place]:
            faults.append(located.fault(("duties", place, "id"), f'"{duty.id}" is there twice.', "each id once."))
        faults += _period_faults(located, place, duty)
    return faults


def _period_faults(located: LocatedData, place: int, duty: DutyForm) -> list[Fault]:
    faults, periods = [], []
    for number, entry in enumerate(duty.periods):
        where = ("duties", place, "periods", number)
        try:
            periods.append(Period(entry.valid_from, entry.valid_until))
        except ValueError as error:
            faults.append(located.fault((*where, "valid_until"), str(error)))
        if entry.term is None:
            if duty.ask is None:
                problem = "has no term, and the duty no question."
                faults.append(located.fault(where, problem, "a term, or ask: what to ask the provider."))
            continue
        given = [unit for unit in _UNITS if getattr(entry.term, unit.value) is not None]
        if len(given) + entry.term.next_month != 1:
            expected = "one of days, working_days, weeks, months or next_month: true."
            faults.append(located.fault((*where, "term"), "does not give one length.", expected))
        for unit in given:
            count = getattr(entry.term, unit.value)
            if not 1 <= count <= _LONGEST[unit]:
                expected = f"a whole number from 1 to {_LONGEST[unit]}."
                faults.append(located.fault((*where, "term", unit.value), f"is {count}.", expected))
    for first, second in overlapping_pairs(periods):
        problem = f"the periods {periods[first]} and {periods[second]} overlap."
        faults.append(located.fault(("duties", place, "periods"), problem, "one rule a day."))
    return faults


def _duty(form: DutyForm) -> Duty:
    periods = tuple(
        DutyPeriod(
            Period(entry.valid_from, entry.valid_until),
            None if entry.term is None else _term(entry.term),
            source(entry.source),
            Confidence(entry.confidence),
            optional_text(entry.note),
        )
        for entry in form.periods
    )
    return Duty(form.id, Kind(form.kind), Side(form.side), text(form.what), optional_text(form.ask), periods)


def _term(form: TermForm) -> Term:
    unit = next((unit for unit in _UNITS if getattr(form, unit.value) is not None), Unit.NEXT_MONTH)
    return Term(
        anchor=Anchor(form.from_),
        unit=unit,
        count=1 if unit is Unit.NEXT_MONTH else getattr(form, unit.value),
        is_before=form.before,
        counts_anchor=form.counts_anchor,
        no_later_than=form.no_later_than,
    )
