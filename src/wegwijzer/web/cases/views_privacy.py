"""What is kept of a firm: who shares in it, who looked, all of it in a file, and an end to it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.readers.referral import shipped_clock_rules
from wegwijzer.web.cases.export_view import export_parts
from wegwijzer.web.cases.firm_names import firms_of
from wegwijzer.web.cases.history_view import history_view
from wegwijzer.web.cases.privacy_view import consent_lines, look_lines
from wegwijzer.web.cases.views import personal
from wegwijzer.web.kept_elsewhere import kept_parts, told_elsewhere
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import NotThereError
from wegwijzer.web.referral.models import Case

_LOOKS_A_PAGE = 50
_YEAR = 365


@require_safe
@personal
@signed_in_only
def privacy(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """What is shared of one case, with whom and why, and who looked."""
    case, actor = _case(request, case_id), queries.actor_of(request)
    looks = Paginator(queries.looks(actor, case), _LOOKS_A_PAGE).get_page(request.GET.get("blad", "1"))
    lines = consent_lines(case, queries.consents(actor, case), language)
    shown = {
        "case_id": str(case.pk),
        "firm_id": str(case.firm_id),
        "holding": [line for line in lines if not line.until],
        "ended": [line for line in lines if line.until],
        "page": looks,
        "looks": look_lines(looks.object_list, language),
        "years": str(round(shipped_clock_rules().retention_days / _YEAR)),
    }
    return render(request, "cases/privacy.html", shown)


@require_safe
@personal
@signed_in_only
def my_data(request: HttpRequest, language: str) -> HttpResponse:
    """What is kept of the firms for which somebody speaks, and the doors to it."""
    actor = queries.actor_of(request)
    cases = list(queries.firm_cases(actor))
    shown = {
        "firms": [(firm, [case for case in cases if case.firm_id == firm.pk]) for firm in firms_of(actor)],
    }
    return render(request, "cases/my_data.html", shown)


@require_safe
@personal
@signed_in_only
def export(request: HttpRequest, language: str, firm_id: UUID) -> HttpResponse:
    """What the cases hold of it, to read and to print; what other pages hold has a page of its own."""
    data, actor = _exported(request, firm_id, elsewhere=False), queries.actor_of(request)
    own = Case.objects.filter(firm=firm_id).order_by("opened_at")  # as the export has them
    histories = [history_view(case, actor, language=language) for case in own]
    shown = {"parts": export_parts(data, histories, language), "firm_id": firm_id, "name": data["firm"]["name"]}
    return render(request, "cases/export.html", shown)


@require_safe
@personal
@signed_in_only
def export_elsewhere(request: HttpRequest, language: str, firm_id: UUID) -> HttpResponse:
    """What other pages keep of the firm, and of who reads this, to read and to print."""
    actor = queries.actor_of(request)
    firm = next((firm for firm in firms_of(actor) if firm.pk == firm_id), None)
    if firm is None:
        raise Http404
    parts = list(kept_parts(told_elsewhere(firm_id, actor.person), language))
    shown = {"parts": parts, "firm_id": firm_id, "name": firm.name, "is_elsewhere": True}
    return render(request, "cases/export.html", shown)


@require_safe
@personal
@signed_in_only
def export_file(request: HttpRequest, language: str, firm_id: UUID) -> HttpResponse:
    """All of it, as a JSON file."""
    text = json.dumps(_exported(request, firm_id), ensure_ascii=False, indent=2)
    response = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wegwijzer.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def erase(request: HttpRequest, language: str, firm_id: UUID) -> HttpResponse:
    """Forget the firm: the page says what goes and what stays; only with the box ticked it happens."""
    actor = queries.actor_of(request)
    if str(firm_id) not in actor.firms:
        raise Http404
    is_missing = False
    if request.method == "POST":
        if request.POST.get("sure") == "yes":
            try:
                actions.erase(actor=actor, firm_id=firm_id, at=timezone.now(), own=request.POST.get("own") == "yes")
            except NotThereError:
                raise Http404 from None
            response = redirect("cases:list", language)
            response["Location"] += "?gewist"
            return response
        is_missing = True
    firm = next(firm for firm in firms_of(actor) if firm.pk == firm_id)
    shown = {"firm": firm, "is_missing": is_missing, "own": request.POST.get("own") == "yes"}
    return render(request, "cases/erase.html", shown, status=422 if is_missing else 200)


def _exported(request: HttpRequest, firm_id: UUID, *, elsewhere: bool = True) -> dict[str, Any]:
    try:
        return actions.export(actor=queries.actor_of(request), firm_id=firm_id, at=timezone.now(), elsewhere=elsewhere)
    except NotThereError:
        raise Http404 from None


def _case(request: HttpRequest, case_id: UUID) -> Case:
    try:
        return queries.firm_case(queries.actor_of(request), case_id)
    except NotThereError:
        raise Http404 from None
