"""A log of promises: starting one, seeing it, inviting a partner, and its timeline as a file."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.web.agreements import log_actions, queries
from wegwijzer.web.agreements.log_actions import LogRefusedError
from wegwijzer.web.agreements.log_view import log_line, log_view
from wegwijzer.web.agreements.models import LONGEST_NAME, Partner
from wegwijzer.web.agreements.promise_form import one_line
from wegwijzer.web.agreements.timeline import check_file, timeline
from wegwijzer.web.agreements.timeline_paper import timeline_pdf
from wegwijzer.web.agreements.views import personal
from wegwijzer.web.languages import language_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.wording.language import say

LARGEST_FILE = 1024 * 1024
"""Bytes of an exported timeline: some thousands of events."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def logs(request: HttpRequest, language: str) -> HttpResponse:
    """What a log is for; who signed in sees theirs and starts one."""
    actor = people.actor_of(request)
    typed = {"title": "", "name": ""}
    faults: dict[str, str] = {}
    person = people.person(actor.person) if actor.is_signed_in else None
    if request.method == "POST":
        if person is None:
            return redirect(f"/{language}/aanmelden/?next={reverse('agreements:logs', args=[language])}")
        typed = {key: one_line(request.POST.get(key, "")) for key in typed}
        faults = {
            key: say(f"agreements.log_fault.{key}", language)
            for key, value in typed.items()
            if not 0 < len(value) <= LONGEST_NAME
        }
        if not faults:
            made = log_actions.start(person, title=typed["title"], name=typed["name"], at=timezone.now())
            return redirect("agreements:log", language, made.pk)
    shown = {
        "is_signed_in": person is not None,
        "logs": [log_line(partner, language) for partner in queries.logs_of(actor)],
        "typed": typed,
        "faults": faults,
    }
    return render(request, "agreements/logs.html", shown)


@require_safe
@signed_in_only
def log(request: HttpRequest, language: str, log_id: UUID) -> HttpResponse:
    """The log, for its partners alone; who is invited sees who invites them, and nothing more."""
    partner = partner_or_404(request, log_id)
    if partner.joined is None:
        return render(request, "agreements/invited.html", {"partner": partner, "log": partner.cooperation})
    return log_page(request, partner)


@require_POST
@signed_in_only
def join(request: HttpRequest, language: str, log_id: UUID) -> HttpResponse:
    """Say yes to an invitation."""
    partner = partner_or_404(request, log_id)
    log_actions.join(partner, at=timezone.now())
    return redirect("agreements:log", language, log_id)


@require_POST
@signed_in_only
def invite(request: HttpRequest, language: str, log_id: UUID) -> HttpResponse:
    """Invite a partner by e-mail."""
    partner = joined_or_404(request, log_id)
    typed = {"email": request.POST.get("email", "").strip()[:254], "partner": one_line(request.POST.get("partner", ""))}
    fault, field = "", "email"
    if not 0 < len(typed["partner"]) <= LONGEST_NAME:
        fault, field = say("agreements.log_fault.name", language), "partner"
    else:
        try:
            log_actions.invite(
                partner.cooperation, partner, email=typed["email"], name=typed["partner"], at=timezone.now()
            )
        except LogRefusedError as error:
            fault = say(f"agreements.refused.{error.code}", language)
    if fault:
        return log_page(request, partner, faults={field: fault}, typed=typed)
    return redirect("agreements:log", language, log_id)


@require_safe
@signed_in_only
def timeline_file(request: HttpRequest, language: str, log_id: UUID, form: str) -> HttpResponse:
    """The timeline as evidence: JSON to check, PDF to read."""
    partner = joined_or_404(request, log_id)
    data = timeline(partner.cooperation, at=timezone.now())
    if form == "json":
        content: bytes = json.dumps(data, ensure_ascii=False, indent=1).encode()
        content_type = "application/json"
    elif form == "pdf":
        content, content_type = timeline_pdf(data, language), "application/pdf"
    else:
        raise Http404
    response = HttpResponse(content, content_type=content_type)
    name = say("agreements.file.timeline", language)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def verify(request: HttpRequest, language: str) -> HttpResponse:
    """Check an exported timeline: whole or meddled with, and what that proves. Anybody may."""
    shown: dict[str, object] = {}
    if request.method == "POST":
        sent = request.FILES.get("bestand")
        content = sent.read(LARGEST_FILE + 1) if sent is not None else b""
        found = check_file(content) if 0 < len(content) <= LARGEST_FILE else None
        shown = {"checked": found, "fault": "" if found else say("agreements.verify.no_file", language)}
    return render(request, "agreements/verify.html", shown)


def partner_or_404(request: HttpRequest, log_id: UUID) -> Partner:
    """Who asks, as a partner of the log; for everybody else there is no such page."""
    found = queries.partner_of(people.actor_of(request), log_id)
    if found is None:
        raise Http404
    return found


def joined_or_404(request: HttpRequest, log_id: UUID) -> Partner:
    """The same, for who said yes."""
    found = partner_or_404(request, log_id)
    if found.joined is None:
        raise Http404
    return found


def log_page(
    request: HttpRequest,
    partner: Partner,
    *,
    faults: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a log, with what was just typed and is wrong."""
    shown = {
        "log": log_view(partner, language_of(request), on=timezone.localdate()),
        "faults": faults or {},
        "typed": typed or {},
        "token": (typed or {}).get("token") or str(uuid4()),
    }
    return render(request, "agreements/log.html", shown, status=status)
