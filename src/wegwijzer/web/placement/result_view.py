"""What the result page shows: the firm's place, what decided it, and what the next rung asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from wegwijzer.core.catalogue.measure import Status
from wegwijzer.core.pyramid.placing import standing
from wegwijzer.core.pyramid.rungs import Rung, next_rungs
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.placement.answers import known_answers
from wegwijzer.web.placement.models import Placement
from wegwijzer.web.placement.place_words import day_of, places_text
from wegwijzer.web.placement.pyramid_view import PyramidView, pyramid_view
from wegwijzer.web.placement.question_view import question_text
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that decided the place, or one that could still do so."""

    question: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Support:
    """A measure that may fit a step."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step up: what to do, and where support for it fits. `domains` are (id, label)."""

    id: str
    text: str
    support: tuple[Support, ...]
    domains: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RungView:
    """A rung within reach: its heading, and the steps it asks: one of each group."""

    title: str
    text: str
    groups: tuple[tuple[StepView, ...], ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """One result in words. `places` are those still possible, from the top; one when it is decided."""

    title: str
    text: str
    is_decided: bool
    pyramid: PyramidView
    decided_by: tuple[GivenAnswer, ...]
    open: tuple[GivenAnswer, ...]
    rungs: tuple[RungView, ...]
    day: str


def result_view(placement: Placement, language: str, *, before: Placement | None = None) -> ResultView:
    """Put a placement in words; `before` is the result that it is laid beside."""
    known = known_answers(placement.answers)
    found = standing(known)
    words = shipped_self_placement()
    if found.is_decided:
        place = words.places[found.possible[0]]
        title = local(place.title, language)
        text = local(place.text, language)
    else:
        title = say("placement.result.title_open", language)
        text = say("placement.result.lead_open", language, places=places_text(found, language))
    return ResultView(
        title=title,
        text=text,
        is_decided=found.is_decided,
        pyramid=pyramid_view(found, language, before=_decided_before(before)),
        decided_by=tuple(_given(placement, question, language) for question in found.decided_by),
        open=tuple(_given(placement, question, language) for question in found.open_questions),
        rungs=_rungs(known, language, is_decided=found.is_decided, on=timezone.localdate()),
        day=date_text(day_of(placement), language),
    )


def place_text(placement: Placement, language: str) -> str:
    """The place, or the places still possible, in a few words."""
    return places_text(standing(known_answers(placement.answers)), language)


def _decided_before(before: Placement | None) -> tuple[Segment, date] | None:
    """The place of an earlier result and its day; None while its answers left more than one possible."""
    found = None if before is None else standing(known_answers(before.answers))
    return (
        (found.possible[0], day_of(before)) if before is not None and found is not None and found.is_decided else None
    )


def _given(placement: Placement, question: str, language: str) -> GivenAnswer:
    answer = placement.answers.get(question)
    shown = say(f"placement.answer.{answer}", language) if answer else say("placement.answer.none", language)
    return GivenAnswer(question, question_text(placement, question, language), shown)


def _rungs(known: dict[str, int], language: str, *, is_decided: bool, on: date) -> tuple[RungView, ...]:
    open_now = {
        found.measure.id: local(found.measure.plain_name, language)
        for found in shipped_day(on).measures
        if found.version.status in (Status.OPEN, Status.ANNOUNCED)
    }
    first = "next" if is_decided else "surely"
    return tuple(
        _rung(rung, "as_near" if number else first, open_now, language) for number, rung in enumerate(next_rungs(known))
    )


def _rung(rung: Rung, heading: str, open_now: dict[str, str], language: str) -> RungView:
    place = shipped_self_placement().places[rung.segment]
    title = say(f"placement.rung.{heading}", language, place=local(place.name, language).lower())
    groups = tuple(tuple(_step(step, open_now, language) for step in group) for group in rung.groups)
    return RungView(title, local(place.text, language), groups)


def _step(step: str, open_now: dict[str, str], language: str) -> StepView:
    found, domains = shipped_self_placement().steps[step], shipped_catalogue().business_domains
    return StepView(
        id=step,
        text=local(found.step, language),
        support=tuple(Support(measure, open_now[measure]) for measure in found.measures if measure in open_now),
        domains=tuple((domain, local(domains[domain].label, language)) for domain in found.domains),
    )
