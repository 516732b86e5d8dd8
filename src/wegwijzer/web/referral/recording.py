"""Writing what happened, and what follows from it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from wegwijzer.core.referral.case import CaseFacts, NeedFacts, OfferFacts, owner_desk
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import CaseState, OfferState
from wegwijzer.core.referral.steps import Reason
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Event, Need, Offer


def record(
    case: Case,
    kind: Happening,
    *,
    actor: Actor,
    side: CaseSide,
    desk: UUID | str | None = None,
    at: datetime,
    need: Need | None = None,
    offer: Offer | None = None,
    before: str = "",
    after: str = "",
    reason: str = "",
    words: str = "",
) -> Event:
    """Keep that something happened."""
    return Event.objects.create(
        case=case,
        need=need,
        offer=offer,
        at=at,
        person_id=actor.person or None,
        desk_id=desk,
        side=side.value,
        kind=kind.value,
        before=before,
        after=after,
        reason=reason,
        words=words,
    )


def offer_facts(offer: Offer) -> OfferFacts:
    """An offer as the core sees it."""
    return OfferFacts(
        str(offer.pk),
        str(offer.desk_id),
        OfferState(offer.state),
        offer.offered_at,
        offer.state_since,
        offer.reply_days,
        offer.by_fallback,
        Reason(offer.reason) if offer.reason else None,
    )


def case_facts(case: Case) -> CaseFacts:
    """A case as the core sees it. Uses what was prefetched (`needs__offers`)."""
    needs = tuple(
        NeedFacts(str(need.pk), need.subject, tuple(offer_facts(offer) for offer in need.offers.all()))
        for need in case.needs.all()
    )
    return CaseFacts(
        str(case.pk), case.opened_at, case.last_activity, needs, case.closed_at, case.anonymous_at is not None
    )


def refresh(case: Case, *, actor: Actor, at: datetime) -> CaseFacts:
    """Write down what follows from the offers: states, owner, and the end of the case or its reopening.

    The case must be locked. Whoever reopens an offer of a closed case must have seen to it that the firm has no other
    open case (`moving.make_room`).
    """
    needs = list(Need.objects.filter(case=case).prefetch_related("offers"))
    offers = {need.pk: tuple(offer_facts(offer) for offer in need.offers.all()) for need in needs}
    facts = CaseFacts(
        str(case.pk),
        case.opened_at,
        at,
        tuple(NeedFacts(str(need.pk), need.subject, offers[need.pk]) for need in needs),
        case.closed_at,
    )
    for need, found in zip(needs, facts.needs, strict=True):
        if need.state != found.state.value:
            need.state = found.state.value
            need.save(update_fields=["state"])
    is_ended = facts.state is CaseState.ENDED
    if is_ended and case.closed_at is None:
        case.closed_at = at
        record(case, Happening.CLOSED, actor=actor, side=CaseSide.CLOCK, at=at)
    elif not is_ended and case.closed_at is not None:
        case.closed_at = case.archived_at = None
        record(case, Happening.REOPENED, actor=actor, side=CaseSide.CLOCK, at=at)
    case.state = facts.state.value
    case.owner_desk_id = owner_desk(facts)
    case.last_activity = at
    case.version += 1
    case.save(update_fields=["state", "owner_desk", "closed_at", "archived_at", "last_activity", "version"])
    return facts
