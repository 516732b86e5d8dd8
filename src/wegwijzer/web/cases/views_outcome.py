"""What became of it: two questions, and then the next useful step."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wegwijzer.core.referral.next_steps import next_subjects
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.cases.case_view import subject_text
from wegwijzer.web.cases.views import personal
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.models import Case, Outcome
from wegwijzer.web.referral.outcome_codes import CHANGED, HELPED
from wegwijzer.wording.language import local, say

_MOST_STEPS = 2


@dataclass(frozen=True, slots=True)
class NextDoor:
    """A next useful step: a domain beside the one that was solved, and the address that starts there."""

    label: str
    question: str
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def outcome(request: HttpRequest, language: str, case_id: UUID, number: int) -> HttpResponse:
    """Did it help, and what changed; after the answer, where to go next."""
    try:
        case = queries.firm_case(queries.actor_of(request), case_id)
    except NotThereError:
        raise Http404 from None
    row = next((row for row in case.outcomes.all() if row.round == number), None)
    if row is None:
        raise Http404
    helped, changed, words, fault = row.helped, tuple(row.changed), row.words, ""
    if request.method == "POST":
        helped, changed = request.POST.get("helped", ""), tuple(request.POST.getlist("changed"))
        words = request.POST.get("words", "").replace("\r\n", "\n")
        try:
            actions.answer_outcome(
                actor=queries.actor_of(request),
                outcome_id=row.pk,
                helped=helped,
                changed=changed,
                words=words,
                at=timezone.now(),
            )
        except NotThereError:
            raise Http404 from None
        except RefusedError as error:
            fault = say(f"referral.refused.{error.code}", language)
        else:
            response = redirect("cases:outcome", language, case_id, number)
            response["Location"] += "?bedankt"
            return response
    if "bedankt" in request.GET and row.answered_at is not None:
        return _thanks(request, language, case, row)
    shown = {
        "case_id": case_id,
        "round": number,
        "subjects": sorted({subject_text(need.subject, language) for need in case.needs.all()}),
        "helped": helped,
        "changed": changed,
        "words": words,
        "fault": fault,
        "helped_codes": HELPED,
        "changed_codes": CHANGED,
        "is_answered": row.answered_at is not None,
    }
    return render(request, "cases/outcome.html", shown, status=422 if fault else 200)


def _thanks(request: HttpRequest, language: str, case: Case, row: Outcome) -> HttpResponse:
    shown = {
        "case_id": str(case.pk),
        "round": row.round,
        "helped": row.helped,
        "doors": next_doors(case, language),
    }
    return render(request, "cases/thanks.html", shown)


def next_doors(case: Case, language: str) -> list[NextDoor]:
    """The next useful steps after what was solved: a solved problem can start an innovation."""
    catalogue = shipped_catalogue()
    touched = frozenset(need.subject for need in case.needs.all())
    solved = [need.subject for need in case.needs.all() if need.subject in catalogue.business_domains]
    found = dict.fromkeys(door for subject in solved for door in next_subjects(subject, touched, catalogue))
    return [
        NextDoor(
            local(catalogue.business_domains[door].label, language),
            local(catalogue.business_domains[door].question, language),
            f"{reverse('guide:front', args=[language])}?domein={door}",
        )
        for door in list(found)[:_MOST_STEPS]
    ]
