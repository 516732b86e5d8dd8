"""Deliver what waits: take messages, post them beside each other, note what became of each.

Several systems are posted to at once, each one message at a time and oldest first, so that one that hangs holds up
nobody else. Threads post and nothing more: the worker alone asks the database. At least once: a worker that dies with a
message in hand leaves it to be sent again, with the same id. Each step is committed by itself before the next begins.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.fernet import InvalidToken
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

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
AT_ONCE = 16
"""How many systems are posted to beside each other."""
_LOOK_AGAIN = 0.5
"""Seconds after which is looked for new messages while posts are under way."""

_S = Delivery.State


def send_due(now: Callable[[], datetime], *, is_stopping: Callable[[], bool] = lambda: False) -> Iterator[str]:
    """Deliver what is due, for half a minute at most; a line for each, without the address."""
    take_back(now())
    ends = time.monotonic() + _ROUND_SECONDS
    under_way: dict[Future[Posted], Delivery] = {}
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as threads:
        while True:
            while len(under_way) < AT_ONCE and time.monotonic() < ends and not is_stopping():
                row = claim(now(), but={each.endpoint_id for each in under_way.values()})
                if row is None:
                    break
                begun = _begin(row, now())
                if begun is None:
                    yield f"webhook {row.pk} {row.kind}: the secret cannot be read any more"
                else:
                    under_way[threads.submit(begun)] = row
            if not under_way:
                return
            for done in wait(under_way, timeout=_LOOK_AGAIN, return_when=FIRST_COMPLETED).done:
                row = under_way.pop(done)
                with transaction.atomic():
                    told = _note(row, done.result(), now())
                yield f"webhook {row.pk} {row.kind}: {told}"


def claim(at: datetime, *, but: Collection[UUID] = ()) -> Delivery | None:
    """Take the next message to deliver, for none of the addresses in `but`; None when there is none.

    No two workers get the same one.
    """
    if connection.features.has_select_for_update_skip_locked:
        with transaction.atomic():
            found = due(at).exclude(endpoint__in=but).select_for_update(skip_locked=True, of=("self",)).first()
            return _take(found, at) if found is not None else None
    while (found := due(at).exclude(endpoint__in=but).first()) is not None:
        if (taken := _take(found, at)) is not None:
            return taken
    return None


def due(at: datetime) -> QuerySet[Delivery]:
    """What can be delivered at a moment, oldest first; nothing to an address that another worker posts to."""
    ready = Q(endpoint__state=Endpoint.State.ON, endpoint__not_before__lte=at)
    held = Delivery.objects.filter(endpoint=OuterRef("endpoint"), state=_S.SENDING)
    found = Delivery.objects.filter(ready, ~Exists(held), state=_S.WAITING, not_before__lte=at)
    return found.select_related("endpoint__desk")


def take_back(at: datetime) -> int:
    """What a worker held for too long waits again: it died, perhaps after the other system had it."""
    return Delivery.objects.filter(state=_S.SENDING, claimed_at__lt=at - LEASE).update(state=_S.WAITING, not_before=at)


def _take(row: Delivery, at: datetime) -> Delivery | None:
    waiting = Delivery.objects.filter(pk=row.pk, state=_S.WAITING)
    if not waiting.update(state=_S.SENDING, claimed_at=at, attempts=row.attempts + 1):
        return None
    row.state, row.claimed_at, row.attempts = _S.SENDING, at, row.attempts + 1
    return row


def _begin(row: Delivery, at: datetime) -> Callable[[], Posted] | None:
    """A message signed and ready to be posted by a thread; None where its secret cannot be read, which ends it."""
    endpoint = row.endpoint
    try:
        secrets = [opened(endpoint.secret)]
        if endpoint.old_secret and endpoint.old_until is not None and endpoint.old_until > at:
            secrets.append(opened(endpoint.old_secret))
    except InvalidToken:  # restored under another key of the site: nobody could check what we send
        _held(row).update(state=_S.WAITING, attempts=row.attempts - 1)
        disable(endpoint, "key", at=at)
        return None
    address, body = endpoint.address, row.body.encode()
    headers = signed_headers(str(row.pk), int(at.timestamp()), body, secrets)
    return lambda: post(address, body, headers, at=at)


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
