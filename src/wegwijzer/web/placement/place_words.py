"""The places still possible, in words, and the day of a result."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from wegwijzer.core.pyramid.placing import Standing
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.placement.models import Placement
from wegwijzer.wording.language import local, say


def places_text(found: Standing, language: str) -> str:
    """The places still possible, from the top, with "or" before the last."""
    places = shipped_self_placement().places
    names = [local(places[segment].name, language).lower() for segment in found.possible]
    if len(names) == 1:
        return names[0]
    return say("placement.result.or", language, first=", ".join(names[:-1]), last=names[-1])


def day_of(placement: Placement) -> date:
    """The day of a placement: when its result was reached, or else when it was begun."""
    return timezone.localdate(placement.finished or placement.started)
