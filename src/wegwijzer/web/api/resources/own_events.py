"""Events of one's own desk: announcing, changing, calling off, lists that are read, and what looks like another's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from wegwijzer.core.agenda.event import AUDIENCES, Event
from wegwijzer.core.agenda.findings import Finding
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.agenda.for_programs import access, clashing, editing, event_form, feeds, importing, organiser_view
from wegwijzer.web.agenda.for_programs import models as agenda
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.conditions import asked_version, put_version
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import IF_MATCH, ONCE
from wegwijzer.web.api.once import do_once, request_id
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.running import event_told
from wegwijzer.web.api.resources.speaking import language, one_of
from wegwijzer.web.api.schemas import own_events as forms
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk

router = Router(tags=["announcing"], auth=Bearer(Scope.AGENDA_WRITE))

_OURS = {"price": "price_eur"}
"""Fields of the page's form that are called otherwise here."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A body as the form of the page would send it."""

    texts: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]

    def get(self, key: str, default: str) -> str:
        """One field."""
        return self.texts.get(key, default)

    def getlist(self, key: str) -> list[str]:
        """All values of one field."""
        return list(self.lists.get(key, ()))


@router.get("/own-events", response=Page[forms.OwnEvent])
def list_own_events(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the events of your desk that are not over, in whatever state, the soonest first."""
    rows = agenda.Listing.objects.filter(desk=_desk(request), last_day__gte=timezone.localdate())
    found = rows.exclude(state=agenda.Listing.State.GONE).select_related("desk")
    return paged(request, response, asked, list(found), _told)


@router.get("/own-events/{event_id}", response=forms.OwnEvent)
def get_own_event(request: HttpRequest, response: HttpResponse, event_id: Id) -> Any:
    """Show one event of your desk."""
    return _shown(response, _own(request, event_id))


@router.post("/own-events", response={201: forms.OwnEvent})
def announce_event(
    request: HttpRequest, response: HttpResponse, given: forms.EventGiven, idempotency_key: str | None = ONCE
) -> Any:
    """Announce an event of your desk.

    It is public at once, unless it looks like one of another organiser: then it waits (`state`) for a decision, as on
    the page.
    """
    caller, desk, now = caller_of(request), _desk(request), timezone.now()
    uid = str(request_id(request, caller))
    event = _event(request, given, on=timezone.localdate(now), uid=uid)
    do_once(
        request, response, caller, lambda: editing.announce(desk, event, at=now, on=timezone.localdate(now)), at=now
    )
    return Status(
        201, _told(agenda.Listing.objects.select_related("desk").get(desk=desk, source=importing.FORM, uid=uid))
    )


@router.post("/own-events/{event_id}", response=forms.OwnEvent)
def change_own_event(
    request: HttpRequest,
    response: HttpResponse,
    event_id: Id,
    given: forms.EventGiven,
    if_match: str | None = IF_MATCH,
) -> Any:
    """Change an event that was typed in: send the whole of it. What comes from a list is changed there.

    An event that was called off is announced again by this.
    """
    row, now = _typed_in(request, event_id), timezone.now()
    today, version = timezone.localdate(now), asked_version(request, now=row.version)
    event = _event(request, given, on=min(today, row.first_day), uid=row.uid)
    return _shown(response, editing.announce(row.desk, event, at=now, on=today, version=version))


@router.post("/own-events/{event_id}/cancel", response={200: forms.OwnEvent, 204: None})
def cancel_own_event(
    request: HttpRequest, response: HttpResponse, event_id: Id, if_match: str | None = IF_MATCH
) -> Any:
    """Call an event off: its page stays, and says so. One that was never public goes away (204)."""
    row = _typed_in(request, event_id)
    editing.cancel(row, at=timezone.now(), version=asked_version(request, now=row.version))
    return _shown(response, row) if row.pk is not None else Status(204, None)


@router.get("/event-clashes", response=Page[forms.Clashing])
def list_event_clashes(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the events of others that look like yours, about which you still have to decide."""
    desk = _desk(request)
    return paged(request, response, asked, list(clashing.open_clashes([desk.pk])), lambda one: _clash(one, desk))


@router.post("/event-clashes/{clash_id}", response=forms.Clashing)
def decide_event_clash(request: HttpRequest, clash_id: Id, given: forms.ClashGiven) -> Any:
    """Decide about two events, yours and one of another organiser, who is told. The last word of the two counts."""
    desk = _desk(request)
    mine = Q(new__desk=desk) | Q(old__desk=desk)
    found = agenda.Clash.objects.select_related("new__desk", "old__desk").filter(mine, pk=clash_id).first()
    if found is None:
        raise Http404
    editing.decide_and_tell(found, given.decision, desk=desk, at=timezone.now(), whole_series=given.whole_series)
    found = agenda.Clash.objects.select_related("new__desk", "old__desk").get(pk=clash_id)
    return _clash(found, desk)


@router.get("/event-lists", response=forms.EventLists)
def list_event_lists(request: HttpRequest) -> Any:
    """List the addresses whose events are read for your desk, and how that goes."""
    rows = agenda.Feed.objects.filter(desk=_desk(request)).order_by("created", "pk")
    return {"items": [_list(row, language(request)) for row in rows]}


@router.post("/event-lists", response={201: forms.EventList})
def follow_event_list(request: HttpRequest, given: forms.ListGiven) -> Any:
    """Have the events at an address read, within minutes and then a few times a day. An address is followed once."""
    actor, spoken = caller_of(request).actor, language(request)
    try:
        feed = feeds.add_feed(_desk(request), given.address, person_id=actor.person, at=timezone.now())
    except feeds.FeedRefusedError as error:
        raise InvalidError(
            FaultText("body.address", organiser_view.fault_text(error.code, error.value, spoken))
        ) from None
    return Status(201, _list(feed, spoken))


@router.post("/event-lists/{list_id}/read", response=forms.EventList)
def read_event_list(request: HttpRequest, list_id: Id) -> Any:
    """Ask to have a list read soon. Where that was done a moment ago it is left at that."""
    feed = _feed(request, list_id)
    feeds.ask_now(feed, at=timezone.now())
    feed.refresh_from_db()
    return _list(feed, language(request))


@router.delete("/event-lists/{list_id}", response={204: None})
def leave_event_list(request: HttpRequest, list_id: Id) -> Any:
    """Follow a list no longer: its events that are still to come go off the agenda."""
    feeds.remove_feed(_feed(request, list_id), at=timezone.now())
    return Status(204, None)


def _desk(request: HttpRequest) -> Desk:
    """The desk of the key. Http404 for who announces no events by their role, as on the pages."""
    ids = access.organiser_desks(caller_of(request).actor)
    found = people.desk(ids[0]) if ids else None
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, event_id: Id) -> agenda.Listing:
    found = agenda.Listing.objects.select_related("desk").filter(pk=event_id, desk=_desk(request)).first()
    if found is None:
        raise Http404
    return found


