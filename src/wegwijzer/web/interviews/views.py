"""Studies: the list, one study with its cases, its code book, and wiping everything."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.interviews import actions, queries
from wegwijzer.web.interviews.case_form import (
    LEAST_MINIMUM,
    MOST_MINIMUM,
    CodeForm,
    attribute_fields,
    read_attributes,
    read_code,
    read_minimum,
    read_reminder,
    read_title,
)
from wegwijzer.web.interviews.coding import codes_by_theme
from wegwijzer.web.interviews.interview_page import themes_in
from wegwijzer.web.interviews.models import Study
from wegwijzer.web.interviews.study_page import case_lines, study_lines
from wegwijzer.web.interviews.visit import case_or_404, personal, researcher, study_or_404


@require_safe
@personal
def studies(request: HttpRequest, language: str) -> HttpResponse:
    """The visitor's studies, and how to begin one."""
    return _start(request, language)


@require_POST
@personal
def make(request: HttpRequest, language: str) -> HttpResponse:
    """Begin a study, with the guide's code book in the language of the page."""
    title = read_title(request.POST)
    if not title:
        return _start(request, language, fault="interviews.start.no_title")
    codes = shipped_topic_guide().code_book(language)
    owner = researcher.to_be(request)
    study = actions.make_study(owner, title, codes, language=language, at=timezone.now())
    if study is None:
        return _start(request, language, fault="interviews.start.too_many")
    return redirect("interviews:study", language, study.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def study(request: HttpRequest, language: str, study_id: UUID) -> HttpResponse:
    """One study: its cases and how far each is. A form changes its title and minimum."""
    found = study_or_404(request, study_id)
    if request.method == "POST":
        title = read_title(request.POST) or found.title
        actions.change_study(found, title=title, minimum=read_minimum(request.POST, now=found.minimum))
        return redirect("interviews:study", language, study_id)
    lines = case_lines(found, language)
    shown = {
        "study": found,
        "cases": lines,
        "days": str(actions.KEPT_DAYS),
        "finished": " ".join(line.id for line in lines if line.is_finished),
        "least": LEAST_MINIMUM,
        "most": MOST_MINIMUM,
        "is_full": "vol" in request.GET,
    }
    return render(request, "interviews/study.html", shown)


@require_POST
@personal
def remove(request: HttpRequest, language: str, study_id: UUID) -> HttpResponse:
    """Remove a study with everything in it."""
    actions.remove_study(study_or_404(request, study_id))
    return redirect("interviews:list", language)


@require_POST
@personal
def add_case(request: HttpRequest, language: str, study_id: UUID) -> HttpResponse:
    """Add a firm under the next number."""
    made = actions.add_case(study_or_404(request, study_id))
    if made is None:
        response = redirect("interviews:study", language, study_id)
        response["Location"] += "?vol"
        return response
    return redirect("interviews:case", language, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def case(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """What is known of a firm: coarse categories and a word for the researcher's own memory."""
    found = case_or_404(request, case_id)
    if request.method == "POST":
        attributes = read_attributes(request.POST)
        actions.change_case(found, reminder=read_reminder(request.POST), attributes=attributes)
        if "talk" in request.POST:
            return redirect("interviews:interview", language, case_id)
        return redirect("interviews:study", language, found.study_id)
    shown = {"case": found, "study": found.study, "fields": attribute_fields(found, language)}
    return render(request, "interviews/case.html", shown)


@require_POST
@personal
def remove_case(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """Remove a firm with its notes."""
    found = case_or_404(request, case_id)
    actions.remove_case(found)
    return redirect("interviews:study", language, found.study_id)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def codes(request: HttpRequest, language: str, study_id: UUID) -> HttpResponse:
    """The code book; a form changes a code, adds one, or takes one away."""
    found = study_or_404(request, study_id)
    known = queries.codes(found.owner, found)
    if request.method != "POST":
        wanted = next((code for code in known if code.code == request.GET.get("code")), None)
        form = CodeForm(wanted.code, wanted.theme, wanted.label, wanted.definition) if wanted else None
        return _codes(request, language, found, form)
    if "remove" in request.POST:
        gone = next((code for code in known if code.code == request.POST["remove"]), None)
        if gone is None:
            raise Http404
        actions.remove_code(gone)
        return redirect("interviews:codes", language, study_id)
    form, code = read_code(request.POST, [entry.code for entry in known], found.language)
    if code is None:
        return _codes(request, language, found, form, status=400)
    if actions.keep_code(found, code) is None:
        return _codes(request, language, found, form, is_full=True, status=400)
    return redirect("interviews:codes", language, study_id)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def forget(request: HttpRequest, language: str) -> HttpResponse:
    """Remove everything, once that is confirmed; the browser also drops what this site kept on the device."""
    owner = researcher.of(request)
    if owner is None:
        return redirect("interviews:list", language)
    if request.method != "POST":
        studies_count, cases_count = queries.counts(owner)
        return render(request, "interviews/forget.html", {"studies": studies_count, "cases": cases_count})
    actions.forget(owner)
    researcher.leave(request)
    response = redirect("interviews:list", language)
    response["Clear-Site-Data"] = '"storage"'
    return response


def _start(request: HttpRequest, language: str, *, fault: str = "") -> HttpResponse:
    owner = researcher.of(request)
    shown = {
        "studies": study_lines(owner) if owner else [],
        "days": str(actions.KEPT_DAYS),
        "themes": themes_in(language),
        "fault": fault,
        "title": read_title(request.POST),
    }
    return render(request, "interviews/start.html", shown, status=400 if fault else 200)


def _codes(
    request: HttpRequest,
    language: str,
    study: Study,
    form: CodeForm | None,
    *,
    is_full: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "study": study,
        "themes": codes_by_theme(queries.codes(study.owner, study), language),
        "theme_choices": themes_in(language),
        "form": form,
        "is_full": is_full,
    }
    return render(request, "interviews/codes.html", shown, status=status)
