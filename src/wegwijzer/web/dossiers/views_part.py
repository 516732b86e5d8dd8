"""One part of a dossier: its page, what the page keeps by itself, and choosing between two texts."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.dossier.access import Deed
from wegwijzer.core.dossier.content import PartId
from wegwijzer.web.dossiers import actions, queries
from wegwijzer.web.dossiers.dossier_page import finding_lines
from wegwijzer.web.dossiers.models import Dossier
from wegwijzer.web.dossiers.part_form import LONGEST_FIELD, LONGEST_TEXT, read_base, read_draft, read_part
from wegwijzer.web.dossiers.part_page import part_view, written_in_words
from wegwijzer.web.dossiers.reading import read
from wegwijzer.web.dossiers.visit import Seat, personal, seat
from wegwijzer.wording.values import euro_text


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def part(request: HttpRequest, language: str, dossier_id: UUID, part: str) -> HttpResponse:
    """The page of a part; a form keeps it."""
    chosen = _part(part)
    if request.method != "POST":
        return _page(request, language, seat(request, dossier_id, Deed.SEE, looks_at=part), chosen)
    at_it = seat(request, dossier_id, Deed.WRITE)
    kept = _keep(request, language, at_it, chosen)
    if kept.outcome == "conflict":
        at_it.dossier.refresh_from_db()
        return _page(request, language, at_it, chosen, is_conflict=True, status=409)
    if "more" in request.POST:
        return _to(language, dossier_id, part, "?meer#tabel")
    if "next" in request.POST:
        following = part_after(chosen)
        return _to(language, dossier_id, following) if following else redirect("dossiers:dossier", language, dossier_id)
    return _to(language, dossier_id, part, "?bewaard")


@require_POST
@personal
def keep(request: HttpRequest, language: str, dossier_id: UUID, part: str) -> HttpResponse:
    """Keep a part while somebody types; the answer says what became of it."""
    kept = _keep(request, language, seat(request, dossier_id, Deed.WRITE), _part(part), is_typed=True)
    return JsonResponse({"outcome": kept.outcome, "revision": kept.revision})


@require_POST
@personal
def settle(request: HttpRequest, language: str, dossier_id: UUID, part: str) -> HttpResponse:
    """Choose between what stands there and what was written at the same time."""
    at_it = seat(request, dossier_id, Deed.WRITE)
    rival, _, choice = request.POST.get("settle", "").partition(":")
    try:
        rival_id = UUID(rival)
    except ValueError:
        raise Http404 from None
    actions.settle(at_it.dossier, rival_id, choice, person=at_it.person, at=timezone.now())
    return _to(language, dossier_id, _part(part).value, "?bewaard")


def part_after(part: PartId) -> str:
    """The part that follows; "" after the last."""
    order = list(PartId)
    place = order.index(part) + 1
    return order[place].value if place < len(order) else ""


def _part(written: str) -> PartId:
    try:
        return PartId(written)
    except ValueError:
        raise Http404 from None


def _keep(request: HttpRequest, language: str, at_it: Seat, part: PartId, *, is_typed: bool = False) -> actions.Kept:
    sent = request.POST.dict()
    return actions.keep(
        at_it.dossier,
        part,
        read_part(part, sent, language),
        base=read_base(sent),
        draft=read_draft(sent),
        person=at_it.person,
        at=timezone.now(),
        is_typed=is_typed,
    )


def _to(language: str, dossier_id: UUID, part: str, rest: str = "") -> HttpResponse:
    response = redirect("dossiers:part", language, dossier_id, part)
    response["Location"] += rest
    return response


def _page(
    request: HttpRequest, language: str, at_it: Seat, part: PartId, *, is_conflict: bool = False, status: int = 200
) -> HttpResponse:
    found: Dossier = at_it.dossier
    seen = read(found, on=timezone.localdate())
    shown = {
        "dossier": found,
        "is_own": at_it.may(Deed.WRITE),
        "part": part_view(found, part, seen, language, more="meer" in request.GET),
        "findings": finding_lines(seen.findings, seen, language, only=part),
        "total_text": euro_text(seen.content.cost_sum, language),
        "read_only": written_in_words(part, found.parts.get(part.value, {}), language),
        "base": found.revisions.get(part.value, 0),
        "draft": str(uuid4()),
        "rivals": [
            (rival, written_in_words(part, rival.written, language)) for rival in queries.rivals(found, part.value)
        ],
        "comments": queries.comments(found, part.value),
        "is_signed_in": at_it.actor.is_signed_in,
        "longest": LONGEST_TEXT,
        "longest_field": LONGEST_FIELD,
        "is_kept": "bewaard" in request.GET,
        "is_conflict": is_conflict,
        "measure_id": found.measure,
    }
    return render(request, "dossiers/part.html", shown, status=status)
