"""What others may ask of the guide's database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest

from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.web.guide.consulting import consult_walk, consult_words
from wegwijzer.web.guide.measure_lines import MeasureLine as MeasureLine
from wegwijzer.web.guide.models import SharedRoadmap, Walk
from wegwijzer.web.guide.registered import registered_of
from wegwijzer.web.guide.roadmap_view import ContactView as ContactView
from wegwijzer.web.guide.roadmap_view import RoadmapView, roadmap_view

WALK_KEY = "walk"
"""Where the session keeps the id of the visitor's walk."""


def walk(walk_id: str | None) -> Walk | None:
    """The walk with that id, if it still exists."""
    try:
        return Walk.objects.filter(pk=UUID(str(walk_id))).first()
    except ValueError:
        return None


def roadmap_of_words(words: str, language: str, *, on: date) -> RoadmapView:
    """The roadmap of somebody who told a need and nothing else. Nothing is kept of it."""
    return roadmap_view(consult_words(words, on=on, language=language), skipped=())


def shared_roadmap(token: str, *, at: datetime) -> SharedRoadmap | None:
    """The shared roadmap, unless it expired."""
    return SharedRoadmap.objects.filter(pk=token, expires__gt=at).first()


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """What a visitor told on the way to their roadmap, for a page that must not ask it again.

    `domains` are the business domains of the need, those that weigh most first.
    """

    need: str
    domains: tuple[str, ...]
    enterprise_number: str
    name: str
    picture: FirmPicture


def taken_along(request: HttpRequest, language: str, *, on: date) -> TakenAlong | None:
    """What the visitor's own walk holds; None for who has none."""
    walk_id = request.session.get(WALK_KEY)
    found = walk(walk_id) if walk_id else None
    if found is None:
        return None
    advice = consult_walk(found, on=on, language=language).advice
    domains = tuple(match.domain.id for match in advice.need.business) if advice.need else ()
    return TakenAlong(
        found.need, domains, found.enterprise_number, registered_of(found.registered).name, advice.picture
    )
