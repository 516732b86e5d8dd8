"""Collective projects as firms see them: those that ask them, those open to all, and their answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.core.collective.selecting import INTEREST
from wegwijzer.core.collective.taking_part import Standing, Step
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.people.access import signed_in_only, to_sign_in
from wegwijzer.web.projects import actions, queries
from wegwijzer.web.projects.errors import ProjectsError
from wegwijzer.web.projects.models import Project, TakingPartRow
from wegwijzer.web.projects.reading import state_on
from wegwijzer.web.referral import queries as referral
from wegwijzer.web.referral.models import Firm
from wegwijzer.wording.language import local, say

personal = cache_control(private=True, no_store=True)
_STEPS = {"doe-mee": Step.JOIN, "kijk-mee": Step.FOLLOW, "nee": Step.DECLINE, "stap-uit": Step.LEAVE}


@require_safe
@personal
def projects(request: HttpRequest, language: str) -> HttpResponse:
    """The projects that firms can join, and those that concern somebody's own firm."""
    today = timezone.localdate()
    firm = _firm(request)
    own = queries.projects_for(firm, today) if firm is not None else []
    mine = {row.pk for row, _ in own}
    shown = {
        "own": [_line(row, today, part) for row, part in own],
        "open": [_line(row, today, None) for row in queries.open_projects(today) if row.pk not in mine],
        "firm": firm,
        "can_order": len([part for _, part in own if part.interest]) > 1,
    }
    return render(request, "projects/list.html", shown)


@require_safe
@personal
def project(request: HttpRequest, language: str, project_id: UUID) -> HttpResponse:
    """One project: the shared problem, what a firm gives and gets, until when, and one's own answer."""
    today, actor = timezone.localdate(), referral.actor_of(request)
    row = queries.readable_by(actor, project_id, today)
    if row is None:
        if not actor.is_signed_in:
            return to_sign_in(request)
        raise Http404
    firm = _firm(request)
    part = TakingPartRow.objects.filter(project=row, firm=firm).first() if firm is not None else None
    catalogue = shipped_catalogue()
    shown = {
        "row": row,
        "line": _line(row, today, part),
        "firm": firm,
        "part": part,
        "counts": queries.counts_of(row),
        "names": queries.names_seen_by(firm, row) if firm is not None and part is not None else [],
        "centres": [
            local(catalogue.organisations[one].name, language) for one in row.centres if one in catalogue.organisations
        ],
        "instrument": catalogue.measures.get(row.instrument),
        "interest": [(value, say(f"projects.interest.{value}", language)) for value in INTEREST[1:]],
        "done": request.GET.get("gedaan", ""),
        "fault": _fault(request.GET.get("waarom", ""), language),
    }
    return render(request, "projects/project.html", shown)


@require_POST
@signed_in_only
def answer(request: HttpRequest, language: str, project_id: UUID, what: str) -> HttpResponse:
    """The firm joins, looks on, says no, or steps out."""
    firm = _firm(request)
    row = queries.readable_by(referral.actor_of(request), project_id, timezone.localdate())
    if firm is None or row is None or what not in _STEPS:
        raise Http404
    interest = request.POST.get("interest", "")
    response = redirect("projects:project", language, project_id)
    try:
        actions.answer(
            row,
            firm,
            _STEPS[what],
            may_be_named=request.POST.get("named") == "yes",
            interest=int(interest) if interest in {str(value) for value in INTEREST[1:]} else None,
            at=timezone.now(),
        )
    except ProjectsError as error:
        response["Location"] += f"?waarom={error.code}"
    else:
        response["Location"] += f"?gedaan={what}"
    return response


@require_POST
@signed_in_only
def order(request: HttpRequest, language: str) -> HttpResponse:
    """Which projects the firm would do first."""
    firm = _firm(request)
    if firm is None:
        raise Http404
    wanted = []
    for name in ("first", "second"):
        try:
            wanted.append(UUID(request.POST.get(name, "")))
        except ValueError:
            continue
    actions.put_first(firm, wanted)
    return redirect("projects:list", language)


def _firm(request: HttpRequest) -> Firm | None:
    """The firm for which somebody speaks; of several the one they came with first."""
    actor = referral.actor_of(request)
    if not actor.firms:
        return None
    return Firm.objects.filter(pk__in=list(actor.firms)).order_by("created", "pk").first()


def _line(row: Project, today: date, part: TakingPartRow | None) -> dict[str, object]:
    state = state_on(row, today).value
    return {
        "row": row,
        "state": state,
        "part": part,
        "standing": part.standing if part is not None else "",
        "takes_answers": state in ("asking_first", "open", "enough") and (row.decide_by or today) >= today,
        "is_in": part is not None and part.standing in (Standing.JOINED.value, Standing.FOLLOWING.value),
    }


def _fault(code: str, language: str) -> str:
    return say(f"projects.fault.{code}", language) if code in ("closed", "not_now") else ""
