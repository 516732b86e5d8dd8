"""The clients that a first-line contact brought: how it goes with them, a message, and leaving."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.inbox.access import people_only
from wegwijzer.web.inbox.brought_view import brought_case, brought_cases, numbers_of
from wegwijzer.web.inbox.forms import typed_words
from wegwijzer.web.people.models import Desk
from wegwijzer.web.portfolio.queries import client_ids
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.one_time_key import do_once

ROWS_A_PAGE = 50
_LONGEST_SEARCH = 100
DONE = frozenset({"message"})
_MORE = ("case__needs__offers__adviser", "case__needs__offers__parent__desk")
"""What a page names beside the desks."""


@require_safe
@people_only
def brought_list(request: HttpRequest, language: str, *, actor: Actor) -> HttpResponse:
    """All clients that one's office brought, the last change first."""
    if not actor.desks:
        raise Http404
    at = timezone.now()
    text = " ".join(request.GET.get("q", "").split())[:_LONGEST_SEARCH]
    pages = Paginator(queries.brought(actor, text=text).prefetch_related(*_MORE), ROWS_A_PAGE)
    page = pages.get_page(request.GET.get("blad", "1"))
    shown = list(page.object_list)
    joined = [row.case for row in shown if row.state == row.State.JOINED]
    actions.looks_at_list(actor=actor, cases=joined, at=at)
    clients = client_ids(request, numbers_of(joined))
    context = {
        "cases": brought_cases(shown, clients, on=timezone.localdate(at), language=language),
        "count": pages.count,
        "page": page,
        "q": text,
        "left": request.GET.get("gedaan") == "left",
        "offices": _offices(actor),
    }
    return render(request, "inbox/brought_list.html", context)


def _offices(actor: Actor) -> list[Desk]:
    """Where one works in the first line, and may make keys of one's own."""
    ids = [desk for desk, role in actor.desks.items() if role is Role.FIRST_LINE]
    return list(Desk.objects.filter(pk__in=ids)) if ids else []


@require_safe
@people_only
def brought(request: HttpRequest, language: str, participant_id: UUID, *, actor: Actor) -> HttpResponse:
    """One client."""
    done = request.GET.get("gedaan", "")
    return _page(request, language, participant_id, actor, done=done if done in DONE else "")


@require_POST
@people_only
def message(request: HttpRequest, language: str, participant_id: UUID, *, actor: Actor) -> HttpResponse:
    """Words to the firm and those who help it."""
    words = typed_words(request.POST)
    row, now = queries.brought_case(actor, participant_id), timezone.now()
    try:
        do_once(
            request,
            lambda: actions.write_message(actor=actor, case_id=row.case_id, words=words, at=now),
            actor=actor,
            at=now,
        )
    except RefusedError as error:
        fault = f"referral.refused.{error.code}"
        return _page(request, language, participant_id, actor, words=words, fault=fault)
    address = reverse("inbox:brought", args=[language, participant_id])
    return HttpResponseRedirect(f"{address}?gedaan=message")


@require_POST
@people_only
def leave(request: HttpRequest, language: str, participant_id: UUID, *, actor: Actor) -> HttpResponse:
    """Follow a client no longer."""
    queries.brought_case(actor, participant_id)
    try:
        actions.leave(actor=actor, participant_id=participant_id, at=timezone.now())
    except RefusedError as error:
        return _page(request, language, participant_id, actor, fault=f"referral.refused.{error.code}")
    return HttpResponseRedirect(f"{reverse('inbox:brought_list', args=[language])}?gedaan=left")


def _page(
    request: HttpRequest,
    language: str,
    participant_id: UUID,
    actor: Actor,
    *,
    words: str = "",
    fault: str = "",
    done: str = "",
) -> HttpResponse:
    at = timezone.now()
    row = queries.brought_case(actor, participant_id)
    prefetch_related_objects([row], *_MORE)
    if row.state == row.State.JOINED:
        actions.look(actor=actor, case=row.case, what="case", at=at)
    clients = client_ids(request, numbers_of([row.case]))
    context = {
        "brought": brought_case(row, clients, on=timezone.localdate(at), language=language),
        "words": words,
        "fault": fault,
        "done": done,
    }
    return render(request, "inbox/brought.html", context, status=422 if fault else 200)
