"""A list of duties that begins from an approved dossier: its measure, its name, its days, and nothing else."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from wegwijzer.core.duties.rules import Kind
from wegwijzer.core.duties.terms import Anchor
from wegwijzer.readers.duties import shipped_duties
from wegwijzer.readers.duty_plan import FIRST_DAY, LAST_DAY
from wegwijzer.web.dossiers.queries import approval_for
from wegwijzer.web.duties import actions
from wegwijzer.web.duties.visit import duties_keeper


@require_POST
def begin(request: HttpRequest, language: str, dossier_id: UUID) -> HttpResponse:
    """Begin the list, or take up the one there is, and show its days to look over; a day of its own is never lost."""
    found = approval_for(request, dossier_id)
    if found is None or found.measure not in shipped_duties():
        raise Http404
    told = {
        Anchor.REQUEST: found.submitted_on,
        Anchor.DECISION: found.approved_on,
        Anchor.START: found.starts_on,
        Anchor.END: found.ends_on,
    }
    days = {anchor: day for anchor, day in told.items() if day is not None and FIRST_DAY <= day <= LAST_DAY}
    keeper = duties_keeper.to_be(request)
    answered = [duty.id for duty in shipped_duties()[found.measure].duties if duty.kind is Kind.ANSWER]
    begun = actions.begin_from(
        keeper,
        dossier_id,
        found.measure,
        found.title,
        days,
        done=answered if Anchor.DECISION in days else (),
        at=timezone.now(),
    )
    if begun is None:
        return redirect("duties:list", language)
    return redirect("duties:days", language, begun.pk)
