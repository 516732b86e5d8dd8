"""Look over a case before it may leave."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from wegwijzer.web.interviews import actions, queries
from wegwijzer.web.interviews.reviewing import read_choices, review_page, stored_choices
from wegwijzer.web.interviews.visit import case_or_404, personal


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def review(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """The words that may give away, and the notes as they would read. Confirming counts for what was shown, only."""
    case = case_or_404(request, case_id)
    is_sent = request.method == "POST"
    page = review_page(case, read_choices(request.POST) if is_sent else stored_choices(case), language)
    is_other = False
    if is_sent and "confirm" in request.POST and page.stored:
        if constant_time_compare(request.POST.get("seal", ""), page.seal):
            actions.keep_review(case, page.masks, page.stored, kept=page.kept, hidden=page.hidden)
            return redirect("interviews:study", language, case.study_id)
        is_other = True
    shown = {
        "case": case,
        "study": case.study,
        "page": page,
        "is_other": is_other,
        "is_preview": is_sent and not is_other,
        "rivals": len(queries.rivals(case.owner, case)),
    }
    return render(request, "interviews/review.html", shown, status=409 if is_other else 200)
