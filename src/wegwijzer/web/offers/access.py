"""Who comes in: everybody for what is on offer, who signed in for one's own. What somebody may not see is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from wegwijzer.core.offers.offering import Side
from wegwijzer.core.offers.permissions import OfferAction, Owner, may
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.offers import queries
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.models import OfferingRow
from wegwijzer.web.offers.rows import owner_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.access import signed_in_only

View = Callable[..., HttpResponse]


def people_only(view: View) -> View:
    """Let in who signed in; the view gets `actor`. What it refuses as not allowed is not there (404)."""

    @wraps(view)
    @signed_in_only
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, actor=people.actor_of(request), **named)
        except OfferRefusedError as error:
            if error.code == "not_allowed":
                raise Http404 from None
            raise

    return guarded


def own_row(actor: Actor, offering_id: UUID) -> OfferingRow:
    """An offering for its owner; for everybody else it is not there."""
    row = queries.row(offering_id)
    if row is None or not may(actor, OfferAction.CHANGE, owner_of(row)):
        raise Http404
    return row


def owner_asked(actor: Actor, key: str) -> Owner | None:
    """The owner that an address names, if somebody may act for it; None else."""
    if key == "zaak":
        return Owner(Side.FIRM, actor.person)
    return next((owner for owner in queries.owners_of(actor) if owner.side is Side.STRUCTURE and owner.id == key), None)
