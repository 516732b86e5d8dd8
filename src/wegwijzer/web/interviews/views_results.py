"""What a study shows: cases compared, exports, and the anonymised report on screen and on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegwijzer.web.interviews.comparing_view import comparing_view
from wegwijzer.web.interviews.exports import json_export, notes_csv, passages_csv
from wegwijzer.web.interviews.pdf import pdf_response
from wegwijzer.web.interviews.report_view import report_view
from wegwijzer.web.interviews.study_page import case_lines
from wegwijzer.web.interviews.visit import personal, study_or_404

_EXPORTS = {"json": json_export, "notes": notes_csv, "passages": passages_csv}


@require_safe
@personal
def compare(request: HttpRequest, language: str, study_id: UUID) -> HttpResponse:
    """The cases beside each other by code, and the agreement of two coders."""
    study = study_or_404(request, study_id)
    return render(request, "interviews/compare.html", {"study": study, "page": comparing_view(study, language)})


@require_safe
@personal
def exports(request: HttpRequest, language: str, study_id: UUID) -> HttpResponse:
    """What may leave, what is held back and why."""
    study = study_or_404(request, study_id)
    lines = case_lines(study, language)
    free = [line for line in lines if line.is_reviewed]
    held = [line for line in lines if not line.is_reviewed]
    return render(request, "interviews/exports.html", {"study": study, "free": free, "held": held})


@require_safe
@personal
def export(request: HttpRequest, language: str, study_id: UUID, kind: str) -> HttpResponse:
    """One file."""
    study = study_or_404(request, study_id)
    if kind not in _EXPORTS:
        raise Http404
    return _EXPORTS[kind](study)


@require_safe
@personal
def report(request: HttpRequest, language: str, study_id: UUID) -> HttpResponse:
    """The report on screen."""
    study = study_or_404(request, study_id)
    shown = {"study": study, "report": report_view(study, request.GET.get("per", ""), language)}
    return render(request, "interviews/report.html", shown)


@require_safe
@personal
def report_pdf(request: HttpRequest, language: str, study_id: UUID) -> HttpResponse:
    """The report on paper; on screen where there are too few firms for one."""
    study = study_or_404(request, study_id)
    found = report_view(study, request.GET.get("per", ""), language)
    if found.is_refused:
        return render(request, "interviews/report.html", {"study": study, "report": found}, status=409)
    return pdf_response(found, language, on=timezone.localdate())
