"""The outbox and the workers in numbers, for whoever watches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Min

from wegwijzer.web.operating.reading import Reading
from wegwijzer.web.post.models import Heartbeat, Outgoing
from wegwijzer.web.post.outbox_list import PARTS, counts, last_beat

ALIVE = timedelta(minutes=2)


def read(at: datetime) -> Iterator[Reading]:
    """Letters by part of the outbox, how long the oldest waits that could go, and the workers' sign of life.

    Where no worker ever showed that it lives, there is no `worker_beat_age_seconds`: an alert must ask for its absence.
    """
    for part, count in counts().items():
        yield Reading("letters", "Letters in the outbox, by part.", float(count), {"part": part})
    due = Outgoing.objects.filter(PARTS["queued"], not_before__lte=at).aggregate(oldest=Min("not_before"))
    waits = (at - due["oldest"]).total_seconds() if due["oldest"] is not None else 0.0
    yield Reading(
        "letters_oldest_seconds", "Seconds that the oldest letter waits that could go and was not tried.", waits
    )
    beat = last_beat()
    if beat is not None:
        age = max(0.0, (at - beat).total_seconds())
        yield Reading("worker_beat_age_seconds", "Seconds since a worker last showed that it lives.", age)
        alive = Heartbeat.objects.filter(at__gte=at - ALIVE).count()
        yield Reading("workers_alive", "Workers that showed so in the last two minutes.", float(alive))
