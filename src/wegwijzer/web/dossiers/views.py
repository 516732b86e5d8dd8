"""Dossiers: the list, beginning one, the page of a whole dossier, how far the request is, and removing it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.dossier.access import Deed, Standing
from wegwijzer.readers.dossier_content import read_day
from wegwijzer.web.dossiers import actions, queries
from wegwijzer.web.dossiers.dossier_page import (
    dossier_lines,
    finding_lines,
    measure_name,
    met_count,
    overall,
    part_lines,
)
from wegwijzer.web.dossiers.help import helper
from wegwijzer.web.dossiers.prefilling import handed_over, known_of
from wegwijzer.web.dossiers.reading import measures_on, read
from wegwijzer.web.dossiers.visit import Seat, applicant, personal, seat
from wegwijzer.web.duties.queries import begun_from
from wegwijzer.web.referral.queries import actor_of
from wegwijzer.wording.language import local, say

_LONGEST_TITLE = 120
_STATE = ("submitted_on", "approved_on", "starts_on", "ends_on")


@require_safe
@personal
def dossiers(request: HttpRequest, language: str) -> HttpResponse:
    """The visitor's dossiers, those they read along with, and how to begin one."""
    return _list(request, language)


@require_POST
@personal
def begin(request: HttpRequest, language: str) -> HttpResponse:
    """Begin a dossier with what the visitor told before."""
    title = " ".join(request.POST.get("title", "").split())[:_LONGEST_TITLE]
    if not title:
        return _list(request, language, fault="dossiers.list.no_title")
    today, actor = timezone.localdate(), actor_of(request)
    measure = request.POST.get("measure", "")
    made = actions.begin(
        applicant.to_be(request),
        title,
        measure=measure if measure in {found.id for found in measures_on(today)} else "",
        language=language,
        known=known_of(request, language, on=today),
        person=actor.person or None,
        at=timezone.now(),
    )
    if made is None:
        return _list(request, language, fault="dossiers.list.too_many")
    return redirect("dossiers:dossier", language, made.pk)


@require_safe
@personal
def dossier(request: HttpRequest, language: str, dossier_id: UUID) -> HttpResponse:
    """One dossier: how each part stands, what does not fit, who helps."""
    return _dossier(request, language, seat(request, dossier_id, Deed.SEE, looks_at="dossier"))


@require_POST
@personal
def state(request: HttpRequest, language: str, dossier_id: UUID) -> HttpResponse:
    """Another title, or what became of the request."""
    at_it = seat(request, dossier_id, Deed.WRITE)
    title = " ".join(request.POST.get("title", at_it.dossier.title).split())[:_LONGEST_TITLE]
    typed = {name: request.POST.get(name, "").strip() for name in _STATE}
    days = {name: read_day(text) for name, text in typed.items()}
    wrong = [name for name in _STATE if typed[name] and days[name] is None]
    starts, ends = days["starts_on"], days["ends_on"]
    if not wrong and starts and ends and ends < starts:
        wrong = ["ends_on"]
    if wrong or not title:
        return _dossier(request, language, at_it, wrong=wrong or ["title"], typed={**typed, "title": title}, status=400)
    now = timezone.now()
    actions.rename(at_it.dossier, title, at=now)
    actions.keep_state(at_it.dossier, days, at=now)
    return redirect("dossiers:dossier", language, dossier_id)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def remove(request: HttpRequest, language: str, dossier_id: UUID) -> HttpResponse:
    """Remove a dossier with everything in it, once that is confirmed."""
    at_it = seat(request, dossier_id, Deed.REMOVE)
    if request.method != "POST":
        return render(request, "dossiers/remove.html", {"dossier": at_it.dossier})
    actions.remove(at_it.dossier)
    return redirect("dossiers:list", language)


def _list(request: HttpRequest, language: str, *, fault: str = "") -> HttpResponse:
    actor, owner, today = actor_of(request), applicant.of(request), timezone.localdate()
    project = handed_over(request)
    shown = {
        "dossiers": dossier_lines(queries.dossiers_of(actor, owner), language),
        "along": dossier_lines(queries.read_along(actor), language),
        "measures": [
            (found.id, local(found.name, language), local(found.plain_name, language)) for found in measures_on(today)
        ],
        "chosen": request.POST.get("measure", request.GET.get("maatregel", project.instrument if project else "")),
        "title": request.POST.get("title", project.title if project else ""),
        "project": str(project.id) if project else "",
        "fault": fault,
        "days": str(actions.KEPT_DAYS),
        "years": str(actions.KEPT_YEARS),
    }
    return render(request, "dossiers/list.html", shown, status=400 if fault else 200)


def _dossier(
    request: HttpRequest,
    language: str,
    at_it: Seat,
    *,
    wrong: list[str] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    today, found = timezone.localdate(), at_it.dossier
    seen = read(found, on=today)
    lines = finding_lines(seen.findings, seen, language)
    icon, key = overall(seen.findings)
    days = {name: getattr(found, name) for name in _STATE}
    state_typed = typed or {name: day.isoformat() if day else "" for name, day in days.items()}
    shown = {
        "dossier": found,
        "seat": at_it,
        "is_own": at_it.may(Deed.WRITE),
        "is_owner": Standing.OWNER in at_it.standings,
        "parts": part_lines(found, seen, language),
        "must": [line for line in lines if not line.is_advice and not line.is_in_empty_part],
        "to_write": [line for line in lines if not line.is_advice and line.is_in_empty_part],
        "advice": [line for line in lines if line.is_advice],
        "met": met_count(seen.findings),
        "verdict": key,
        "verdict_icon": icon,
        "measure": measure_name(found.measure, language),
        "has_rules": seen.rules is not None,
        "total": seen.content.cost_sum,
        "helper": helper(seen.content, seen.picture, language, on=today),
        "attachments": len(queries.attachments(found)),
        "duties": begun_from(request, found.pk) if found.approved_on is not None else None,
        "state_fields": [
            (name, say(f"dossiers.state.{name}", language), state_typed.get(name, ""), name in (wrong or []))
            for name in _STATE
        ],
        "title": (typed or {}).get("title", found.title),
        "wrong": wrong or [],
        "is_signed_in": at_it.actor.is_signed_in,
        "days": str(actions.KEPT_DAYS),
    }
    return render(request, "dossiers/dossier.html", shown, status=status)
