"""A need that comes into a case, and is offered at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.referral import letters
from wegwijzer.web.referral.givens import NeedGiven
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Need
from wegwijzer.web.referral.offering import offer_need
from wegwijzer.web.referral.recording import record, refresh


def add_need_to(
    case: Case,
    given: NeedGiven,
    desks: tuple[str, ...],
    *,
    actor: Actor,
    side: CaseSide,
    desk: UUID | str | None,
    at: datetime,
    how: str,
) -> Need:
    """A need of a locked case, offered at once."""
    need = Need.objects.create(
        case=case,
        subject=given.subject,
        expertise=list(given.expertise),
        words=given.words.strip(),
        about=given.about,
        refers_to=list(given.refers_to),
        created=at,
        created_by_id=actor.person or None,
    )
    record(case, Happening.NEED_ADDED, actor=actor, side=side, desk=desk, at=at, need=need)
    offers = offer_need(need, desks, actor=actor, side=side, desk=desk, at=at, how=how)
    refresh(case, actor=actor, at=at)
    letters.offered(offers, at=at)
    need.refresh_from_db()
    return need
