"""The states of a letter in the outbox: taken by a worker, sent, put back, failed, unsure.

Each step is committed by itself before the next begins. So a worker can die at any moment and at most the one letter
that it held is unsure.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wegwijzer.web.post.models import Outgoing

LEASE = timedelta(minutes=10)
"""How long a worker may hold a letter. A mail server is given 30 seconds for each of at most nine answers."""
DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(days=1),
)
"""How long a letter waits after each time that the server put it off; then every day."""
MOST_ATTEMPTS = 12
"""Times that a letter is tried, over some six days."""
GIVEN_UP = "given up"
"""How the error begins of a letter that was put off too often."""
HELD_BACK = 3
"""A letter that was put off fewer times than this holds back later ones to the same address: some six minutes."""

_S = Outgoing.State


def claim(at: datetime) -> Outgoing | None:
    """Take the next letter to send, None when there is none. No two workers get the same one."""
    if connection.features.has_select_for_update_skip_locked:
        with transaction.atomic():
            found = due(at).select_for_update(skip_locked=True).first()
            return _take(found, at) if found is not None else None
    while (found := due(at).first()) is not None:
        if (taken := _take(found, at)) is not None:
            return taken
    return None


def due(at: datetime) -> QuerySet[Outgoing]:
    """What can be sent at a moment, oldest first, without what waits for an earlier letter to the same address.

    A letter that was written at a moment that has not come, on a clock that ran ahead, goes where it was to go at once.
    """
    before = Outgoing.objects.filter(to=OuterRef("to")).filter(
        Q(state=_S.SENDING)
        | Q(state=_S.WAITING, attempts__gt=0, attempts__lt=HELD_BACK, created__lt=OuterRef("created"))
    )
    is_time = Q(not_before__lte=at) | Q(created__gt=at, not_before__lte=F("created"))
    return Outgoing.objects.filter(is_time, state=_S.WAITING).exclude(Exists(before))


def sent(row: Outgoing, at: datetime) -> None:
    """The server has it. What it said goes: it may hold a link that signs somebody in."""
    _held(row, (_S.SENDING, _S.UNSURE)).update(state=_S.SENT, sent_at=at, values={}, calendar="", error="")


def give_back(row: Outgoing, error: str) -> None:
    """It was not tried: the server could not be reached. It keeps its place."""
    _held(row).update(state=_S.WAITING, claimed_at=None, attempts=row.attempts - 1, error=_short(error))


def put_off(row: Outgoing, at: datetime, error: str) -> Outgoing.State:
    """The server will not have it now: try again later, and in the end no more. Returns what it is now."""
    if row.attempts >= MOST_ATTEMPTS:
        return fail(row, f"{GIVEN_UP} after {row.attempts} attempts: {error}")
    delay = DELAYS[min(row.attempts, len(DELAYS)) - 1]
    _held(row).update(state=_S.WAITING, claimed_at=None, not_before=at + delay, error=_short(error))
    return _S.WAITING


def fail(row: Outgoing, error: str) -> Outgoing.State:
    """The server will never have it."""
    _held(row).update(state=_S.FAILED, error=_short(error))
    return _S.FAILED


def leave_unsure(row: Outgoing, error: str) -> Outgoing.State:
    """It was on its way when the connection broke."""
    _held(row).update(state=_S.UNSURE, error=_short(error))
    return _S.UNSURE


def call_unsure(at: datetime) -> int:
    """What a worker held for too long is unsure from now on: it died, perhaps after the server had it.

    So is what was taken at a moment that has not come: the clock ran ahead then, and since when it is held is unknown.
    A worker that holds it after all and hands it over still notes it as sent.
    """
    is_long_ago = Q(claimed_at__lt=at - LEASE) | Q(claimed_at__gt=at + LEASE)
    lost = Outgoing.objects.filter(is_long_ago, state=_S.SENDING)
    return lost.update(state=_S.UNSURE, error="the worker that held it stopped")


def resend(key: str, at: datetime) -> bool:
    """Send an unsure or failed letter again, on somebody's word; False for any other."""
    found = Outgoing.objects.filter(key=key, state__in=(_S.UNSURE, _S.FAILED)).exclude(to="")
    return bool(
        found.update(state=_S.WAITING, not_before=at, attempts=0, claimed_at=None, error="the same letter, sent again")
    )


def resend_all(letters: QuerySet[Outgoing], at: datetime) -> int:
    """Try at once, on somebody's word, those of some letters that failed or were put off; returns how many.

    What is unsure is left out: sending that again is decided letter by letter.
    """
    failed = letters.filter(state=_S.FAILED).exclude(to="")
    again = failed.update(state=_S.WAITING, not_before=at, attempts=0, claimed_at=None, error="sent again by hand")
    return again + letters.filter(state=_S.WAITING, attempts__gt=0, not_before__gt=at).update(not_before=at)


def settle(key: str, at: datetime) -> bool:
    """An unsure letter did arrive, on somebody's word; False for one that is not unsure."""
    found = Outgoing.objects.filter(key=key, state=_S.UNSURE)
    return bool(found.update(state=_S.SENT, sent_at=at, values={}, calendar="", error=""))


def _take(row: Outgoing, at: datetime) -> Outgoing | None:
    waiting = Outgoing.objects.filter(pk=row.pk, state=_S.WAITING)
    if not waiting.update(state=_S.SENDING, claimed_at=at, attempts=row.attempts + 1):
        return None
    row.state, row.claimed_at, row.attempts = _S.SENDING, at, row.attempts + 1
    return row


def _held(row: Outgoing, states: tuple[Outgoing.State, ...] = (_S.SENDING,)) -> QuerySet[Outgoing]:
    """The letter, as long as nobody else decided about it meanwhile."""
    return Outgoing.objects.filter(pk=row.pk, claimed_at=row.claimed_at, state__in=states)


def _short(error: str) -> str:
    return " ".join(error.split())[:300]
