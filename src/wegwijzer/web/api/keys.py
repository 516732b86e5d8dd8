"""Making, finding and revoking keys. A key is shown once, when it is made; only its digest is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare

from wegwijzer.core.referral.permissions import Action, Actor, Tied, may
from wegwijzer.web.api.capacities import narrowed, standing_of
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.scopes import known_scopes, scopes_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral.models import Firm
from wegwijzer.wording.language import say

MARK = "wgw"
"""How every key begins, so that a scanner for secrets that leaked knows one."""
LONGEST_DAYS = 366
KEYS_A_DESK = 20
"""Keys of one desk that work at once."""
KEYS_OF_ONE = 5
"""Keys that work at once of somebody who does not manage the desk, of who speaks for a firm, or of an editor."""
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


def may_manage(actor: Actor, desk_id: UUID | str | None) -> bool:
    """Whether somebody sees and revokes every key of a desk: its managers alone."""
    return desk_id is not None and may(actor, Action.MANAGE_KEYS, Tied(desk=str(desk_id)))


def scopes_to_give(actor: Actor, desk_id: UUID | str | None, firm_id: UUID | str | None = None) -> tuple[str, ...]:
    """What somebody may make a key for, at a desk, for a firm or (neither) as an editor: what is for them there, else
    nothing."""
    found = narrowed(actor, desk_id, firm_id)
    own = Tied(firm=str(firm_id or ""))
    if found is None or not (may_manage(found, desk_id) or may(found, Action.MAKE_OWN_KEYS, own)):
        return ()
    return scopes_of(standing_of(found))


@transaction.atomic
def make_key(
    desk: Desk | None,
    actor: Actor,
    *,
    name: str,
    scopes: Iterable[str],
    days: int,
    at: datetime,
    firm: Firm | None = None,
) -> NewKey:
    """Make a key that acts as `actor` at the desk, for the firm, or as an editor.

    They get a letter, so that nobody does it unseen.

    Raises KeyRefusedError: not_allowed, name_missing, name_taken, no_scope, other_scope, days, too_many, too_many_own.
    """
    label, wanted = " ".join(name.split())[:100], known_scopes(scopes)
    person, desk_id = people.person(actor.person), desk.pk if desk is not None else None
    firm_id = firm.pk if firm is not None else None
    given = scopes_to_give(actor, desk_id, firm_id)
    if person is None or not given:
        raise KeyRefusedError("not_allowed")
    if not label:
        raise KeyRefusedError("name_missing")
    if not wanted:
        raise KeyRefusedError("no_scope")
    if not wanted <= set(given):
        raise KeyRefusedError("other_scope")
    if not 1 <= days <= LONGEST_DAYS:
        raise KeyRefusedError("days")
    _hold(desk, person)
    alive = _seen_by(actor, desk_id, firm_id).filter(revoked_at=None, expires__gt=at)
    if alive.filter(name__iexact=label).exists():
        raise KeyRefusedError("name_taken")
    if may_manage(actor, desk_id):
        if alive.count() >= KEYS_A_DESK:
            raise KeyRefusedError("too_many")
    elif alive.count() >= KEYS_OF_ONE:
        raise KeyRefusedError("too_many_own")
    prefix = "".join(secrets.choice(_SIGNS) for _ in range(10))
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    row = ApiKey.objects.create(
        desk=desk,
        firm=firm,
        person=person,
        name=label,
        prefix=prefix,
        digest=_digest(secret),
        scopes=[scope for scope in given if scope in wanted],
        created=at,
        expires=at + timedelta(days=days),
    )
    letter = post.letter(
        key=f"api_key_made:{row.pk}",
        kind="api_key_made",
        person=person,
        values={
            "link": _page(desk, firm),
            "title": label,
            "desk": _whose(desk, firm, person.language),
            "day": row.expires.date().isoformat(),
        },
        at=at,
    )
    post.put_one(letter)
    return NewKey(row, secret)


def revoke(desk_id: UUID | None, key_id: UUID, actor: Actor, *, at: datetime, firm_id: UUID | None = None) -> ApiKey:
    """End a key at once, with the tokens made from it. Raises KeyRefusedError: not_allowed, gone."""
    if not scopes_to_give(actor, desk_id, firm_id):
        raise KeyRefusedError("not_allowed")
    row = _seen_by(actor, desk_id, firm_id).filter(pk=key_id).first()
    if row is None:
        raise KeyRefusedError("gone")
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by_id = at, UUID(actor.person)
        row.save(update_fields=["revoked_at", "revoked_by"])
    return row


def keys_of(desk_id: UUID | str | None, actor: Actor, firm_id: UUID | str | None = None) -> list[ApiKey]:
    """The keys of a desk with who made them, the newest first; for who does not manage it their own alone."""
    return list(_seen_by(actor, desk_id, firm_id).select_related("person", "revoked_by"))


def _page(desk: Desk | None, firm: Firm | None) -> dict[str, object]:
    """Where its maker finds the key."""
    if firm is not None:
        return {"page": "api:firm_keys", "args": [str(firm.pk)]}
    return {"page": "api:keys", "args": [str(desk.pk)]} if desk is not None else {"page": "api:own_keys"}


def _whose(desk: Desk | None, firm: Firm | None, language: str) -> str:
    """For whom a key works, in words."""
    if firm is not None:
        return firm.name or say("api.keys.a_firm", language)
    return str(desk) if desk is not None else say("api.keys.as_editor", language)


def _seen_by(actor: Actor, desk_id: UUID | str | None, firm_id: UUID | str | None = None) -> QuerySet[ApiKey]:
    found = ApiKey.objects.filter(desk_id=desk_id) if desk_id is not None else ApiKey.objects.filter(desk=None)
    found = found.filter(firm_id=firm_id) if firm_id is not None else found.filter(firm=None)
    return found if may_manage(actor, desk_id) else found.filter(person_id=UUID(actor.person))


def _hold(desk: Desk | None, person: Person) -> None:
    """Take whose keys are counted until the end of the transaction."""
    if desk is not None:
        Desk.objects.select_for_update().get(pk=desk.pk)
    else:
        Person.objects.select_for_update().get(pk=person.pk)


def found_by_secret(secret: str, *, at: datetime) -> ApiKey | None:
    """The key that a secret opens; None for a wrong, revoked or expired one."""
    mark, _, rest = secret.partition("_")
    prefix, _, hidden = rest.partition("_")
    if mark != MARK or not hidden:
        return None
    row = ApiKey.objects.select_related("person", "desk", "firm").filter(prefix=prefix).first()
    if row is None or not constant_time_compare(row.digest, _digest(secret)) or not row.is_alive(at):
        return None
    return row


def found_by_id(key_id: UUID, *, at: datetime) -> ApiKey | None:
    """The key behind a token, while it works."""
    row = ApiKey.objects.select_related("person", "desk", "firm").filter(pk=key_id).first()
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
