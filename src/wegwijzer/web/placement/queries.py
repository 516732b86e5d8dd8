"""What others may ask of the self-placement."""

from __future__ import annotations

from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.placement.actions import VISITOR_DAYS as VISITOR_DAYS
from wegwijzer.web.placement.models import Placement, Visitor
from wegwijzer.wording.language import local


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
