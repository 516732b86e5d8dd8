"""Posting an offering, and changing one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.core.offers.draft import FieldFault
from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.offerings import Cells, read_offering
from wegwijzer.web.offers import actions, queries
from wegwijzer.web.offers.access import own_row, owner_asked, people_only
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.form_view import (
    cells_of_post,
    cells_of_row,
    firm_faults,
    firm_name_of,
    form_fields,
    owner_key,
)
from wegwijzer.web.offers.models import OfferingRow
from wegwijzer.web.offers.rows import owner_of
from wegwijzer.web.offers.words import fault_text, label
from wegwijzer.web.people import queries as people
from wegwijzer.wording.language import say

_NUMBER = 6


@require_safe
@people_only
def choose(request: HttpRequest, language: str, *, actor: Actor) -> HttpResponse:
    """What do you want to offer, and for whom?"""
    desks = queries.helper_desks(actor)
    return render(
        request,
        "offers/choose.html",
        {
            "section": "offers",
            "desks": [(str(desk.pk), str(desk)) for desk in desks],
            "kinds": [(kind.value, label("kind", kind.value, language)) for kind in Kind],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@people_only
def write(request: HttpRequest, language: str, kind: str, *, actor: Actor) -> HttpResponse:
    """Post an offering of a kind, for a desk or for one's own firm (`?voor=`)."""
    wanted = _kind(kind)
    owner = owner_asked(actor, request.GET.get("voor", "")) or _only_owner(actor)
    if owner is None or (owner.side is Side.FIRM and wanted is not Kind.TOPIC):
        return redirect("offers:choose", language)
    cells: Cells = {"languages": [language], "valid_from": [""]}
    if request.method != "POST":
        return _page(request, language, wanted, owner, cells)
    cells = cells_of_post(request.POST, wanted)
    draft, faults = read_offering(cells, side=owner.side, on=timezone.localdate())
    if owner.side is Side.FIRM:
        faults = (*firm_faults(cells), *faults)
    if draft is None or faults:
        return _page(request, language, wanted, owner, cells, faults)
    try:
        made = actions.post(actor, owner, [draft], language=language, at=timezone.now(), firm_name=firm_name_of(cells))
    except OfferRefusedError as error:
        if error.code == "not_allowed":
            raise
        return _page(request, language, wanted, owner, cells, refused=error.code)
    return redirect(f"{reverse('offers:mine', args=[language])}?gedaan=posted#aanbod-{made[0].pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@people_only
def change(request: HttpRequest, language: str, offering_id: UUID, *, actor: Actor) -> HttpResponse:
    """Write an offering anew."""
    row = own_row(actor, offering_id)
    kind, owner = Kind(row.kind), owner_of(row)
    if request.method != "POST":
        return _page(request, language, kind, owner, cells_of_row(row), row=row)
    cells = cells_of_post(request.POST, kind)
    draft, faults = read_offering(cells, side=owner.side, on=timezone.localdate(), kept_last=row.last)
    if owner.side is Side.FIRM:
        faults = (*firm_faults(cells), *faults)
    if draft is None or faults:
        return _page(request, language, kind, owner, cells, faults, row=row)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _NUMBER else 0
    try:
        actions.change(
            actor,
            row,
            draft,
            version=version,
            language=row.language,
            at=timezone.now(),
            firm_name=firm_name_of(cells),
        )
    except OfferRefusedError as error:
        if error.code == "not_allowed":
            raise
        return _page(request, language, kind, owner, cells, row=own_row(actor, offering_id), refused=error.code)
    return redirect(f"{reverse('offers:mine', args=[language])}?gedaan=changed#aanbod-{row.pk}")


def _page(
    request: HttpRequest,
    language: str,
    kind: Kind,
    owner: Owner,
    cells: Cells,
    faults: Sequence[FieldFault] = (),
    *,
    row: OfferingRow | None = None,
    refused: str = "",
) -> HttpResponse:
    listed: dict[str, str] = {}
    for fault in faults:
        listed.setdefault(fault.name, fault_text(fault, language))
    context: dict[str, Any] = {
        "section": "offers",
        "kind": label("kind", kind.value, language),
        "kind_id": kind.value,
        "fields": form_fields(kind, owner.side, cells, faults, language),
        "faults": listed,
        "refused": say(f"offers.refused.{refused}", language) if refused else "",
        "row": row,
        "owner": owner_key(owner),
        "is_firm": owner.side is Side.FIRM,
        "is_training": kind is Kind.TRAINING,
        "for_desk": str(row.desk) if row is not None and row.desk is not None else _desk_name(owner),
    }
    status = 409 if refused == "stale" else 422 if faults or refused else 200
    return render(request, "offers/write.html", context, status=status)


def _desk_name(owner: Owner) -> str:
    desk = people.desk(owner.id) if owner.side is Side.STRUCTURE else None
    return str(desk) if desk is not None else ""


def _only_owner(actor: Actor) -> Owner | None:
    """Whoever can act for one owner alone need not choose."""
    owners = queries.owners_of(actor)
    return owners[0] if len(owners) == 1 else None


def _kind(kind: str) -> Kind:
    slug = kind.replace("-", "_")
    found = next((one for one in Kind if one.value == slug), None)
    if found is None:
        raise Http404
    return found
