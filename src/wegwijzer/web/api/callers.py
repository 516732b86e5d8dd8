"""Who calls: nobody in particular, or a key that acts as who made it: at one desk, for one firm, or as an editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.api.capacities import narrowed, standing_of
from wegwijzer.web.api.keys import MARK as KEY_MARK
from wegwijzer.web.api.keys import found_by_secret, note_used
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.scopes import scopes_of
from wegwijzer.web.api.tokens import Opened, opened_by_token
from wegwijzer.web.people import queries as people
from wegwijzer.web.referral import queries as referral

_LONGEST = 1000
_KEPT = "_wegwijzer_caller"


@dataclass(frozen=True, slots=True)
class Caller:
    """A key in use. `actor` has the person's role at the key's desk, the key's firm, or the role of editor, and nothing
    else of theirs."""

    key: ApiKey
    actor: Actor
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request shows of itself: nothing (`is_any` is False), something that opens nothing, or a caller."""

    is_any: bool = False
    caller: Caller | None = None


def shown_by(request: HttpRequest) -> Shown:
    """Who a request says it is, by its `Authorization` header alone; worked out once a request."""
    known: Shown | None = getattr(request, _KEPT, None)
    if known is None:
        known = _read(request.headers.get("Authorization", ""), timezone.now())
        setattr(request, _KEPT, known)
    return known


def caller_for(opened: Opened, *, at: datetime) -> Caller | None:
    """The caller; None where the person no longer works at the desk, speaks for the firm or edits, or is closed."""
    key = opened.key
    whole = people.actor_for(key.person) if key.firm_id is None else referral.actor_for(key.person)
    actor = narrowed(whole, key.desk_id, key.firm_id)
    if actor is None:
        return None
    note_used(key, at=at)
    return Caller(key, actor, opened.scopes & frozenset(scopes_of(standing_of(actor))))


def _read(header: str, at: datetime) -> Shown:
    scheme, _, secret = header.strip().partition(" ")
    if not header.strip():
        return Shown()
    if scheme.lower() != "bearer" or not secret.strip() or len(header) > _LONGEST:
        return Shown(is_any=scheme.lower() != "basic")
    opened = opened_by(secret.strip(), at=at)
    return Shown(True, caller_for(opened, at=at) if opened is not None else None)


def opened_by(secret: str, *, at: datetime) -> Opened | None:
    """What a key or a token opens."""
    if not secret.startswith(f"{KEY_MARK}_"):
        return opened_by_token(secret, at=at)
    row = found_by_secret(secret, at=at)
    return None if row is None else Opened(row, frozenset(row.scopes))
