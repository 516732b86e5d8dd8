"""Referring a question on: one organisation chosen on the page of the question, one click to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.inbox.access import advisers_only
from wegwijzer.web.inbox.forms import Sent, typed_words, version_of
from wegwijzer.web.inbox.inbox_choice import read_choice
from wegwijzer.web.inbox.labels import firm_name, subject_label
from wegwijzer.web.inbox.offer_page import links_of
from wegwijzer.web.inbox.others import others_for
from wegwijzer.web.inbox.views import change_text
from wegwijzer.web.inbox.views_offer import to_offer
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import Change, RefusedError, StaleError
from wegwijzer.web.referral.one_time_key import do_once

_LONGEST_SEARCH = 100


@require_http_methods(["GET", "HEAD", "POST"])
@advisers_only
def refer_on(
    request: HttpRequest, language: str, offer_id: UUID, *, actor: Actor, desks: Sequence[str]
) -> HttpResponse:
    """All organisations with why and why not; with one chosen (`naar`), the page to confirm it."""
    if request.method != "POST":
        return _page(request, language, offer_id, actor, desks, to=request.GET.get("naar", ""))
    to, words = request.POST.get("naar", "")[:50], typed_words(request.POST)
    sent, now = Sent("refer_on", {"words": words}), timezone.now()
    try:
        do_once(
            request,
            lambda: actions.refer_on(
                actor=actor,
                offer_id=offer_id,
                desks=(to,) if to else (),
                words=words,
                version=version_of(request.POST),
                at=now,
            ),
            actor=actor,
            at=now,
        )
    except StaleError as error:
        return _page(request, language, offer_id, actor, desks, to=to, sent=sent, change=error.change)
    except RefusedError as error:
        fault = f"referral.refused.{error.code}"
        return _page(request, language, offer_id, actor, desks, to=to, sent=sent, fault=fault)
    return to_offer(request, language, offer_id, desks, "referred")


def _page(
    request: HttpRequest,
    language: str,
    offer_id: UUID,
    actor: Actor,
    desks: Sequence[str],
    *,
    to: str = "",
    sent: Sent | None = None,
    change: Change | None = None,
    fault: str = "",
) -> HttpResponse:
    at = timezone.now()
    offer = queries.offer_page(actor, offer_id)
    case = offer.need.case
    actions.look(actor=actor, case=case, what="case", at=at)
    chain = queries.chain(offer.need)
    others = others_for(offer.need, chain, at=at, language=language)
    text = " ".join(request.GET.get("q", "").split())[:_LONGEST_SEARCH]
    chosen = others.find(to)
    if to and chosen is None and not fault and change is None:
        fault = "inbox.refer.gone"
    shown = {
        "offer": offer,
        "firm": firm_name(case, language),
        "subject": subject_label(offer.need.subject, language),
        "chosen": chosen,
        "fitting": [other for other in others.fitting if _fits(other.name, other.what, text)],
        "rest": [other for other in others.rest if other.can_be_asked and _fits(other.name, other.what, text)],
        "empty": [other for other in others.rest if not other.can_be_asked and _fits(other.name, other.what, text)],
        "q": text,
        "chain": links_of(chain, language, here=offer),
        "typed": sent.typed if sent is not None else {},
        "other": change_text(change, language) if change is not None else "",
        "fault": fault,
        "back": read_choice(request.GET, desks=desks).here,
    }
    status = 409 if change is not None else 422 if fault else 200
    return render(request, "inbox/refer_on.html", shown, status=status)


def _fits(name: str, what: str, text: str) -> bool:
    searched = f"{name} {what}".casefold()
    return all(word in searched for word in text.casefold().split())
