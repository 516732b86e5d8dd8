"""Mending a firm's address that was typed wrong: by the manager of a desk that helps it, and by the administrator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wegwijzer.core.referral.permissions import Action, Actor, may
from wegwijzer.web.inbox.access import advisers_only, people_only
from wegwijzer.web.inbox.inbox_choice import read_choice
from wegwijzer.web.inbox.labels import firm_name
from wegwijzer.web.inbox.views_offer import to_offer
from wegwijzer.web.referral import queries
from wegwijzer.web.referral.actions.mending import LONGEST_WHY, may_mend, mend_address, wrong_addresses
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.models import Speaker

_FIELDS = ("old", "email", "why", "speaker")
_FIELD_OF = {"why_missing": "why", "why_too_long": "why"}
"""Which field a refusal is about; the others are about the new address."""


@require_http_methods(["GET", "HEAD", "POST"])
@advisers_only
def mend_at_desk(
    request: HttpRequest, language: str, offer_id: UUID, speaker_id: int, *, actor: Actor, desks: Sequence[str]
) -> HttpResponse:
    """Another address for the firm of a question, by the manager of its desk."""
    offer = queries.offer_page(actor, offer_id)
    row = Speaker.objects.select_related("firm", "person").filter(pk=speaker_id, firm=offer.need.case.firm_id).first()
    if row is None or not may_mend(actor, row):
        raise Http404
    typed, faults = _typed(request), {}
    if request.method == "POST":
        faults = _mend(actor, row, typed)
        if not faults:
            return to_offer(request, language, offer_id, desks, "mended")
    back = reverse("inbox:offer", args=[language, offer_id]) + read_choice(request.GET, desks=desks).here
    shown = {"firm": firm_name(offer.need.case, language), "now": row.person.email, "back": back}
    return _page(request, typed, faults, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@people_only
def mend(request: HttpRequest, language: str, *, actor: Actor) -> HttpResponse:
    """Another address for a firm, by the administrator, who knows the wrong one and sees no question."""
    if not may(actor, Action.MANAGE_PEOPLE):
        raise Http404
    typed = _typed(request)
    found: list[Speaker] = []
    faults: Mapping[str, str] = {}
    if request.method == "POST":
        found = wrong_addresses(actor, typed["old"]) if typed["old"] else []
        chosen = found[0] if len(found) == 1 else next((row for row in found if str(row.pk) == typed["speaker"]), None)
        if chosen is not None:
            faults = _mend(actor, chosen, typed)
            if not faults:
                return HttpResponseRedirect(f"{reverse('inbox:mend', args=[language])}?gedaan=mended")
        else:
            faults = {"speaker": "inbox.address.which"} if found else {"old": "inbox.address.unknown"}
    firms = [(str(row.pk), row.firm.name or row.firm.enterprise_number or str(row.pk)) for row in found]
    shown = {
        "asks_old": True,
        "firms": firms if len(firms) > 1 else (),
        "done": request.GET.get("gedaan") == "mended" and not faults,
        "back": reverse("signin:people", args=[language]),
    }
    return _page(request, typed, faults, shown)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "").strip()[: 2 * LONGEST_WHY] for name in _FIELDS}


def _mend(actor: Actor, row: Speaker, typed: Mapping[str, str]) -> dict[str, str]:
    """Do it; what is wrong with it, by field."""
    try:
        mend_address(actor=actor, speaker_id=row.pk, email=typed["email"], why=typed["why"], at=timezone.now())
    except RefusedError as error:
        return {_FIELD_OF.get(error.code, "email"): f"referral.refused.{error.code}"}
    return {}


def _page(
    request: HttpRequest, typed: Mapping[str, str], faults: Mapping[str, str], shown: Mapping[str, object]
) -> HttpResponse:
    context = {"typed": typed, "faults": faults, "longest": LONGEST_WHY, **shown}
    return render(request, "inbox/address.html", context, status=422 if faults else 200)
