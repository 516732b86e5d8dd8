"""Making, finding and revoking keys. A key is shown once, when it is made; only its digest is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from wegwijzer.core.referral.permissions import Action, Actor, Tied, may
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.scopes import SCOPES, known_scopes
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post import actions as post

MARK = "wgw"
"""How every key begins, so that a scanner for secrets that leaked knows one."""
LONGEST_DAYS = 366
KEYS_A_DESK = 20
"""Keys of one desk that work at once."""
_KEPT = timedelta(days=365)
_SEEN_EVERY = timedelta(minutes=1)
_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that are not mistaken for each other."""


class KeyRefusedError(Exception):
    """A key that is not made or revoked. `code` is the reason, worded under `api.keys.refused`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was made, with the secret that is shown once."""

    row: ApiKey
    secret: str


def may_manage(actor: Actor, desk_id: UUID | str) -> bool:
    """Whether somebody makes and revokes keys of a desk: its managers alone, for a key acts in their name."""
    return may(actor, Action.MANAGE_KEYS, Tied(desk=str(desk_id)))


@transaction.atomic
def make_key(desk: Desk, actor: Actor, *, name: str, scopes: Iterable[str], days: int, at: datetime) -> NewKey:
    """Make a key that acts as `actor` at the desk. They get a letter, so that nobody does it unseen.

    Raises KeyRefusedError: not_allowed, name_missing, name_taken, no_scope, days, too_many.
    """
    label, wanted = " ".join(name.split())[:100], known_scopes(scopes)
    person = people.person(actor.person)
    if person is None or not may_manage(actor, desk.pk):
        raise KeyRefusedError("not_allowed")
    if not label:
        raise KeyRefusedError("name_missing")
    if not wanted:
        raise KeyRefusedError("no_scope")
    if not 1 <= days <= LONGEST_DAYS:
        raise KeyRefusedError("days")
    Desk.objects.select_for_update().get(pk=desk.pk)
    alive = ApiKey.objects.filter(desk=desk, revoked_at=None, expires__gt=at)
    if alive.filter(name__iexact=label).exists():
        raise KeyRefusedError("name_taken")
    if alive.count() >= KEYS_A_DESK:
        raise KeyRefusedError("too_many")
    prefix = "".join(secrets.choice(_SIGNS) for _ in range(10))
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    row = ApiKey.objects.create(
        desk=desk,
        person=person,
        name=label,
        prefix=prefix,
        digest=_digest(secret),
        scopes=[scope for scope in SCOPES if scope in wanted],
        created=at,
        expires=at + timedelta(days=days),
    )
    letter = post.letter(
        key=f"api_key_made:{row.pk}",
        kind="api_key_made",
        person=person,
        values={
            "link": {"page": "api:keys", "args": [str(desk.pk)]},
            "title": label,
            "desk": str(desk),
            "day": row.expires.date().isoformat(),
        },
        at=at,
    )
    post.put_one(letter)
    return NewKey(row, secret)


def revoke(desk_id: UUID, key_id: UUID, actor: Actor, *, at: datetime) -> ApiKey:
    """End a key at once, with the tokens made from it. Raises KeyRefusedError: not_allowed, gone."""
    if not may_manage(actor, desk_id):
        raise KeyRefusedError("not_allowed")
    row = ApiKey.objects.filter(pk=key_id, desk_id=desk_id).first()
    if row is None:
        raise KeyRefusedError("gone")
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by_id = at, UUID(actor.person)
        row.save(update_fields=["revoked_at", "revoked_by"])
    return row


def keys_of(desk_id: UUID | str) -> list[ApiKey]:
    """The keys of a desk with who made them, the newest first."""
    return list(ApiKey.objects.filter(desk_id=desk_id).select_related("person", "revoked_by"))


def found_by_secret(secret: str, *, at: datetime) -> ApiKey | None:
    """The key that a secret opens; None for a wrong, revoked or expired one."""
    mark, _, rest = secret.partition("_")
    prefix, _, hidden = rest.partition("_")
    if mark != MARK or not hidden:
        return None
    row = ApiKey.objects.select_related("person", "desk").filter(prefix=prefix).first()
    if row is None or not constant_time_compare(row.digest, _digest(secret)) or not row.is_alive(at):
        return None
    return row


def found_by_id(key_id: UUID, *, at: datetime) -> ApiKey | None:
    """The key behind a token, while it works."""
    row = ApiKey.objects.select_related("person", "desk").filter(pk=key_id).first()
    return row if row is not None and row.is_alive(at) else None


def note_used(row: ApiKey, *, at: datetime) -> None:
    """Keep when it was last used, to the minute: not a write for every request."""
    if row.last_used is None or at - row.last_used >= _SEEN_EVERY:
        ApiKey.objects.filter(pk=row.pk).update(last_used=at)


def remove_old_keys(at: datetime) -> int:
    """Remove keys that ended a year ago; how many."""
    ended = Q(expires__lt=at - _KEPT) | Q(revoked_at__lt=at - _KEPT)
    return ApiKey.objects.filter(ended).delete()[0]


def _digest(secret: str) -> str:
    """A plain digest will do: a secret of 256 random bits cannot be guessed from it."""
    return sha256(secret.encode()).hexdigest()
