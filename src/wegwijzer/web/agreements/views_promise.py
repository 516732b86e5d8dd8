"""Entering a promise, and every step after it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wegwijzer.core.agreements.promises import WITH_TERMS, Step
from wegwijzer.web.agreements import log_actions
from wegwijzer.web.agreements.log_actions import LogRefusedError
from wegwijzer.web.agreements.models import LONGEST_WORDS
from wegwijzer.web.agreements.promise_form import one_line, read_terms
from wegwijzer.web.agreements.views_log import joined_or_404, log_page
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.wording.language import say


@require_POST
@signed_in_only
def promise(request: HttpRequest, language: str, log_id: UUID) -> HttpResponse:
    """Enter a promise of one's own, or what the other promised; the other confirms it."""
    partner = joined_or_404(request, log_id)
    sent = {key: request.POST.get(key, "") for key in ("what", "due", "other", "who", "token")}
    form = read_terms(sent, language)
    faults = dict(form.faults)
    others = {str(one.number): one for one in partner.cooperation.partners.exclude(pk=partner.pk)}
    other = others.get(sent["other"]) or (next(iter(others.values())) if len(others) == 1 else None)
    if other is None:
        faults["other"] = say("agreements.log_fault.other", language)
    if other is not None and form.due is not None and not faults:
        giver, taker = (other, partner) if sent["who"] == "other" else (partner, other)
        try:
            log_actions.promise(
                partner,
                giver=giver,
                taker=taker,
                what=form.what,
                due=form.due,
                token=_token(sent["token"]),
                at=timezone.now(),
            )
        except LogRefusedError as error:
            faults["due"] = say(f"agreements.refused.{error.code}", language)
        else:
            return redirect("agreements:log", language, log_id)
    return log_page(request, partner, faults=faults, typed=sent)


@require_POST
@signed_in_only
def step(request: HttpRequest, language: str, log_id: UUID, number: int) -> HttpResponse:
    """One step with a promise."""
    partner = joined_or_404(request, log_id)
    row = partner.cooperation.promises.filter(number=number).first()
    if row is None or partner.pk not in (row.giver_id, row.taker_id):
        raise Http404
    try:
        taken = Step(request.POST.get("step", ""))
    except ValueError as error:
        raise Http404 from error
    words = one_line(request.POST.get("words", ""))
    faults: dict[str, str] = {}
    if len(words) > LONGEST_WORDS:
        faults["words"] = say("agreements.fault.too_long", language, length=str(len(words)), most=str(LONGEST_WORDS))
    terms = read_terms(request.POST.dict(), language) if taken in WITH_TERMS else None
    if terms is not None:
        faults |= terms.faults
    if not faults:
        try:
            log_actions.take_step(
                row,
                taken,
                partner,
                at=timezone.now(),
                what=terms.what if terms else "",
                due=terms.due if terms else None,
                words=words,
            )
        except LogRefusedError as error:
            faults["step"] = say(f"agreements.refused.{error.code}", language)
        else:
            return redirect(f"{reverse('agreements:log', args=[language, log_id])}#belofte-{number}")
    typed = {"changed": str(number), "new_what": request.POST.get("what", ""), "new_due": request.POST.get("due", "")}
    first = next(iter(faults.values()))
    return log_page(request, partner, faults={f"promise-{number}": first}, typed=typed)


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
