"""Earlier results, and the movement between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from wegwijzer.core.pyramid.placing import standing
from wegwijzer.web.placement.answers import known_answers
from wegwijzer.web.placement.models import Placement
from wegwijzer.web.placement.place_words import day_of
from wegwijzer.web.placement.result_view import place_text
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier result: when, which place, and what moved since the one before it (empty for the first)."""

    id: int
    day: str
    place: str
    movement: str
    is_shown: bool


def history(placements: Sequence[Placement], language: str, *, shown: Placement | None = None) -> tuple[Earlier, ...]:
    """All results, the newest first; with the hour where a day has more than one."""
    days = [day_of(placement) for placement in placements]
    return tuple(
        Earlier(
            id=placement.pk,
            day=_day(placement, days.count(day_of(placement)) > 1, language),
            place=place_text(placement, language),
            movement=_movement(placements[number + 1], placement, language) if number + 1 < len(placements) else "",
            is_shown=shown is not None and shown.pk == placement.pk,
        )
        for number, placement in enumerate(placements)
    )


def _day(placement: Placement, has_others: bool, language: str) -> str:
    day = date_text(day_of(placement), language)
    if not has_others:
        return day
    time = timezone.localtime(placement.finished or placement.started).strftime("%H:%M")
    return say("placement.history.day_time", language, day=day, time=time)


def _movement(before: Placement, after: Placement, language: str) -> str:
    """How many rungs up or down, as far as both are decided."""
    old, new = (standing(known_answers(placement.answers)) for placement in (before, after))
    if not (old.is_decided and new.is_decided):
        return say("placement.history.unsure", language)
    rungs = old.possible[0] - new.possible[0]
    if rungs == 0:
        return say("placement.history.same", language)
    key = ("up" if rungs > 0 else "down") + ("_one" if abs(rungs) == 1 else "")
    return say(f"placement.history.{key}", language, rungs=str(abs(rungs)))
