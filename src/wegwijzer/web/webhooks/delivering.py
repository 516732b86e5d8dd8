"""Deliver what waits: take a message, post it, note what became of it, one by one.

At least once: a worker that dies with a message in hand leaves it to be sent again, with the same id. Each step is
committed by itself before the next begins.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from wegwijzer.web.webhooks.disabling import disable
from wegwijzer.web.webhooks.models import Delivery, Endpoint
from wegwijzer.web.webhooks.posting import Posted, post
from wegwijzer.web.webhooks.signing import opened, signed_headers

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long a worker may hold a message: some eight times what a post can take."""
DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long a message waits after each attempt that failed: those of the Standard Webhooks specification, 75 hours."""
MOST_ATTEMPTS = len(DELAYS) + 1
DISABLED_AFTER = timedelta(days=3)
"""How long every attempt must have failed before an address is tried no more."""
_FEWEST_FAILURES = 4
"""How many attempts those must have been: a clock that jumps by a month ends nothing."""
_PAUSE, _LONGEST_PAUSE = timedelta(seconds=15), timedelta(minutes=10)
"""How long an address that failed gets nothing at all: it doubles. Many messages wait as one."""
_ROUND_SECONDS = 30.0
"""How long a round goes on taking messages: letters wait meanwhile."""

_S = Delivery.State


def send_due(now: Callable[[], datetime], *, is_stopping: Callable[[], bool] = lambda: False) -> Iterator[str]:
    """Deliver what is due, for half a minute at most; a line for each, without the address."""
    take_back(now())
    ends = time.monotonic() + _ROUND_SECONDS
    while not is_stopping() and time.monotonic() < ends and (row := claim(now())) is not None:
        yield f"webhook {row.pk} {row.kind}: {_deliver(row, now)}"


def claim(at: datetime) -> Delivery | None:
    """Take the next message to deliver, None when there is none. No two workers get the same one."""
    if connection.features.has_select_for_update_skip_locked:
        with transaction.atomic():
            found = due(at).select_for_update(skip_locked=True, of=("self",)).first()
            return _take(found, at) if found is not None else None
    while (found := due(at).first()) is not None:
        if (taken := _take(found, at)) is not None:
            return taken
    return None


def due(at: datetime) -> QuerySet[Delivery]:
    """What can be delivered at a moment, oldest first."""
    ready = Q(endpoint__state=Endpoint.State.ON, endpoint__not_before__lte=at)
    return Delivery.objects.filter(ready, state=_S.WAITING, not_before__lte=at).select_related("endpoint__desk")


def take_back(at: datetime) -> int:
    """What a worker held for too long waits again: it died, perhaps after the other system had it."""
    return Delivery.objects.filter(state=_S.SENDING, claimed_at__lt=at - LEASE).update(state=_S.WAITING, not_before=at)


def _take(row: Delivery, at: datetime) -> Delivery | None:
    waiting = Delivery.objects.filter(pk=row.pk, state=_S.WAITING)
    if not waiting.update(state=_S.SENDING, claimed_at=at, attempts=row.attempts + 1):
        return None
    row.state, row.claimed_at, row.attempts = _S.SENDING, at, row.attempts + 1
    return row


def _deliver(row: Delivery, now: Callable[[], datetime]) -> str:
    """Post one message, and note what came of it; in a few words."""
    endpoint, at = row.endpoint, now()
    try:
        secrets = [opened(endpoint.secret)]
        if endpoint.old_secret and endpoint.old_until is not None and endpoint.old_until > at:
            secrets.append(opened(endpoint.old_secret))
    except InvalidToken:  # restored under another key of the site: nobody could check what we send
        _held(row).update(state=_S.WAITING, attempts=row.attempts - 1)
        disable(endpoint, "key", at=at)
        return "the secret cannot be read any more"
    body = row.body.encode()
    headers = signed_headers(str(row.pk), int(at.timestamp()), body, secrets)
    posted = post(endpoint.address, body, headers, at=at)
    with transaction.atomic():
        return _note(row, posted, now())


def _note(row: Delivery, posted: Posted, at: datetime) -> str:
    known = {"tried_at": at, "status": posted.status, "fault": posted.fault, "fault_value": posted.fault_value}
    if posted.is_done:
        _held(row).update(state=_S.DONE, **known)
        Endpoint.objects.filter(pk=row.endpoint_id).update(failures=0, failing_since=None, not_before=at)
        return f"delivered ({posted.status})"
    if row.attempts >= MOST_ATTEMPTS:
        _held(row).update(state=_S.FAILED, **known)
    else:
        wait = max(DELAYS[row.attempts - 1], timedelta(seconds=posted.wait))
        _held(row).update(state=_S.WAITING, not_before=at + wait, **known)
    _count_failure(row.endpoint, posted, at)
    return f"failed ({posted.fault} {posted.fault_value})"


def _count_failure(endpoint: Endpoint, posted: Posted, at: datetime) -> None:
    held = Endpoint.objects.select_for_update().filter(pk=endpoint.pk).first()
    if held is None:
        return
    pause = max(min(_PAUSE * 2 ** min(held.failures, 10), _LONGEST_PAUSE), timedelta(seconds=posted.wait))
    held.failures += 1
    held.failing_since = held.failing_since or at
    held.not_before = at + pause
    held.save(update_fields=["failures", "failing_since", "not_before"])
    if posted.fault == "gone":  # 410: the other system says that it wants nothing more
        disable(held, "gone", at=at)
    elif held.failures >= _FEWEST_FAILURES and at - held.failing_since >= DISABLED_AFTER:
        disable(held, "days", at=at)


def _held(row: Delivery) -> QuerySet[Delivery]:
    """The message, as long as no other worker took it over meanwhile."""
    return Delivery.objects.filter(pk=row.pk, claimed_at=row.claimed_at, state=_S.SENDING)
