"""What pages may read of agreements: of drafts their owner's own, of logs only those that somebody is a partner of."""

from __future__ import annotations

from uuid import UUID

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.agreements.models import Cooperation, Draft, DraftOwner, Partner


def drafts(owner: DraftOwner | None) -> list[Draft]:
    """The drafts of an owner, the latest first."""
    return list(owner.drafts.all()) if owner is not None else []


def draft(owner: DraftOwner | None, draft_id: UUID) -> Draft | None:
    """A draft, for its owner alone."""
    return owner.drafts.filter(pk=draft_id).first() if owner is not None else None


def partner_of(actor: Actor, log_id: UUID) -> Partner | None:
    """Who the actor is in a log; None for everybody who is no partner of it, whatever their role on the site."""
    if not actor.is_signed_in:
        return None
    found = Partner.objects.filter(cooperation_id=log_id, person_id=actor.person)
    return found.select_related("cooperation", "person").first()


def logs_of(actor: Actor) -> list[Partner]:
    """The logs that somebody is a partner of or invited to, the latest first."""
    if not actor.is_signed_in:
        return []
    found = Partner.objects.filter(person_id=actor.person).select_related("cooperation")
    return list(found.order_by("-cooperation__changed"))


def open_promises(cooperation: Cooperation) -> int:
    """How many promises bind and are not settled."""
    return cooperation.promises.filter(is_open=True).count()
