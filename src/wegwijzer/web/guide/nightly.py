"""Count the walks of the day before yesterday: how far visitors came and what they were told, and nothing of any one.

A walk is counted once, on the day after it had a day to go on. One that a visitor erased before is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wegwijzer.core.truth import UNKNOWN
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.guide.actions import WALK_DAYS
from wegwijzer.web.guide.consulting import consult_walk
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.models import CountedDay
from wegwijzer.web.usage.writing import Key, count_day, key
from wegwijzer.wording.language import DEFAULT_LANGUAGE

_WHAT = "walks"
_WAIT = timedelta(days=2)
_GROUPS = {"fits": Kind.MEASURE_FITS, "maybe": Kind.MEASURE_MAYBE}


def run(at: datetime) -> Iterator[str]:
    """Count every day that is over and not counted yet, a line each."""
    last = timezone.localdate(at) - _WAIT
    done = set(CountedDay.objects.filter(what=_WHAT).values_list("day", flat=True))
    for back in range(WALK_DAYS - _WAIT.days - 1, -1, -1):
        day = last - timedelta(days=back)
        if day not in done and count_day(_WHAT, day, walks_of(day)):
            yield f"walks of {day} counted"


def walks_of(day: date) -> Counter[Key]:
    """What the walks that began on a day come to."""
    begin = timezone.make_aware(datetime.combine(day, time.min))
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    counts: Counter[Key] = Counter()
    for walk in Walk.objects.filter(created__gte=begin, created__lt=end).iterator():
        counts.update(key(day, *found) for found in _told_of(walk, day))
    return counts


def _told_of(walk: Walk, day: date) -> Iterator[tuple[Kind, str, str]]:
    advice = consult_walk(walk, on=day, language=DEFAULT_LANGUAGE).advice
    domain = next((match.domain.id for match in advice.need.business), "") if advice.need else ""
    yield Kind.WALK_BEGUN, domain, ""
    facts = shipped_catalogue().facts
    for fact in walk.dont_know:
        if fact in facts:
            yield Kind.NOT_KNOWN, fact, ""
    if walk.stands_at != Walk.ROADMAP:
        yield Kind.DROPPED_AT, walk.stands_at, ""
        return
    yield Kind.ROADMAP_MADE, domain, ""
    for ranked in advice.measures:
        measure = ranked.assessment.measure.id
        if ranked.group in _GROUPS:
            yield _GROUPS[ranked.group], measure, ""
        blocking = ranked.assessment.blocking
        if len(blocking) == 1 and not any(r.verdict is UNKNOWN for r in ranked.assessment.readings):
            yield Kind.BLOCKED_BY_ONE, measure, blocking[0].criterion.id
