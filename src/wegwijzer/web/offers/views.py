"""The public pages: everything that is on offer, and one offering."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegwijzer.core.offers.merging import Shown
from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.offers.permissions import OfferAction, may
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.catalogue.queries import typed_text
from wegwijzer.web.offers import queries
from wegwijzer.web.offers.list_view import offer_list
from wegwijzer.web.offers.page_view import offer_view
from wegwijzer.web.offers.rows import offering_of, owner_of
from wegwijzer.web.people import queries as people

_GONE = 410


@require_safe
def offerings(request: HttpRequest, language: str) -> HttpResponse:
    """All that is on offer today, with filters and a search."""
    on = timezone.localdate()
    text = typed_text(request.GET, language=language)
    shown = queries.shown_on(on)
    found = offer_list(shown, request.GET, text, on=on, language=language)
    context = {
        "section": "offers",
        "text": text,
        "list": found,
        "found": found.found,
        "total": len(shown),
        "is_narrowed": bool(found.found.undo or text.is_searched),
    }
    return render(request, "offers/list.html", context, status=400 if text.error else 200)


@require_safe
def offering(request: HttpRequest, language: str, offering_id: UUID) -> HttpResponse:
    """One offering. One that is hidden is shown to its owner alone; others read that it is over."""
    on = timezone.localdate()
    row = queries.row(offering_id)
    if row is None:
        raise Http404
    actor = people.actor_of(request)
    mine = may(actor, OfferAction.CHANGE, owner_of(row))
    shown = next((one for one in queries.shown_on(on) if any(part.id == str(row.pk) for part in one.all)), None)
    if shown is None and not mine:
        return render(request, "offers/over.html", {"section": "offers"}, status=_GONE)
    if shown is None:
        shown = Shown(offering_of(row))
    elif shown.head.id != str(row.pk):
        row = queries.row(UUID(shown.head.id)) or row
    desks = {owner: desk for owner in (one.owner for one in shown.all) if (desk := people.desk(owner)) is not None}
    view = offer_view(shown, row, desks, on=on, language=language)
    context = {
        "section": "offers",
        "offer": view,
        "row": row,
        "mine": mine,
        "may_ask": view.is_topic and view.is_open and not mine and _can_ask(actor, row.side),
        "sees_fits": mine and row.kind == Kind.TOPIC.value,
        "is_firm_side": row.side == Side.FIRM.value,
    }
    response = render(request, "offers/offering.html", context)
    if mine:
        response.setdefault("Cache-Control", "private, no-store")
    return response


def _can_ask(actor: Actor, side: str) -> bool:
    """Whether somebody is on the other side of a topic; a visitor may be, and finds out after signing in."""
    if not actor.is_signed_in:
        return True
    return side == Side.STRUCTURE.value or bool(queries.helper_desks(actor))
