"""Read the words of the self-placement: its questions, its places, and what a step up asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.pyramid.placing import QUESTION_IDS, Shares
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.pyramid_shares import printed_shares
from wegwijzer.readers.schema import Form, Slug, SourceForm, TextForm, Written
from wegwijzer.readers.texts import optional_text, text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file


class PlaceForm(Form):
    """One place in the pyramid."""

    id: Slug
    name: TextForm
    title: TextForm
    text: TextForm


class QuestionForm(Form):
    """One plain question; `short` says a yes in a few words."""

    id: Slug
    question: TextForm
    after_yes: TextForm | None = None
    help: TextForm
    why: TextForm
    short: TextForm


class StepForm(Form):
    """What a yes to a question would take; `source` only where somebody else says so."""

    id: Slug
    step: TextForm
    need: TextForm
    domains: list[Slug]
    measures: list[Slug]
    basis: Literal["source", "editorial"]
    source: SourceForm | None = None


class SelfPlacementForm(Form):
    """The file `data/self_placement.yaml`."""

    shares_source: Written
    places: list[PlaceForm]
    questions: list[QuestionForm]
    steps: list[StepForm]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the pyramid in plain words; `title` says it to a firm that is there."""

    segment: Segment
    name: Text
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A plain question in words; `after_yes` is asked instead when what it follows was answered with yes."""

    id: str
    question: Text
    after_yes: Text | None
    help: Text
    why: Text
    short: Text


@dataclass(frozen=True, slots=True)
class Step:
    """A step up: what to do, a need to send to the roadmap, and where support fits.

    `is_editorial` says that the link to domains and measures is our own judgement.
    """

    id: str
    step: Text
    need: Text
    domains: tuple[str, ...]
    measures: tuple[str, ...]
    is_editorial: bool
    source: str


@dataclass(frozen=True, slots=True)
class SelfPlacement:
    """Everything that the self-placement says. `shares` are per cent of firms a segment, from the top."""

    shares: Shares
    shares_source: str
    places: Mapping[Segment, Place]
    questions: Mapping[str, Question]
    steps: Mapping[str, Step]


@cache
def shipped_self_placement() -> SelfPlacement:
    """The words inside the package. Raises InputError with all faults of the file."""
    located = read_yaml_file(shipped_folder() / "self_placement.yaml", name="self_placement.yaml")
    catalogue = shipped_catalogue()
    found, faults = read_self_placement(located, domains=catalogue.business_domains, measures=catalogue.measures)
    if found is None or faults:
        raise InputError(faults)
    return found


def read_self_placement(
    located: LocatedData, *, domains: Collection[str], measures: Collection[str]
) -> tuple[SelfPlacement | None, list[Fault]]:
    """The words, and all faults: every question and place once, and only domains and measures that there are."""
    form, faults = validate(located, SelfPlacementForm)
    if form is None:
        return None, faults
    segments = {segment.id: segment for segment in Segment}
    faults += _complete(located, "places", [entry.id for entry in form.places], tuple(segments))
    faults += _complete(located, "questions", [entry.id for entry in form.questions], QUESTION_IDS)
    faults += _complete(located, "steps", [entry.id for entry in form.steps], QUESTION_IDS)
    for place, step in enumerate(form.steps):
        for key, names, known in (("domains", step.domains, domains), ("measures", step.measures, measures)):
            for name in (name for name in names if name not in known):
                faults.append(
                    located.fault(("steps", place, key), f'"{name}" does not exist.', f"{key} of the catalogue.")
                )
        if (step.basis == "source") != (step.source is not None):
            problem = "a step rests on a source, which it names, or on the editors' judgement."
            faults.append(
                located.fault(("steps", place, "basis"), problem, "source with a source, or editorial without.")
            )
    if faults:
        return None, faults
    return SelfPlacement(
        shares=printed_shares()["total"],
        shares_source=form.shares_source,
        places={
            segments[entry.id]: Place(segments[entry.id], text(entry.name), text(entry.title), text(entry.text))
            for entry in form.places
        },
        questions={entry.id: _question(entry) for entry in form.questions},
        steps={entry.id: _step(entry) for entry in form.steps},
    ), faults


def _complete(located: LocatedData, key: str, found: list[str], wanted: tuple[str, ...]) -> list[Fault]:
    if sorted(found) == sorted(wanted):
        return []
    return [located.fault((key,), f"holds {', '.join(found)}.", f"each of these once: {', '.join(wanted)}.")]


def _question(form: QuestionForm) -> Question:
    after_yes = optional_text(form.after_yes)
    return Question(form.id, text(form.question), after_yes, text(form.help), text(form.why), text(form.short))


def _step(form: StepForm) -> Step:
    return Step(
        id=form.id,
        step=text(form.step),
        need=text(form.need),
        domains=tuple(form.domains),
        measures=tuple(form.measures),
        is_editorial=form.basis == "editorial",
        source=form.source.title if form.source else "",
    )
