"""For which firm somebody acts on a page of partner search, and whether as the firm itself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.partners.models import Seeking
from wegwijzer.web.partners.queries import seekings_of
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral import queries as referral
from wegwijzer.web.referral.models import Firm, Participant


@dataclass(frozen=True, slots=True)
class Visit:
    """`firm` is the firm, `row` its place in the search (None when it is not in it); `is_own` unless an office acts."""

    actor: Actor
    firm: Firm
    row: Seeking | None
    is_own: bool


def firms_for(actor: Actor) -> list[Firm]:
    """The firms that somebody can act for: their own first, then those whose pen their office holds."""
    own = list(Firm.objects.filter(pk__in=list(actor.firms)).order_by("created", "pk"))
    held = [row.firm for row in seekings_of(actor) if str(row.firm_id) not in actor.firms]
    return [*own, *held]


def visit(request: HttpRequest) -> Visit | None:
    """The firm that the address or the form names, else the first; None for somebody without one.

    Raises Http404 for a firm that is not theirs.
    """
    actor = referral.actor_of(request)
    firms = firms_for(actor)
    wanted = request.POST.get("firm", "") or request.GET.get("bedrijf", "")
    if wanted:
        firms = [firm for firm in firms if str(firm.pk) == wanted]
        if not firms:
            raise Http404
    if not firms:
        return None
    firm = firms[0]
    row = Seeking.objects.filter(firm=firm).select_related("firm", "pen").first()
    return Visit(actor, firm, row, str(firm.pk) in actor.firms)


def in_the_search(request: HttpRequest) -> tuple[Visit, Seeking]:
    """The same for what only a firm in the search can do; Http404 for all others."""
    found = visit(request)
    if found is None or found.row is None:
        raise Http404
    return found, found.row


def offices_of(firm: Firm) -> list[Desk]:
    """The offices that can hold the pen: those in the firm's case with its consent."""
    joined = Participant.objects.filter(case__firm=firm, state=Participant.State.JOINED).values("desk_id")
    return list(Desk.objects.filter(pk__in=joined, is_active=True).order_by("name", "branch", "pk"))


def as_id(value: str) -> UUID | None:
    """An id from a form."""
    try:
        return UUID(value)
    except ValueError:
        return None
