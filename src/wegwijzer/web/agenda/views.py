"""The public agenda: the list, one event, and both for calendars and readers of news."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegwijzer.publishing.agenda_calendar import CalendarRow, agenda_bytes
from wegwijzer.web.agenda import queries
from wegwijzer.web.agenda.access import organiser_desks
from wegwijzer.web.agenda.choice import AgendaChoice, read_choice
from wegwijzer.web.agenda.choice_form import choice_fields, undo_links
from wegwijzer.web.agenda.entry_view import calendar_row, entry_page, months_of
from wegwijzer.web.agenda.news import news_feed
from wegwijzer.web.people.queries import actor_of
from wegwijzer.wording.language import say

_PER_PAGE = 30
_MOST_IN_FEED = 500


@require_safe
def agenda(request: HttpRequest, language: str) -> HttpResponse:
    """What is coming, with filters in the address."""
    on = timezone.localdate()
    choice = read_choice(request.GET, on=on, language=language)
    found = queries.entries(choice, on=on)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("pagina"))
    shown = {
        "section": "agenda",
        "choice": choice,
        "fields": choice_fields(choice, language),
        "undo": undo_links(choice, language),
        "count": len(found),
        "page": page,
        "more": f"{choice.query}&" if choice.query else "?",
        "months": months_of(list(page.object_list), language, choice.wish, on=on),
        "is_organiser": bool(organiser_desks(actor_of(request))),
    }
    return render(request, "agenda/list.html", shown, status=400 if choice.faults else 200)


@require_safe
def event(request: HttpRequest, language: str, listing_id: UUID) -> HttpResponse:
    """One event."""
    found = _entry(listing_id)
    shown = {"section": "agenda", "page": entry_page(found, language, on=timezone.localdate())}
    return render(request, "agenda/event.html", shown)


@require_safe
def event_file(request: HttpRequest, language: str, listing_id: UUID) -> HttpResponse:
    """One event for a calendar."""
    found = _entry(listing_id)
    return _calendar([calendar_row(found, language)], language, name=found.row.title, file="activiteit.ics")


@require_safe
def calendar_feed(request: HttpRequest, language: str) -> HttpResponse:
    """What a calendar program follows: the list with the filters of the address."""
    found = _chosen(request, language)
    rows = [calendar_row(entry, language) for entry in found[:_MOST_IN_FEED]]
    return _calendar(rows, language, name=say("agenda.feed.name", language))


@require_safe
def news(request: HttpRequest, language: str, kind: str) -> HttpResponse:
    """What a reader of news follows, as RSS or Atom: the list with the filters of the address."""
    choice = read_choice(request.GET, on=timezone.localdate(), language=language)
    text, content_type = news_feed(kind, _chosen(request, language)[:_MOST_IN_FEED], choice, language)
    return HttpResponse(text, content_type=content_type)


def _chosen(request: HttpRequest, language: str) -> list[queries.Entry]:
    """The events of the address. A filter that is wrong would give more than was asked: then there is no feed."""
    on = timezone.localdate()
    choice: AgendaChoice = read_choice(request.GET, on=on, language=language)
    if choice.faults:
        raise Http404
    return queries.entries(choice, on=on)


def _entry(listing_id: UUID) -> queries.Entry:
    found = queries.entry(listing_id)
    if found is None:
        raise Http404
    return found


def _calendar(rows: Sequence[CalendarRow], language: str, *, name: str, file: str = "") -> HttpResponse:
    response = HttpResponse(agenda_bytes(rows, name=name), content_type="text/calendar; charset=utf-8")
    if file:
        response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
