"""One's own offerings: how long they still run, prolonging, hiding and removing them, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.core.offers.lifetime import Life, last_day_allowed, life, removal_day
from wegwijzer.core.offers.offering import Kind
from wegwijzer.core.offers.requests import RequestState
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.offer_rules import shipped_offer_rules
from wegwijzer.readers.typed_days import day_field, typed_day
from wegwijzer.web.offers import actions, queries
from wegwijzer.web.offers.access import own_row, people_only
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.models import OfferingRow
from wegwijzer.web.offers.request_view import request_line
from wegwijzer.web.offers.words import label
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

DONE = frozenset({"posted", "changed", "prolonged", "hidden", "removed", "read"})
_ICONS = {Life.OPEN: "met", Life.COMING: "maybe", Life.EXPIRED: "no", Life.WITHDRAWN: "no"}
_STATUS = {"met": "met", "maybe": "maybe", "no": "check"}


@require_safe
@people_only
def mine(request: HttpRequest, language: str, *, actor: Actor) -> HttpResponse:
    """What one's desks and oneself have on offer, what waits, and what looks like somebody else's."""
    return _page(request, language, actor)


@require_POST
@people_only
def prolong(request: HttpRequest, language: str, offering_id: UUID, *, actor: Actor) -> HttpResponse:
    """Let an offering run on until a day that is typed."""
    row = own_row(actor, offering_id)
    typed = request.POST.get("last", "").strip()[:40]
    last = typed_day(typed)
    fault = "" if last is not None else "prolong_day"
    if last is not None:
        try:
            actions.prolong(actor, row, last, at=timezone.now(), on=timezone.localdate())
        except OfferRefusedError as error:
            if error.code == "not_allowed":
                raise
            fault = error.code
    if fault:
        return _page(request, language, actor, fault={str(row.pk): (fault, typed)})
    return redirect(f"{reverse('offers:mine', args=[language])}?gedaan=prolonged#aanbod-{row.pk}")


@require_POST
@people_only
def put_away(request: HttpRequest, language: str, offering_id: UUID, *, actor: Actor) -> HttpResponse:
    """Hide an offering; or, where that was ticked, remove it for good."""
    row = own_row(actor, offering_id)
    if request.POST.get("for_good") == "yes":
        actions.remove(actor, row)
        return redirect(f"{reverse('offers:mine', args=[language])}?gedaan=removed")
    actions.withdraw(actor, row, at=timezone.now())
    return redirect(f"{reverse('offers:mine', args=[language])}?gedaan=hidden#aanbod-{row.pk}")


def _page(
    request: HttpRequest, language: str, actor: Actor, *, fault: Mapping[str, tuple[str, str]] | None = None
) -> HttpResponse:
    faults = fault or {}
    rows = queries.rows_of(actor)
    requests = [request_line(one, actor, language, on=timezone.localdate()) for one in queries.requests_of(actor)]
    done = request.GET.get("gedaan", "")
    context = {
        "section": "offers",
        "lines": [_line(row, language, faults.get(str(row.pk), ("", ""))) for row in rows],
        "waiting": [one for one in requests if one.waits_for_me],
        "requests": [one for one in requests if not one.waits_for_me],
        "pairs": len(queries.pairs_for(actor)),
        "can_upload": bool(queries.helper_desks(actor)),
        "done": done if done in DONE else "",
        "fault": say(f"offers.refused.{next(iter(faults.values()))[0]}", language) if faults else "",
        "fault_at": next(iter(faults), ""),
    }
    return render(request, "offers/mine.html", context, status=422 if faults else 200)


def _line(row: OfferingRow, language: str, fault: tuple[str, str]) -> dict[str, object]:
    on, rules = timezone.localdate(), shipped_offer_rules()
    stands = life(row.first, row.last, is_withdrawn=row.withdrawn is not None, on=on)
    gone = removal_day(row.noticed, rules) if row.noticed else None
    icon = _ICONS[stands]
    return {
        "id": str(row.pk),
        "title": row.title,
        "kind": label("kind", row.kind, language),
        "who": str(row.desk) if row.desk is not None else row.firm_name,
        "life": stands.value,
        "icon": icon,
        "status": _STATUS[icon],
        "first": date_text(row.first, language),
        "last": date_text(row.last, language),
        "gone": date_text(gone, language) if gone is not None else "",
        "typed": fault[1] or day_field(last_day_allowed(row.first, rules, on=on)),
        "fault": say(f"offers.refused.{fault[0]}", language) if fault[0] else "",
        "is_topic": row.kind == Kind.TOPIC.value,
        "open_requests": row.requests.filter(state=RequestState.OPEN.value).count(),
    }
