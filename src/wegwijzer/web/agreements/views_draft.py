"""A draft: its questions a page at a time, the text with its explanations, its files, and who can check it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.agreements.asking import party_count
from wegwijzer.readers.agreements import Agreements, Kind, shipped_agreements
from wegwijzer.web.agreements import actions, queries
from wegwijzer.web.agreements.check_view import check_view
from wegwijzer.web.agreements.exports import FORMS, file_response
from wegwijzer.web.agreements.models import Draft
from wegwijzer.web.agreements.question_form import read_page
from wegwijzer.web.agreements.question_view import page_view, pages_of
from wegwijzer.web.agreements.result_view import result_view
from wegwijzer.web.agreements.views import personal
from wegwijzer.web.agreements.visit import draft_owner


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def questions(request: HttpRequest, language: str, draft_id: UUID, page: str) -> HttpResponse:
    """A page of questions. It is kept whenever it is sent, whole or not; the script sends it by itself."""
    draft = queries.draft(draft_owner.of(request), draft_id)
    if draft is None:
        return lost(language)
    agreements, kind = _known(draft)
    if page not in pages_of(agreements, kind):
        raise Http404
    if request.method != "POST":
        return _page(request, agreements, kind, draft, page, language)
    form = read_page(kind.template, page, request.POST.dict(), draft.answers, language)
    parties_shown = party_count(kind.template, draft.answers)
    draft = actions.keep(draft, form.keep, at=timezone.now())
    if "save" in request.POST:
        return HttpResponse(status=204)
    if form.faults and "anyway" not in request.POST:
        return _page(request, agreements, kind, draft, page, language, typed=form.typed, faults=form.faults)
    if page == pages_of(agreements, kind)[0] and party_count(kind.template, draft.answers) > parties_shown:
        return redirect("agreements:questions", language, draft.pk, page)  # the fields of more parties
    following = page_view(agreements, kind, page, draft.answers, language).next
    if following and "finish" not in request.POST:
        return redirect("agreements:questions", language, draft.pk, following)
    return redirect("agreements:result", language, draft.pk)


@require_safe
@personal
def result(request: HttpRequest, language: str, draft_id: UUID) -> HttpResponse:
    """The agreement, each paragraph with what it says and why, what is open, and what contradicts itself."""
    draft = queries.draft(draft_owner.of(request), draft_id)
    if draft is None:
        return lost(language)
    agreements, kind = _known(draft)
    shown = {
        "draft": draft,
        "kind": kind,
        "result": result_view(kind, draft, language, on=timezone.localdate()),
        "pages": [(page, agreements.pages[page]) for page in pages_of(agreements, kind)],
        "is_shared_work": kind.id in ("cooperation", "consortium"),
    }
    return render(request, "agreements/result.html", shown)


@require_safe
@personal
def check(request: HttpRequest, language: str, draft_id: UUID) -> HttpResponse:
    """Who can look it over: the firm's own lawyer, the federation, a technology-transfer office."""
    draft = queries.draft(draft_owner.of(request), draft_id)
    if draft is None:
        return lost(language)
    sector = request.GET.get("sector", "")
    view = check_view(request, draft, sector, language, on=timezone.localdate())
    return render(request, "agreements/check.html", {"draft": draft, "check": view})


@require_safe
@personal
def file(request: HttpRequest, language: str, draft_id: UUID, form: str) -> HttpResponse:
    """The agreement as a file."""
    draft = queries.draft(draft_owner.of(request), draft_id)
    if draft is None:
        return lost(language)
    if form not in FORMS:
        raise Http404
    return file_response(_known(draft)[1], draft, form)


@require_POST
def write_in(request: HttpRequest, language: str, draft_id: UUID) -> HttpResponse:
    """Write the agreement in Dutch or in English."""
    draft = queries.draft(draft_owner.of(request), draft_id)
    if draft is None:
        return lost(language)
    actions.write_in(draft, request.POST.get("in", ""))
    return redirect("agreements:result", language, draft.pk)


@require_POST
def forget(request: HttpRequest, language: str, draft_id: UUID) -> HttpResponse:
    """Remove a draft."""
    draft = queries.draft(draft_owner.of(request), draft_id)
    if draft is not None:
        draft.delete()
    return redirect("agreements:start", language)


def lost(language: str) -> HttpResponse:
    """For who has no such draft, or no longer: the first page, which says so."""
    return redirect(f"{reverse('agreements:start', args=[language])}?verlopen")


def _known(draft: Draft) -> tuple[Agreements, Kind]:
    agreements = shipped_agreements()
    found = agreements.kinds.get(draft.kind)
    if found is None:
        raise Http404
    return agreements, found


def _page(
    request: HttpRequest,
    agreements: Agreements,
    kind: Kind,
    draft: Draft,
    page: str,
    language: str,
    **wrong: object,
) -> HttpResponse:
    view = page_view(agreements, kind, page, draft.answers, language, **wrong)  # type: ignore[arg-type]
    return render(request, "agreements/questions.html", {"draft": draft, "kind": kind, "page": view})
