"""Counting what may not be tried without end, in the database, so that all processes count together.

After a few failures in a row one waits: a minute, then twice as long each time, up to an hour. A quiet day forgets.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from wegwijzer.web.people.models import Attempts
from wegwijzer.web.security_events import tell

_DAY = timedelta(days=1)
_LONGEST = timedelta(hours=1)
_FIRST_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that may be tried `free` times before one waits. `window` for what is counted per stretch of time:
    then one waits until the stretch is over."""

    name: str
    free: int
    window: timedelta | None = None


FAILED_BY_PERSON = Limit("failed_person", 5)
"""Wrong codes or passwords for one person."""
FAILED_BY_CLIENT = Limit("failed_client", 20)
"""Wrong codes, passwords or links from one address; an office shares one."""
ASKED_FOR_ADDRESS = Limit("asked_address", 5, timedelta(hours=1))
"""Letters with a link to one address."""
ASKED_BY_CLIENT = Limit("asked_client", 30, timedelta(hours=1))
"""Letters with a link that one address asks for."""


def minutes_to_wait(limit: Limit, whom: str, *, at: datetime) -> int:
    """Whole minutes before it may be tried again; 0 when it may be tried now."""
    until = Attempts.objects.filter(pk=_key(limit, whom)).values_list("blocked_until", flat=True).first()
    if until is None or not at < until <= at + _longest(limit):  # further off: a clock that ran ahead wrote it
        return 0
    return math.ceil((until - at) / timedelta(minutes=1))


def count(limit: Limit, whom: str, *, at: datetime) -> int:
    """Count one more, and tell how many minutes to wait from now on."""
    key = _key(limit, whom)
    with transaction.atomic():
        row = _row_to_change(key, at)
        fresh_after = limit.window or _DAY
        begun = row.first if limit.window else row.last
        if at - begun >= fresh_after or begun > at + _longest(limit):
            row.count, row.first, row.blocked_until = 0, at, None
        row.count, row.last = row.count + 1, at
        if row.count >= limit.free:
            row.blocked_until = row.first + limit.window if limit.window else at + _wait(row.count - limit.free)
        row.save()
    waiting = minutes_to_wait(limit, whom, at=at)
    if limit.window is None or waiting:
        tell("failed" if limit.window is None else "too_often", limit=limit.name, minutes_to_wait=waiting)
    return waiting


def forget(limit: Limit, whom: str) -> None:
    """It went well: nothing is held against them any more."""
    Attempts.objects.filter(pk=_key(limit, whom)).delete()


def remove_old_attempts(at: datetime) -> int:
    """Remove counts that hold nobody back any more; how many."""
    return Attempts.objects.filter(last__lt=at - _DAY).delete()[0]


def _longest(limit: Limit) -> timedelta:
    """The longest that anybody waits for it."""
    return limit.window or _LONGEST


def _wait(times: int) -> timedelta:
    return min(_FIRST_WAIT * float(2 ** min(times, 10)), _LONGEST)


def _row_to_change(key: str, at: datetime) -> Attempts:
    """The row, made when there is none, held until the end of the transaction."""
    try:
        with transaction.atomic():
            Attempts.objects.get_or_create(pk=key, defaults={"first": at, "last": at})
    except IntegrityError:  # another process made it at the same moment
        pass
    Attempts.objects.filter(pk=key).update(count=F("count"))  # takes the lock, on SQLite too
    return Attempts.objects.get(pk=key)


def _key(limit: Limit, whom: str) -> str:
    return salted_hmac(f"wegwijzer.attempts.{limit.name}", whom.strip().lower()).hexdigest()
