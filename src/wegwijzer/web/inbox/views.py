"""The inbox, and a question that stands open beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.inbox.access import advisers_only
from wegwijzer.web.inbox.forms import Sent
from wegwijzer.web.inbox.inbox_choice import read_choice
from wegwijzer.web.inbox.inbox_list import InboxList, inbox_list
from wegwijzer.web.inbox.labels import moment_text
from wegwijzer.web.inbox.offer_page import offer_page
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import Change
from wegwijzer.wording.language import say

DONE = frozenset(
    {
        "taken_up", "waiting", "not_for_us", "done", "done_without_result", "not_reached",
        "message", "assigned", "appointment", "moved", "cancelled", "referred", "mended",
    }
)  # fmt: skip
"""What a page can say was done; each has its words under `inbox.did`."""


@require_safe
@advisers_only
def inbox(request: HttpRequest, language: str, *, actor: Actor, desks: Sequence[str]) -> HttpResponse:
    """The list, without a question open."""
    at = timezone.now()
    listed = _listed(request, language, actor, desks, at)
    return render(request, "inbox/inbox.html", {"list": listed, **_managed(actor, desks)})


@require_safe
@advisers_only
def offer(request: HttpRequest, language: str, offer_id: UUID, *, actor: Actor, desks: Sequence[str]) -> HttpResponse:
    """The list with a question open beside it; on a phone the question alone."""
    done = request.GET.get("gedaan", "")
    return show_offer(request, language, offer_id, actor=actor, desks=desks, done=done if done in DONE else "")


def show_offer(
    request: HttpRequest,
    language: str,
    offer_id: UUID,
    *,
    actor: Actor,
    desks: Sequence[str],
    sent: Sent | None = None,
    change: Change | None = None,
    fault: str = "",
    done: str = "",
) -> HttpResponse:
    """The page of a question: as it is, or with a form that could not be carried out and all that was typed in it."""
    at = timezone.now()
    found = queries.offer_page(actor, offer_id)
    actions.look(actor=actor, case=found.need.case, what="case", at=at)
    shown = {
        "list": _listed(request, language, actor, desks, at, shown=offer_id),
        "page": offer_page(actor, found, at=at, language=language),
        "sent": sent,
        "other": change_text(change, language) if change is not None else "",
        "fault": fault,
        "done": done,
    }
    wrong = fault or (sent is not None and sent.faults)
    return render(request, "inbox/offer.html", shown, status=409 if change is not None else 422 if wrong else 200)


def change_text(change: Change, language: str) -> str:
    """What somebody else did meanwhile, in words."""
    return say(
        "inbox.stale.what",
        language,
        by=change.by or say("inbox.stale.somebody", language),
        state=say(f"inbox.state.{change.state}", language),
        moment=moment_text(change.at, language),
    )


def _listed(
    request: HttpRequest,
    language: str,
    actor: Actor,
    desks: Sequence[str],
    at: datetime,
    shown: UUID | None = None,
) -> InboxList:
    """The list of the address; a look is kept for every firm of which it shows the name."""
    choice = read_choice(request.GET, desks=desks)
    listed = inbox_list(actor, desks, choice, on=timezone.localdate(at), language=language, shown=shown)
    actions.looks_at_list(actor=actor, cases=[row.need.case for row in listed.offers], at=at)
    return listed


def _managed(actor: Actor, desks: Sequence[str]) -> dict[str, object]:
    """The desks that somebody manages, with their figures and settings."""
    ids = [desk for desk in desks if actor.desks.get(desk) is Role.MANAGER]
    return {"managed": list(Desk.objects.filter(pk__in=ids)) if ids else []}
