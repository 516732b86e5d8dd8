"""What is kept of agreements and promises: told in the export of who made them.

Drafts go when they say so. A log of promises stays: it proves to somebody else as much what was agreed
(article 17(3)(e) of the GDPR); it goes five years after its last event.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from wegwijzer.web.agreements.models import DraftOwner, Partner
from wegwijzer.web.agreements.timeline import timeline
from wegwijzer.web.kept_elsewhere import Told, plain


def tell_drafts(firm: UUID, person: str) -> Told:
    """The agreements that the person is making."""
    owner = DraftOwner.objects.filter(person_id=person).first()
    names = ("kind", "language", "created", "changed", "answers")
    return [plain(draft, *names) for draft in owner.drafts.all()] if owner is not None else []


def forget_drafts(firm: UUID, person: str, own: bool) -> None:
    """Remove them with `own`."""
    if own:
        DraftOwner.objects.filter(person_id=person).delete()


def tell_promises(firm: UUID, person: str) -> Told:
    """The logs that the person is a partner of, whole, as their own export has them."""
    joined = Partner.objects.filter(person_id=person, joined__isnull=False).select_related("cooperation")
    return [
        dict(timeline(partner.cooperation, at=timezone.now())) for partner in joined.order_by("cooperation__started")
    ]


def forget_promises(firm: UUID, person: str, own: bool) -> None:
    """Nothing: see above. The page that asks for it says so."""
