"""Doing what a form asks once, however often it is sent: a one-time key that the database holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.referral.actions.opening import Passed, Referred
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.models import Need, SentForm

KEYS_KEPT = timedelta(days=14)
"""How long a key is known: twice the time in which a visitor can follow the link."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A form as it is sent now: its one-time key, and a digest of what it holds."""

    key: UUID
    content: str


@transaction.atomic
def do_once(sending: Sending | None, act: Callable[[], object], *, actor: Actor, at: datetime) -> None:
    """Do what a form asks, unless it was done for the same form; without a key (an old page) it is always done.

    Raises RefusedError `sent_before` where the form was sent with something else in it, or by somebody else, and what
    `act` raises, which leaves the key free.
    """
    if sending is None or _taken(sending, actor, at).is_new:
        act()


@transaction.atomic
def refer_once(sending: Sending | None, act: Callable[[], Referred], *, actor: Actor, at: datetime) -> Referred:
    """Pass a question on as `do_once` does; for the same form what became of it, as far as `actor` may know."""
    if sending is None:
        return act()
    taken = _taken(sending, actor, at)
    row = taken.row
    if not taken.is_new:
        if not taken.is_theirs:
            return Referred(Passed.CONFIRM)
        return Referred(Passed(row.passed), need=Need.objects.filter(pk=row.need).first() if row.need else None)
    referred = act()
    row.passed = referred.passed.value
    row.need = referred.need.pk if referred.need is not None else None
    row.pending = referred.pending
    row.save(update_fields=["passed", "need", "pending"])
    return referred


def remove_old_keys(at: datetime) -> int:
    """Forget the keys of forms that were sent long ago; how many."""
    return SentForm.objects.filter(at__lt=at - KEYS_KEPT).delete()[0]


@dataclass(frozen=True, slots=True)
class _Taken:
    """The row of a key. `is_theirs` says that who sends the form now may see what came of it."""

    row: SentForm
    is_new: bool
    is_theirs: bool


def _taken(sending: Sending, actor: Actor, at: datetime) -> _Taken:
    """Take the key. Of two at once the one makes the row, and the other waits until that transaction has ended."""
    mine = SentForm(
        key=sending.key,
        content=sending.content,
        person_id=actor.person or None,
        by_visitor=not actor.is_signed_in,
        at=at,
    )
    SentForm.objects.bulk_create([mine], ignore_conflicts=True)
    row = SentForm.objects.get(key=sending.key)
    is_theirs = actor.is_signed_in and str(row.person_id) == actor.person
    # A visitor's page names nobody: it is shown to whoever has their form, until somebody followed the link.
    is_visitors = row.by_visitor and (row.person_id is None or not actor.is_signed_in)
    if row.content != sending.content or not (is_theirs or is_visitors):
        raise RefusedError("sent_before")
    return _Taken(row, row.pk == mine.pk, is_theirs)
