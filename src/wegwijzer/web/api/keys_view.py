"""The page with keys, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.api.keys import MARK, keys_of, scopes_to_give
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.scopes import SCOPES
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.models import Firm
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

DAYS = (30, 90, 366)
"""How long a key can be made for."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was typed."""

    name: str = ""
    scopes: frozenset[str] = field(default_factory=frozenset)
    days: int = 90


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key. `mark` is the status: met (works) or no (ended)."""

    id: UUID
    name: str
    prefix: str
    may: Sequence[str]
    by: str
    used: str
    state: str
    mark: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A choice of the form."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class KeysPage:
    """What the page shows."""

    rows: Sequence[KeyRow]
    name: str
    scopes: Sequence[Tick]
    days: Sequence[Tick]


def keys_page(
    desk: Desk | None, actor: Actor, typed: Typed, *, at: datetime, language: str, firm: Firm | None = None
) -> KeysPage:
    """The keys of a desk, a firm or an editor, as somebody may see them, and the form for another one."""
    desk_id, firm_id = desk.pk if desk is not None else None, firm.pk if firm is not None else None
    given = scopes_to_give(actor, desk_id, firm_id)
    return KeysPage(
        rows=[_row(row, at, language) for row in keys_of(desk_id, actor, firm_id)],
        name=typed.name,
        scopes=[Tick(scope, say(f"api.scope.{scope}", language), scope in typed.scopes) for scope in given],
        days=[Tick(str(days), say(f"api.keys.days_{days}", language), days == typed.days) for days in DAYS],
    )


def _row(row: ApiKey, at: datetime, language: str) -> KeyRow:
    def day(moment: datetime) -> str:
        return date_text(timezone.localdate(moment), language)

    if row.revoked_at is not None:
        state, mark = say("api.keys.revoked", language, day=day(row.revoked_at)), "no"
    elif row.is_alive(at):
        state, mark = say("api.keys.until", language, day=day(row.expires)), "met"
    else:
        state, mark = say("api.keys.expired", language, day=day(row.expires)), "no"
    return KeyRow(
        id=row.pk,
        name=row.name,
        prefix=f"{MARK}_{row.prefix}_…",
        may=[say(f"api.scope.{scope}", language) for scope in row.scopes if scope in SCOPES],
        by=row.person.name or row.person.email,
        used=day(row.last_used) if row.last_used is not None else say("api.keys.never", language),
        state=state,
        mark=mark,
    )
