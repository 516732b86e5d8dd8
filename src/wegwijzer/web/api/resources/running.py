"""What runs now: the agenda and what structures offer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from wegwijzer.core.offers.merging import Shown
from wegwijzer.readers.word_sharing import asked_in_search
from wegwijzer.web.agenda.for_programs import models
from wegwijzer.web.agenda.queries import Entry, entries, entry, read_choice
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.paging import Page, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas.running import EventLine, EventsAsked, OfferingLine, OfferingsAsked
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.offers.queries import searched, shown_on

router = Router(tags=["running"])

_OF_PAGE = {"q": "q", "theme": "thema", "province": "provincie", "audience": "doelgroep", "first": "van", "last": "tot"}
"""Our parameters and those of the page of the agenda, whose choice is the same."""


@router.get("/events", response=Page[EventLine])
def list_events(request: HttpRequest, response: HttpResponse, asked: Query[EventsAsked]) -> Any:
    """List the events of the agenda.

    What is public and not over, the soonest first; an event that several announce stands there once, with all of them.
    """
    on = timezone.localdate()
    given = {page: str(value) for name, page in _OF_PAGE.items() if (value := getattr(asked, name)) is not None}
    choice = read_choice(given, on=on, language=language(request))
    if choice.faults:
        ours = {page: name for name, page in _OF_PAGE.items()}
        raise InvalidError(*(FaultText(f"query.{ours.get(name, name)}", what) for name, what in choice.faults.items()))
    return paged(request, response, asked, entries(choice, on=on), _event)


@router.get("/events/{event_id}", response=EventLine)
def get_event(request: HttpRequest, event_id: Id) -> Any:
    """Show one event, also one that is cancelled or over."""
    found = entry(event_id)
    if found is None:
        raise Http404
    return _event(found)


@router.get("/offerings", response=Page[OfferingLine])
def list_offerings(request: HttpRequest, response: HttpResponse, asked: Query[OfferingsAsked]) -> Any:
    """List what structures offer to firms.

    Half days, expertise, equipment, trainings and topics for students that are open today, oldest first; with `q` those
    that tell most of the words first. What turned out to be one thing stands there once.
    """
    on = timezone.localdate()
    if asked.q and asked.q.strip():
        found = searched(asked_in_search(asked.q), on=on, limit=1000)
    else:
        found = shown_on(on)
    kept = [
        one
        for one in found
        if (not asked.kind or one.head.kind.value == asked.kind)
        and (not asked.domain or asked.domain in one.head.business_domains)
        and (not asked.province or not one.head.provinces or asked.province in one.head.provinces)
    ]
    return paged(request, response, asked, kept, offering_told)


@router.get("/offerings/{offering_id}", response=OfferingLine)
def get_offering(request: HttpRequest, offering_id: Id) -> Any:
    """Show one offer that is open today."""
    wanted = str(offering_id)
    for one in shown_on(timezone.localdate()):
        if any(each.id == wanted for each in one.all):
            return offering_told(one)
    raise Http404


def _event(found: Entry) -> dict[str, Any]:
    return event_told(found.row, found.organisers)


def event_told(row: models.Listing, organisers: Iterable[str]) -> dict[str, Any]:
    """An event, with who announces it."""
    return {
        "id": str(row.pk),
        "title": row.title,
        "summary": row.summary,
        "begins": row.begins.isoformat(),
        "ends": row.ends.isoformat(),
        "is_all_day": row.is_all_day,
        "place": row.place,
        "postal_code": row.postal_code,
        "province": row.province,
        "is_online": row.is_online,
        "themes": list(row.themes),
        "audiences": list(row.audiences),
        "price_eur": None if row.price_eur is None else float(row.price_eur),
        "address": row.address,
        "language": row.language,
        "organisers": list(organisers),
        "is_cancelled": row.state == row.State.CANCELLED,
    }


def offering_told(shown: Shown) -> dict[str, Any]:
    """An offer, with everybody who offers it."""
    head = shown.head
    price = None if head.price is None else {"euro": float(head.price.euro), "per": head.price.per.value}
    return {
        "id": head.id,
        "kind": head.kind.value,
        "title": head.title,
        "text": head.text,
        "structures": list(shown.structures),
        "organisations": list(dict.fromkeys(one.organisation for one in shown.all if one.organisation)),
        "business_domains": list(head.business_domains),
        "expertise": list(head.expertise),
        "sectors": list(head.sectors),
        "provinces": list(head.provinces),
        "languages": list(head.languages),
        "first": head.first.isoformat(),
        "last": head.last.isoformat(),
        "page": head.page,
        "price": price,
    }
