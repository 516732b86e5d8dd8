"""What the outbox forgets with time. Keys stay: nothing may go a second time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from wegwijzer.web.post.models import DigestLine, Heartbeat, Outgoing

KEPT_DAYS = 90
"""Days that it is known to whom a letter went, and that one that failed or is unsure can still be sent again."""
LINE_DAYS = 30
"""Days that a line is kept after its digest was written."""
HEARTBEAT_DAYS = 7


def remove_old(at: datetime) -> int:
    """Forget addresses, values and lines that are too old; returns how many letters lost theirs."""
    states = Outgoing.State
    old = Outgoing.objects.filter(created__lt=at - timedelta(days=KEPT_DAYS)).exclude(
        state__in=(states.WAITING, states.SENDING)
    )
    named = old.filter(~Q(to="") | Q(person__isnull=False))
    named.filter(state=states.UNSURE).update(state=states.FAILED, error="unsure for too long")
    count = named.update(values={}, calendar="", to="", person=None, reply_to="", case=None)
    DigestLine.objects.exclude(digest="").filter(at__lt=at - timedelta(days=LINE_DAYS)).delete()
    Heartbeat.objects.filter(at__lt=at - timedelta(days=HEARTBEAT_DAYS)).delete()
    return count
