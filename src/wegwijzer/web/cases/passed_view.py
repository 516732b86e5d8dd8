"""What became of a question that was just passed on: kept for the next page in the session, as ids alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from wegwijzer.core.referral.permissions import Action, Actor, may
from wegwijzer.web.referral import pages
from wegwijzer.web.referral.actions.opening import Passed, Referred
from wegwijzer.web.referral.models import Need, Participant
from wegwijzer.web.referral.standing import as_uuid, tied
from wegwijzer.wording.values import date_text

_KEY = "passed_on"


@dataclass(frozen=True, slots=True)
class PassedView:
    """The page: its texts stand under `cases.passed.<what>`; `desks` are (name, day of the answer)."""

    what: str
    for_client: bool
    desks: tuple[tuple[str, str], ...]
    address: str


def keep_passed(request: HttpRequest, referred: Referred, *, desk: str) -> None:
    """Remember for the next page what became of it."""
    request.session[_KEY] = {
        "what": referred.passed.value,
        "need": str(referred.need.pk) if referred.need is not None else "",
        "desk": desk,
    }


def passed_view(request: HttpRequest, what: str, actor: Actor, language: str) -> PassedView | None:
    """The page for a code; None where there is no such code. Details only for who may still see them."""
    if what not in {passed.value for passed in Passed}:
        return None
    kept = request.session.get(_KEY, {})
    if kept.get("what") != what:
        return PassedView(what, bool(actor.desks), (), "")
    need = Need.objects.select_related("case__firm").filter(pk=kept["need"]).first() if kept["need"] else None
    if need is None or not may(actor, Action.SEE_CASE, tied(need.case)):
        asked = reverse("inbox:brought_list", args=[language]) if what == Passed.ASKED.value and kept["desk"] else ""
        return PassedView(what, bool(kept["desk"]), (), asked)
    desks = tuple(
        (str(offer.desk), date_text(offer.reply_by, language)) for offer in need.offers.select_related("desk")
    )
    return PassedView(what, bool(kept["desk"]), desks, followed_at(need, kept["desk"], actor, language))


def followed_at(need: Need, desk: str, actor: Actor, language: str) -> str:
    """Where a question can be followed: the firm's own page, or that of the contact who brought it from a `desk`."""
    if not desk and str(need.case.firm_id or "") in actor.firms:
        return pages.firm_page(need.case, language)
    brought = Participant.objects.filter(case=need.case, desk_id=as_uuid(desk)).first() if desk else None
    if brought is not None:
        return pages.brought_page(brought, language)
    return reverse("guide:front", args=[language])
