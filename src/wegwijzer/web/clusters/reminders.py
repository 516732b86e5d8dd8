"""Gathers needs again when something changed, for the background worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from wegwijzer.web.clusters.gathering import gather
from wegwijzer.web.clusters.models import DecisionRow, Run

EVERY = timedelta(hours=1)
"""A run for new needs at most so often: a cluster is no matter of minutes. Who decided something waits no hour."""


def write_reminders(at: datetime) -> Iterator[str]:
    """Run the clustering when somebody decided, or its hour has come and needs changed; one line if it ran."""
    last = Run.objects.order_by("-at").first()
    if last is not None and last.at > at - EVERY and not DecisionRow.objects.filter(at__gte=last.at).exists():
        return
    run = gather(at)
    if run is not None:
        yield f"{run.needs} needs clustered"
