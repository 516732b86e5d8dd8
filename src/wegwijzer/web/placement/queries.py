"""What others may ask of the self-placement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from wegwijzer.core.pyramid.placing import standing
from wegwijzer.core.pyramid.rungs import next_rungs
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.placement.actions import VISITOR_DAYS as VISITOR_DAYS
from wegwijzer.web.placement.answers import known_answers
from wegwijzer.web.placement.models import Placement, Visitor
from wegwijzer.web.placement.place_words import day_of, places_text
from wegwijzer.web.placement.visit import placement_visitor
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text


def latest(visitor: Visitor) -> Placement | None:
    """The last time this visitor went through the questions."""
    return visitor.placements.first()


def finished(visitor: Visitor) -> list[Placement]:
    """All times that the visitor reached a result, the newest first."""
    return list(visitor.placements.filter(finished__isnull=False))


def need_of_step(step: str, language: str) -> str:
    """The need that goes with a step up, to start a roadmap with; empty when there is no such step."""
    found = shipped_self_placement().steps.get(step)
    return local(found.need, language) if found else ""


_BACK = "placement_back"


def lead_back(request: HttpRequest, path: str) -> None:
    """The result page shall lead to a page of ours from now on: who came from there wants to go on there."""
    request.session[_BACK] = path


def way_back(request: HttpRequest) -> str:
    """Where the visitor came from, "" for who came by themselves."""
    return str(request.session.get(_BACK, ""))


def end_way_back(request: HttpRequest) -> None:
    """The visitor went on there: the result page leads there no more."""
    request.session.pop(_BACK, None)


@dataclass(frozen=True, slots=True)
class MeasuredPlace:
    """The latest result of a visitor: the layer's id, "" while several are possible; its words, and when it was."""

    layer: str
    place: str
    day: str
    at: datetime


def measured_place(request: HttpRequest, language: str) -> MeasuredPlace | None:
    """The latest result of who sends the request; None for who has none."""
    visitor = placement_visitor.of(request)
    done = finished(visitor) if visitor is not None else []
    if not done or done[0].finished is None:
        return None
    found = standing(known_answers(done[0].answers))
    layer = found.possible[0].id if found.is_decided else ""
    return MeasuredPlace(layer, places_text(found, language), date_text(day_of(done[0]), language), done[0].finished)


@dataclass(frozen=True, slots=True)
class PlacementOnRoadmap:
    """The visitor's latest result as a roadmap shows it.

    `next_rung` is the heading of the next rung (empty at the top); of each group in `steps` one is enough, and a step
    is its id with its text.
    """

    place: str
    next_rung: str
    steps: tuple[tuple[tuple[str, str], ...], ...]


def placement_of(request: HttpRequest, language: str) -> PlacementOnRoadmap | None:
    """The latest result of who sends the request; None for who has none."""
    visitor = placement_visitor.of(request)
    done = finished(visitor) if visitor is not None else []
    if not done:
        return None
    latest_done = done[0]
    known = known_answers(latest_done.answers)
    found = standing(known)
    key = "decided" if found.is_decided else "open"
    day = date_text(day_of(latest_done), language)
    place = say(f"placement.roadmap.{key}", language, day=day, place=places_text(found, language))
    rungs = next_rungs(known)
    if not rungs:
        return PlacementOnRoadmap(place, "", ())
    words = shipped_self_placement()
    name = local(words.places[rungs[0].segment].name, language).lower()
    return PlacementOnRoadmap(
        place,
        say(f"placement.rung.{'next' if found.is_decided else 'surely'}", language, place=name),
        tuple(tuple((step, local(words.steps[step].step, language)) for step in group) for group in rungs[0].groups),
    )
