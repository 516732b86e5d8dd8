"""The firm's place in the pyramid, measured again after it was helped: kept with its answer, if it agrees."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wegwijzer.web.cases.views import personal
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.placement.queries import MeasuredPlace, end_way_back, lead_back, measured_place
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.models import Outcome
from wegwijzer.wording.language import say


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def layer(request: HttpRequest, language: str, case_id: UUID, number: int) -> HttpResponse:
    """What was measured since the follow-up was sent, to be kept or not; before that, the way to the questions.

    Opening it makes the result of the self-placement lead back here.
    """
    row = _outcome(request, case_id, number)
    found = measured_place(request, language)
    measured = found if found is not None and found.at >= row.asked_at else None
    fault = ""
    if request.method == "POST":
        fault = _keep(request, row, measured, language)
        if not fault:
            end_way_back(request)
            response = redirect("cases:layer", language, case_id, number)
            response["Location"] += "?bewaard" if row.layer else "?weg"
            return response
    lead_back(request, reverse("cases:layer", args=[language, case_id, number]))
    shown = {
        "case_id": case_id,
        "round": number,
        "measured": measured,
        "kept": row.layer,
        "is_kept_now": "bewaard" in request.GET and bool(row.layer),
        "is_taken_away": "weg" in request.GET and not row.layer,
        "is_answered": row.answered_at is not None,
        "fault": fault,
    }
    return render(request, "cases/layer.html", shown, status=422 if fault else 200)


def _keep(request: HttpRequest, row: Outcome, measured: MeasuredPlace | None, language: str) -> str:
    """Keep it, or take it away; what is wrong in words, "" for nothing."""
    wanted = "" if request.POST.get("what") == "forget" else measured.layer if measured is not None else ""
    if not wanted and request.POST.get("what") != "forget":
        return say("cases.layer.not_measured", language)
    try:
        kept = actions.keep_layer(
            actor=queries.actor_of(request),
            outcome_id=row.pk,
            layer=wanted,
            consent=request.POST.get("consent") == "yes",
        )
    except NotThereError:
        raise Http404 from None
    except RefusedError as error:
        return say(f"referral.refused.{error.code}", language)
    row.layer = kept.layer
    return ""


def _outcome(request: HttpRequest, case_id: UUID, number: int) -> Outcome:
    """A round of questions of one's own firm; anybody else's is not there."""
    try:
        case = queries.firm_case(queries.actor_of(request), case_id)
    except NotThereError:
        raise Http404 from None
    for row in case.outcomes.all():
        if row.round == number:
            return row
    raise Http404