def _typed_in(request: HttpRequest, event_id: Id) -> agenda.Listing:
    row = _own(request, event_id)
    if row.source != importing.FORM:
        raise Http404
    return row


def _feed(request: HttpRequest, list_id: Id) -> agenda.Feed:
    found = agenda.Feed.objects.filter(pk=list_id, desk=_desk(request)).first()
    if found is None:
        raise Http404
    return found


def _event(request: HttpRequest, given: forms.EventGiven, *, on: date, uid: str) -> Event:
    """The event, read as the page's form is. Raises InvalidError with everything that is wrong."""
    lists = {"themes": given.themes, "audiences": given.audiences}
    known: dict[str, list[str]] = {"themes": list(shipped_catalogue().business_domains), "audiences": list(AUDIENCES)}
    wrong = [
        one_of(request, f"body.{name}.{place}", known[name])
        for name, values in lists.items()
        for place, value in enumerate(values)
        if value not in known[name]
    ]
    texts = {
        name: getattr(given, name) for name in ("title", "begins", "ends", "place", "postal_code", "summary", "address")
    }
    texts |= {"day": given.day.isoformat(), "last_day": given.last_day.isoformat() if given.last_day else ""}
    texts |= {"price": "" if given.price_eur is None else f"{given.price_eur:.2f}".replace(".", ",")}
    texts |= {"is_online": "1" if given.is_online else ""}
    form = event_form.read_form(
        _Typed({key: text or "" for key, text in texts.items()}, lists), on=on, language=language(request), uid=uid
    )
    if wrong or form.event is None:
        faults = {name: what for name, what in form.faults.items() if not (wrong and name in lists)}
        told = [FaultText(f"body.{_OURS.get(name, name)}", what) for name, what in faults.items()]
        raise InvalidError(*wrong, *told)
    return form.event


def _shown(response: HttpResponse, row: agenda.Listing) -> dict[str, Any]:
    told = _told(row)
    put_version(response, row.version, json.dumps(told, sort_keys=True))
    return told


def _told(row: agenda.Listing) -> dict[str, Any]:
    return {
        **event_told(row, (str(row.desk),)),
        "state": row.state,
        "source": row.source if row.source == importing.FORM else "feed" if row.feed_id else "file",
        "decide_by": row.decide_by.isoformat() if row.decide_by is not None else None,
        "version": row.version,
    }


def _clash(found: agenda.Clash, desk: Desk) -> dict[str, Any]:
    ours, theirs = (found.new, found.old) if found.new.desk_id == desk.pk else (found.old, found.new)
    return {
        "id": str(found.pk),
        "kind": found.kind,
        "ours": _told(ours),
        "theirs": event_told(theirs, (str(theirs.desk),)),
        "decision": found.decision,
    }


def _list(row: agenda.Feed, spoken: str) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "address": row.address,
        "read": row.read_at.isoformat() if row.read_at is not None else None,
        "next": row.next_at.isoformat(),
        "told": row.told,
        "fault": organiser_view.fault_text(row.fault, row.fault_value, spoken) if row.fault else "",
        "findings": [organiser_view.finding_text(Finding(*found), spoken) for found in row.findings],
    }
