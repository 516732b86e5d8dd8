"""Read the rules of offers and the lists of studies: data/offers."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.offers.offering import Side
from wegwijzer.core.offers.rules import OfferRules, Studies, TopicWeights
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form, Slug, TextForm, Written
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

_Days = Annotated[int, Field(ge=1, le=3660)]
_Weight = Annotated[int, Field(ge=0, le=10)]


class DaysForm(Form):
    """A number of days, and why."""

    days: _Days
    why: Written


class DaysBeforeForm(Form):
    """Days before an end, and why."""

    days: list[_Days] = Field(min_length=1, max_length=5)
    why: Written


class MostOpenForm(Form):
    """Open requests by side, and why."""

    firm: int = Field(ge=1, le=1000)
    school: int = Field(ge=1, le=1000)
    why: Written


class WeightsForm(Form):
    """What counts in the order of topics, and why."""

    expertise: _Weight
    field: _Weight
    business_domains: _Weight
    sector: _Weight
    province: _Weight
    words: _Weight
    why: Written


class AlikeForm(Form):
    """From which likeness in per cent a pair is laid before its posters, and why."""

    from_pct: int = Field(ge=1, le=100)
    why: Written


class RulesForm(Form):
    """The file `rules.yaml`."""

    longest_run: DaysForm
    remind_before: DaysBeforeForm
    hidden_for: DaysForm
    notice_before_removal: DaysForm
    answer_within: DaysForm
    answer_reminder: DaysForm
    requests_kept: DaysForm
    most_open_requests: MostOpenForm
    shared_days: DaysForm
    topic_weights: WeightsForm
    alike: AlikeForm


class StudyForm(Form):
    """A level or a field of study."""

    id: Slug
    label: TextForm


class StudiesForm(Form):
    """The file `studies.yaml`."""

    levels: list[StudyForm] = Field(min_length=1)
    fields: list[StudyForm] = Field(min_length=1)


@cache
def shipped_offer_rules() -> OfferRules:
    """The rules inside the package. Raises InputError with every fault of the file."""
    rules, faults = read_offer_rules(
        read_yaml_file(shipped_folder() / "offers" / "rules.yaml", name="offers/rules.yaml")
    )
    if rules is None or faults:
        raise InputError(faults)
    return rules


@cache
def shipped_studies() -> Studies:
    """Levels and fields of study. Raises InputError with every fault of the file."""
    located = read_yaml_file(shipped_folder() / "offers" / "studies.yaml", name="offers/studies.yaml")
    form, faults = validate(located, StudiesForm)
    if form is not None:
        for key, entries in (("levels", form.levels), ("fields", form.fields)):
            ids = [entry.id for entry in entries]
            if len(set(ids)) < len(ids):
                faults.append(located.fault((key,), "an id stands there twice.", "each id once."))
    if form is None or faults:
        raise InputError(faults)
    return Studies(
        {entry.id: text(entry.label) for entry in form.levels}, {entry.id: text(entry.label) for entry in form.fields}
    )


def read_offer_rules(located: LocatedData) -> tuple[OfferRules | None, list[Fault]]:
    """The rules, and all faults: numbers that contradict each other are faults too."""
    form, faults = validate(located, RulesForm)
    if form is None:
        return None, faults
    if form.answer_reminder.days >= form.answer_within.days:
        faults.append(
            located.fault(
                ("answer_reminder", "days"),
                f"is {form.answer_reminder.days}.",
                f"fewer than the {form.answer_within.days} days of answer_within.",
            )
        )
    if max(form.remind_before.days) >= form.longest_run.days:
        faults.append(located.fault(("remind_before", "days"), "is longer than an offer may run.", "fewer days."))
    weights = form.topic_weights
    rules = OfferRules(
        longest_run=form.longest_run.days,
        remind_before=tuple(sorted(form.remind_before.days, reverse=True)),
        hidden_for=form.hidden_for.days,
        notice_before_removal=form.notice_before_removal.days,
        answer_within=form.answer_within.days,
        answer_reminder=form.answer_reminder.days,
        requests_kept=form.requests_kept.days,
        most_open={Side.FIRM: form.most_open_requests.firm, Side.STRUCTURE: form.most_open_requests.school},
        shared_days=form.shared_days.days,
        weights=TopicWeights(
            weights.expertise,
            weights.field,
            weights.business_domains,
            weights.sector,
            weights.province,
            weights.words,
        ),
        alike_from=form.alike.from_pct / 100,
    )
    return rules, faults
