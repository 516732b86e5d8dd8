"""Letting an adviser read along: by a link or through the firm's open case; what they say, and when they looked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.dossiers.models import Comment, Dossier, Invitation, Look
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.actions import look
from wegwijzer.web.referral.models import Case, Offer

LINK_DAYS = 14
"""How long the link of an invitation can be taken up."""
LONGEST_COMMENT = 4000
MOST_COMMENTS, MOST_INVITATIONS = 300, 20
"""Comments of one dossier, and people or desks asked at once."""
_SAME_LOOK = timedelta(minutes=5)
"""Pages opened again and again within this time are one look, as in cases."""
_OPEN = (OfferState.WAITING.value, OfferState.TAKEN_UP.value)


def invite_by_link(dossier: Dossier, name: str, *, at: datetime) -> str | None:
    """Make a link that one person can take up; its token, or None when enough people were asked already."""
    if _asked(dossier) >= MOST_INVITATIONS:
        return None
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(
        dossier=dossier, name=name, digest=_digest(token), created=at, expires=at + timedelta(days=LINK_DAYS)
    )
    return token


def invitation_behind(token: str, *, at: datetime) -> Invitation | None:
    """The invitation of a link that can still be taken up."""
    rows = Invitation.objects.filter(digest=_digest(token), accepted_at__isnull=True, withdrawn_at__isnull=True)
    return rows.filter(expires__gt=at).select_related("dossier").first()


@transaction.atomic
def take_up(token: str, actor: Actor, *, at: datetime) -> Dossier | None:
    """Let a person who signed in read along; None when the link is used up or too old."""
    found = invitation_behind(token, at=at)
    if found is None or not actor.is_signed_in:
        return None
    taken = Invitation.objects.filter(pk=found.pk, accepted_at__isnull=True).update(
        accepted_at=at, person_id=actor.person
    )
    return found.dossier if taken else None


def desks_of_case(case: Case | None) -> list[Desk]:
    """The desks that the firm's open question lies with."""
    if case is None:
        return []
    rows = Offer.objects.filter(need__case=case, state__in=_OPEN).select_related("desk")
    return list({row.desk_id: row.desk for row in rows}.values())


def invite_desk(dossier: Dossier, case: Case | None, desk_id: str, *, at: datetime) -> bool:
    """Let the desk that has the firm's question read along; False for a desk that has not."""
    desk = next((one for one in desks_of_case(case) if str(one.pk) == desk_id), None)
    if desk is None or _asked(dossier) >= MOST_INVITATIONS:
        return False
    if not Invitation.objects.filter(dossier=dossier, desk=desk, case=case, withdrawn_at__isnull=True).exists():
        Invitation.objects.create(dossier=dossier, name=str(desk)[:120], desk=desk, case=case, created=at)
    return True


def withdraw(dossier: Dossier, invitation_id: UUID, *, at: datetime) -> None:
    """Let somebody read along no more."""
    Invitation.objects.filter(dossier=dossier, pk=invitation_id, withdrawn_at__isnull=True).update(withdrawn_at=at)


def comment(dossier: Dossier, part: str, words: str, *, person: str | None, side: str, at: datetime) -> bool:
    """Keep what somebody says about a part; False when it is nothing, or there are as many as there may be."""
    said = words.strip()[:LONGEST_COMMENT]
    if not said or Comment.objects.filter(dossier=dossier).count() >= MOST_COMMENTS:
        return False
    Comment.objects.create(dossier=dossier, part=part, at=at, person_id=person, side=side, words=said)
    return True


def resolve(dossier: Dossier, comment_id: UUID, *, is_open: bool, at: datetime) -> None:
    """A comment is dealt with, or open after all."""
    Comment.objects.filter(dossier=dossier, pk=comment_id).update(resolved_at=None if is_open else at)


def note_look(dossier: Dossier, actor: Actor, *, what: str, at: datetime) -> None:
    """Keep that an adviser looked: with the dossier, and among the looks of the firm's open case."""
    recent = Look.objects.filter(dossier=dossier, person_id=actor.person, what=what, at__gt=at - _SAME_LOOK)
    if not recent.exists():
        Look.objects.create(dossier=dossier, person_id=actor.person, what=what, at=at)
    case = None
    if dossier.firm_id is not None:
        case = Case.objects.filter(firm_id=dossier.firm_id, closed_at__isnull=True, anonymous_at__isnull=True).first()
    if case is not None:
        look(actor=actor, case=case, what="dossier", at=at)


def _asked(dossier: Dossier) -> int:
    return Invitation.objects.filter(dossier=dossier, withdrawn_at__isnull=True).count()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
