"""First contacts: asking for one, answering, and saying no to a suggestion."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.partnering.contacting import ContactStep
from wegwijzer.readers.partnering import shipped_partner_rules
from wegwijzer.web.partners import actions, queries
from wegwijzer.web.partners.choices import LONGEST_WORDS
from wegwijzer.web.partners.errors import PartnersError
from wegwijzer.web.partners.models import Seeking, Suggestion
from wegwijzer.web.partners.views import personal, to_list
from wegwijzer.web.partners.visiting import Visit, in_the_search
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.wording.language import say

_STEPS = {"ja": ContactStep.AGREE, "nee": ContactStep.DECLINE, "terug": ContactStep.WITHDRAW}


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def ask(request: HttpRequest, language: str, suggestion_id: UUID) -> HttpResponse:
    """Ask a possible partner for a first contact; the page shows what goes along."""
    found, row = in_the_search(request)
    suggestion = _suggestion(row, suggestion_id)
    words = request.POST.get("words", "").replace("\r\n", "\n")
    is_long = len(words) > LONGEST_WORDS
    if request.method == "POST" and not is_long:
        try:
            actions.ask(suggestion, row, words, at=timezone.now())
        except PartnersError as error:
            return to_list(found, language, why=error.code)
        return to_list(found, language, done="gevraagd")
    one = next((one for one in queries.suggested(row) if one.id == suggestion_id), None)
    if one is None:
        return to_list(found, language, why="gone")
    fault = say("partners.fault.long", language, most=LONGEST_WORDS) if is_long else ""
    shown = {
        "visit": found,
        "one": one,
        "words": words,
        "fault": fault,
        "longest": LONGEST_WORDS,
        "answer_days": shipped_partner_rules().bearing.answer_days,
    }
    return render(request, "partners/ask.html", shown, status=422 if fault else 200)


@require_POST
@signed_in_only
def not_this_one(request: HttpRequest, language: str, suggestion_id: UUID) -> HttpResponse:
    """Take a pair out of both lists; the other is told nothing."""
    found, row = in_the_search(request)
    actions.not_this_one(_suggestion(row, suggestion_id), at=timezone.now())
    return to_list(found, language, done="weg")


@require_POST
@signed_in_only
def answer(request: HttpRequest, language: str, contact_id: UUID, step: str) -> HttpResponse:
    """Yes or no to a request, or one's own taken back. A yes gives the firm's name: only the firm itself says it."""
    found, row = in_the_search(request)
    contact = queries.contact_for(row, contact_id)
    if contact is None or step not in _STEPS or not _may(found, _STEPS[step]):
        raise Http404
    try:
        actions.take_step(contact, _STEPS[step], row, at=timezone.now())
    except PartnersError as error:
        return to_list(found, language, why=error.code)
    return to_list(found, language, done=f"antwoord-{step}")


def _may(found: Visit, step: ContactStep) -> bool:
    return found.is_own or step is not ContactStep.AGREE


def _suggestion(row: Seeking, suggestion_id: UUID) -> Suggestion:
    suggestion = queries.suggestion_for(row, suggestion_id)
    if suggestion is None:
        raise Http404
    return suggestion
