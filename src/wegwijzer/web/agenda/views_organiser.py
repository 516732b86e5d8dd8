"""The pages of organisers: their events and lists, a form, files, and what to do about events that look alike."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.agenda.findings import in_short
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.agenda.lists import read_list
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.web.agenda import feeds
from wegwijzer.web.agenda.access import chosen_desk, organisers_only
from wegwijzer.web.agenda.choice_form import audience_options, theme_options
from wegwijzer.web.agenda.editing import announce, cancel, decide_and_tell
from wegwijzer.web.agenda.event_form import EventForm, empty_form, form_of, read_form
from wegwijzer.web.agenda.importing import FILE, FORM, take_in
from wegwijzer.web.agenda.models import Clash, Feed, Listing
from wegwijzer.web.agenda.organiser_view import clash_row, fault_text, finding_text, organiser_page
from wegwijzer.web.people.models import Desk
from wegwijzer.wording.language import say

_DONE = frozenset(
    {"feed_added", "feed_removed", "feed_asked", "feed_wait", "announced", "waiting", "cancelled", "decided"}
)
_MOST_SHOWN = 20


@require_safe
@organisers_only
def organiser(request: HttpRequest, language: str, *, actor: Actor, desks: list[Desk]) -> HttpResponse:
    """What must be decided, the lists, the events."""
    return _page(request, language, desks, done=request.GET.get("gedaan", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@organisers_only
def new_event(request: HttpRequest, language: str, *, actor: Actor, desks: list[Desk]) -> HttpResponse:
    """Announce an event with a form."""
    if request.method != "POST":
        return _form_page(request, language, desks, empty_form())
    desk = chosen_desk(desks, request.POST.get("desk", ""))
    form = read_form(request.POST, on=timezone.localdate(), language=language)
    if desk is None:
        raise Http404
    if form.event is None:
        return _form_page(request, language, desks, form, chosen=str(desk.pk))
    row = announce(desk, form.event, at=timezone.now(), on=timezone.localdate())
    return _after(row, language)


@require_http_methods(["GET", "HEAD", "POST"])
@organisers_only
def edit_event(
    request: HttpRequest, language: str, listing_id: UUID, *, actor: Actor, desks: list[Desk]
) -> HttpResponse:
    """Change an event that was typed in; what comes from a list is changed there."""
    row = _own(listing_id, desks)
    if row.source != FORM:
        raise Http404
    if request.method != "POST":
        return _form_page(request, language, desks, form_of(row), row=row)
    form = read_form(request.POST, on=min(timezone.localdate(), row.first_day), language=language, uid=row.uid)
    if form.event is None:
        return _form_page(request, language, desks, form, row=row)
    return _after(announce(row.desk, form.event, at=timezone.now(), on=timezone.localdate()), language)


@require_POST
@organisers_only
def cancel_event(
    request: HttpRequest, language: str, listing_id: UUID, *, actor: Actor, desks: list[Desk]
) -> HttpResponse:
    """Call an event off: its page stays, and says so."""
    row = _own(listing_id, desks)
    if row.source != FORM:
        raise Http404
    cancel(row, at=timezone.now())
    return _done(language, "cancelled")


@require_POST
@organisers_only
def add_feed(request: HttpRequest, language: str, *, actor: Actor, desks: list[Desk]) -> HttpResponse:
    """Follow a list at an address."""
    desk = chosen_desk(desks, request.POST.get("desk", ""))
    if desk is None:
        raise Http404
    address = request.POST.get("address", "").strip()[:1000]
    try:
        feeds.add_feed(desk, address, person_id=actor.person, at=timezone.now())
    except feeds.FeedRefusedError as error:
        fault = fault_text(error.code, error.value, language)
        return _page(request, language, desks, fault=("address", fault), typed=address, status=422)
    return _done(language, "feed_added")


@require_POST
@organisers_only
def change_feed(request: HttpRequest, language: str, feed_id: UUID, *, actor: Actor, desks: list[Desk]) -> HttpResponse:
    """Read a list now, or follow it no more."""
    feed = Feed.objects.filter(pk=feed_id, desk__in=desks).first()
    if feed is None:
        raise Http404
    if request.POST.get("wat") == "weg":
        feeds.remove_feed(feed, at=timezone.now())
        return _done(language, "feed_removed")
    return _done(language, "feed_asked" if feeds.ask_now(feed, at=timezone.now()) else "feed_wait")


@require_POST
@organisers_only
def upload(request: HttpRequest, language: str, *, actor: Actor, desks: list[Desk]) -> HttpResponse:
    """Take in a file with events. What an earlier file told and this one does not stays."""
    desk = chosen_desk(desks, request.POST.get("desk", ""))
    file = request.FILES.get("file")
    if desk is None:
        raise Http404
    if file is None:
        fault = ("file", say("agenda.fault.no_file", language))
        return _page(request, language, desks, fault=fault, status=422)
    rules, on = shipped_agenda_rules(), timezone.localdate()
    body = file.read(rules.largest_list_bytes + 1)
    is_table = not str(file.name).lower().endswith((".ics", ".ical"))
    reading = read_list(body, rules, on=on, is_table=is_table)
    if not reading.is_taken:
        fault = ("file", finding_text(reading.findings[0], language))
        return _page(request, language, desks, fault=fault, status=422)
    taken = take_in(desk, reading.events, source=FILE, at=timezone.now(), on=on, is_whole=False)
    told = {
        "counts": taken,
        "told": reading.told,
        "past": reading.past,
        "findings": [finding_text(found, language) for found in in_short(reading.findings, _MOST_SHOWN)],
        "more": max(0, len(reading.findings) - _MOST_SHOWN),
    }
    return _page(request, language, desks, taken=told)


@require_http_methods(["GET", "HEAD", "POST"])
@organisers_only
def clash(request: HttpRequest, language: str, clash_id: UUID, *, actor: Actor, desks: list[Desk]) -> HttpResponse:
    """Two events that look alike side by side, and what to do about it."""
    found = Clash.objects.select_related("new__desk", "old__desk", "decided_by").filter(pk=clash_id).first()
    ids = [desk.pk for desk in desks]
    if found is None or not {found.new.desk_id, found.old.desk_id} & set(ids):
        raise Http404
    row = clash_row(found, ids, language)
    if request.method == "POST":
        decision = request.POST.get("keuze", "")
        if decision in (Clash.Decision.SAME, Clash.Decision.JOINT, Clash.Decision.DIFFERENT):
            series = request.POST.get("reeks") == "1"
            decide_and_tell(found, decision, desk=row.ours.desk, at=timezone.now(), whole_series=series)
            return _done(language, "decided")
    is_series = bool(found.new.occurrence and found.old.occurrence)
    shown = {
        "row": row,
        "is_series": is_series,
        "fault": say("agenda.fault.decision", language) if request.method == "POST" else "",
    }
    return render(request, "agenda/clash.html", shown, status=422 if shown["fault"] else 200)


def _page(
    request: HttpRequest,
    language: str,
    desks: list[Desk],
    *,
    done: str = "",
    fault: tuple[str, str] = ("", ""),
    typed: str = "",
    taken: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "page": organiser_page(desks, language, on=timezone.localdate()),
        "desks": desks,
        "done": f"agenda.done.{done}" if done in _DONE else "",
        "field": fault[0],
        "fault": fault[1],
        "typed": typed,
        "taken": taken,
    }
    return render(request, "agenda/organiser.html", shown, status=status)


def _form_page(
    request: HttpRequest,
    language: str,
    desks: list[Desk],
    form: EventForm,
    *,
    row: Listing | None = None,
    chosen: str = "",
) -> HttpResponse:
    shown = {
        "form": form,
        "row": row,
        "desks": desks,
        "chosen": chosen,
        "themes": theme_options(language),
        "audiences": audience_options(language),
    }
    return render(request, "agenda/form.html", shown, status=422 if form.faults else 200)


def _own(listing_id: UUID, desks: list[Desk]) -> Listing:
    row = Listing.objects.select_related("desk").filter(pk=listing_id, desk__in=desks).first()
    if row is None:
        raise Http404
    return row


def _after(row: Listing, language: str) -> HttpResponse:
    return _done(language, "waiting" if row.state == Listing.State.WAITING else "announced")


def _done(language: str, what: str) -> HttpResponse:
    return redirect(f"{reverse('agenda:organiser', args=[language])}?gedaan={what}")
