"""The talk itself: consent, the page with guide and notes, and what its script sends and fetches."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import wegwijzer.web
from wegwijzer.core.interviews.syncing import Outcome
from wegwijzer.web.interviews import actions
from wegwijzer.web.interviews.interview_page import interview_page, speaker_choices
from wegwijzer.web.interviews.models import LONGEST_NOTE, Case
from wegwijzer.web.interviews.note_actions import Taken, take_in
from wegwijzer.web.interviews.note_form import MessageError, read_form, read_message
from wegwijzer.web.interviews.settling import settle
from wegwijzer.web.interviews.visit import case_or_404, personal

_WORKER = Path(wegwijzer.web.__file__).parent / "static" / "wegwijzer" / "interviews-worker.js"


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def interview(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """The page of one talk; before it, the text to which the person agrees."""
    case = case_or_404(request, case_id)
    if case.consented is None:
        return _consent(request, language, case)
    if request.method != "POST":
        return _page(request, language, case)
    taken = take_in(case, read_form(request.POST), now=timezone.now())
    if "settle" in request.POST:
        settle(case, request.POST["settle"], now=timezone.now())
    refused = [change for change in taken if change.is_refused]
    if refused or any(change.outcome is Outcome.CONFLICT for change in taken):
        return _page(request, language, case, refused=refused, is_conflict=True, status=409)
    if "finish" in request.POST:
        actions.finish(case, at=timezone.now())
        return redirect("interviews:study", language, case.study_id)
    response = redirect("interviews:interview", language, case_id)
    extra = request.POST.get("extra", "")
    response["Location"] += f"?extra={extra}#{extra}" if extra.replace("-", "").isalnum() else "?bewaard"
    return response


@require_POST
@personal
def keep(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """Take in the queue of a tablet; answers for every change what became of it."""
    case = case_or_404(request, case_id)
    if case.consented is None:
        return JsonResponse({"error": "no consent"}, status=409)
    try:
        changes = read_message(request.body)
    except MessageError:
        return JsonResponse({"error": "unreadable"}, status=400)
    return JsonResponse({"results": [_told(taken) for taken in take_in(case, changes, now=timezone.now())]})


@require_POST
@personal
def reopen(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """Go on with a talk that was finished."""
    actions.finish(case_or_404(request, case_id), at=None)
    return redirect("interviews:interview", language, case_id)


@require_safe
def worker(request: HttpRequest, language: str) -> HttpResponse:
    """The service worker, served beside the pages that it may serve when there is no connection."""
    response = HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _consent(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    agreed = request.POST.get("agreed") == "yes"
    if request.method == "POST" and agreed:
        actions.note_consent(case, at=timezone.now())
        return redirect("interviews:interview", language, case.pk)
    shown = {"case": case, "study": case.study, "days": str(actions.KEPT_DAYS), "is_missing": request.method == "POST"}
    return render(request, "interviews/consent.html", shown, status=400 if request.method == "POST" else 200)


def _page(
    request: HttpRequest,
    language: str,
    case: Case,
    *,
    refused: list[Taken] | None = None,
    is_conflict: bool = False,
    status: int = 200,
) -> HttpResponse:
    themes = interview_page(case, language, extra=request.GET.get("extra", ""))
    shown = {
        "case": case,
        "study": case.study,
        "themes": themes,
        "speakers": speaker_choices(language),
        "longest": LONGEST_NOTE,
        "is_kept": "bewaard" in request.GET,
        "is_conflict": is_conflict,
        "refused": refused or [],
    }
    return render(request, "interviews/interview.html", shown, status=status)


def _told(taken: Taken) -> dict[str, object]:
    if taken.is_refused:
        return {"id": str(taken.sent.change), "note": str(taken.sent.note), "status": "refused"}
    return {
        "id": str(taken.sent.change),
        "note": str(taken.sent.note),
        "status": taken.outcome.value,
        "version": taken.version,
        "text": taken.text,
        "speaker": taken.speaker,
    }
