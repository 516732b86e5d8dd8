"""Editors look at the sentences that visitors let us keep, before anything is learnt from them."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.core.referral.permissions import Action, may
from wegwijzer.web.corrections import actions, queries
from wegwijzer.web.editing.correction_lines import correction_lines
from wegwijzer.web.people.access import View, signed_in_only
from wegwijzer.web.people.queries import actor_of

_A_PAGE = 20
_DECISIONS = {"accept": actions.accept, "reject": actions.reject}
personal = cache_control(private=True, no_store=True)


def editors_only(view: View) -> View:
    """For everybody else the page is not there."""

    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not may(actor_of(request), Action.EDIT_CATALOGUE):
            raise Http404
        return view(request, *args, **named)

    return signed_in_only(guarded)


@require_safe
@personal
@editors_only
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """The sentences that wait, oldest first, or with `?staat=aanvaard` those that were accepted."""
    shows_accepted = request.GET.get("staat") == "aanvaard"
    rows = queries.accepted() if shows_accepted else queries.waiting()
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("blad", "1"))
    shown = {
        "page": page,
        "lines": correction_lines(page, language),
        "shows_accepted": shows_accepted,
        "waiting": queries.waiting().count(),
        "accepted": queries.accepted().count(),
        "waiting_days": actions.WAITING_DAYS,
        "is_gone": "weg" in request.GET,
    }
    return render(request, "editing/corrections.html", shown)


@require_POST
@personal
@editors_only
def decide(request: HttpRequest, language: str, correction_id: UUID) -> HttpResponse:
    """Accept a sentence, or remove it; back to the same list."""
    decision = _DECISIONS.get(request.POST.get("decision", ""))
    if decision is None:
        raise Http404
    is_done = decision(correction_id)
    response = redirect("editing:corrections", language)
    wanted = ["staat=aanvaard"] if request.POST.get("staat") == "aanvaard" else []
    query = "&".join([*wanted, *([] if is_done else ["weg"])])
    response["Location"] += f"?{query}" if query else ""
    return response
