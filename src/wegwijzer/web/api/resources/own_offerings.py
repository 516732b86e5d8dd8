"""What one's own desk offers: posting, writing anew, prolonging, hiding and removing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from wegwijzer.core.offers.draft import Draft
from wegwijzer.core.offers.lifetime import life
from wegwijzer.core.offers.merging import Shown
from wegwijzer.core.offers.offering import Side
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.readers.offerings import LISTS, Cells, read_offering
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.conditions import asked_version, put_version
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import IF_MATCH, ONCE
from wegwijzer.web.api.once import do_once
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.running import offering_told
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas import own_offerings as forms
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.offers.for_programs import actions, models, rows, words
from wegwijzer.web.offers.queries import owned_by, owners_of

router = Router(tags=["offering"], auth=Bearer(Scope.OFFERS_WRITE))

_TEXTS = ("title", "text", "page", "price_per", "operator", "level", "field", "theme", "sessions")
_DAYS = ("valid_from", "valid_until", "term_from", "term_until")


@router.get("/own-offerings", response=Page[forms.OwnOffering])
def list_own_offerings(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List what your desk offers, hidden and expired offers included, the latest last day first."""
    found = owned_by([_owner(request)]).select_related("desk").order_by("-last", "title", "pk")
    return paged(request, response, asked, list(found), _told)


@router.get("/own-offerings/{offering_id}", response=forms.OwnOffering)
def get_own_offering(request: HttpRequest, response: HttpResponse, offering_id: Id) -> Any:
    """Show one offer of your desk."""
    return _shown(response, _own(request, offering_id))


@router.post("/own-offerings", response={201: forms.OwnOffering})
def post_offering(
    request: HttpRequest, response: HttpResponse, given: forms.OfferingGiven, idempotency_key: str | None = ONCE
) -> Any:
    """Post an offer of your desk; it is there for everybody from its first day on."""
    caller, owner, now = caller_of(request), _owner(request), timezone.now()
    draft = _draft(request, given, given.kind, on=timezone.localdate(now))

    def act() -> object:
        return actions.post(caller.actor, owner, [draft], language=language(request), at=now)

    do_once(request, response, caller, act, at=now)
    same = owned_by([owner]).filter(kind=draft.kind.value, title=draft.title, text=draft.text)
    row = same.select_related("desk").order_by("-created").first()
    if row is None:  # made by the first request of this key, and removed since
        raise Http404
    return Status(201, _shown(response, row))


@router.post("/own-offerings/{offering_id}", response=forms.OwnOffering)
def change_own_offering(
    request: HttpRequest,
    response: HttpResponse,
    offering_id: Id,
    given: forms.OfferingWritten,
    if_match: str | None = IF_MATCH,
) -> Any:
    """Write an offer anew: send the whole of it. Its kind stays what it is."""
    actor, row, now = caller_of(request).actor, _own(request, offering_id), timezone.now()
    version = asked_version(request, now=row.version)
    draft = _draft(request, given, row.kind, on=timezone.localdate(now), kept_last=row.last)
    actions.change(actor, row, draft, version=version, language=row.language, at=now)
    return _shown(response, row)


@router.post("/own-offerings/{offering_id}/prolong", response=forms.OwnOffering)
def prolong_own_offering(
    request: HttpRequest, response: HttpResponse, offering_id: Id, given: forms.ProlongGiven
) -> Any:
    """Let an offer run on until a day; one that was hidden is shown again."""
    row, now = _own(request, offering_id), timezone.now()
    actions.prolong(caller_of(request).actor, row, given.last, at=now, on=timezone.localdate(now))
    return _shown(response, row)


@router.post("/own-offerings/{offering_id}/hide", response=forms.OwnOffering)
def hide_own_offering(request: HttpRequest, response: HttpResponse, offering_id: Id) -> Any:
    """Hide an offer from today on; requests about it that are open end."""
    row = _own(request, offering_id)
    actions.withdraw(caller_of(request).actor, row, at=timezone.now())
    row.refresh_from_db()
    return _shown(response, row)


@router.delete("/own-offerings/{offering_id}", response={204: None})
def remove_own_offering(request: HttpRequest, offering_id: Id) -> Any:
    """Remove an offer for good, with the requests about it."""
    actions.remove(caller_of(request).actor, _own(request, offering_id))
    return Status(204, None)


def _owner(request: HttpRequest) -> Owner:
    """The desk of the key, as what owns offers. Http404 for who posts none by their role, as on the pages."""
    desks = [one for one in owners_of(caller_of(request).actor) if one.side is Side.STRUCTURE]
    if not desks:
        raise Http404
    return desks[0]


def _own(request: HttpRequest, offering_id: Id) -> models.OfferingRow:
    found = owned_by([_owner(request)]).select_related("desk").filter(pk=offering_id).first()
    if found is None:
        raise Http404
    return found


def _draft(
    request: HttpRequest, given: forms.OfferingWritten, kind: str, *, on: date, kept_last: date | None = None
) -> Draft:
    """The offer, read as the page's form is. Raises InvalidError with everything that is wrong."""
    cells: dict[str, list[str]] = {"kind": [kind], "registered": ["yes" if given.registered else ""]}
    cells |= {name: list(getattr(given, name)) for name in LISTS}
    cells |= {name: [getattr(given, name)] for name in _TEXTS}
    cells |= {name: [day.isoformat() if (day := getattr(given, name)) else ""] for name in _DAYS}
    cells |= {"price_eur": [f"{given.price_eur:.2f}" if given.price_eur is not None else ""]}
    typed: Cells = cells
    draft, faults = read_offering(typed, side=Side.STRUCTURE, on=on, kept_last=kept_last)
    if draft is None or faults:
        spoken = language(request)
        raise InvalidError(*(FaultText(f"body.{fault.name}", words.fault_text(fault, spoken)) for fault in faults))
    return draft


def _shown(response: HttpResponse, row: models.OfferingRow) -> dict[str, Any]:
    told = _told(row)
    put_version(response, row.version, json.dumps(told, sort_keys=True))
    return told


def _told(row: models.OfferingRow) -> dict[str, Any]:
    offering = rows.offering_of(row)
    stands = life(row.first, row.last, is_withdrawn=row.withdrawn is not None, on=timezone.localdate())
    return {**offering_told(Shown(offering)), "version": row.version, "life": stands.value}
