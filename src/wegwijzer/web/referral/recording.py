"""Writing what happened, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import Signal

from wegwijzer.core.referral.case import CaseFacts, NeedFacts, OfferFacts, owner_desk
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import CaseState, OfferState
from wegwijzer.core.referral.steps import Reason
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Event, Need, Offer
from wegwijzer.web.referral.written import kept_words

events_kept = Signal()
"""Sent with `events` in the transaction that keeps them: what must hold with them holds, or neither does."""


def happening(
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
    """That something happened, not kept yet: for actions that keep several at once."""
    return Event(
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
        words=kept_words(words, actor.language),
    )


def record(case: Case, kind: Happening, *, actor: Actor, side: CaseSide, at: datetime, **what: Any) -> Event:
    """Keep that something happened; `what` is the rest of what `happening` takes."""
    event = happening(case, kind, actor=actor, side=side, at=at, **what)
    event.save(force_insert=True)
    events_kept.send(Event, events=(event,))
    return event


def keep_events(events: Sequence[Event]) -> None:
    """Keep several at once, with the offers they are about kept before."""
    if events:
        Event.objects.bulk_create(events)
        events_kept.send(Event, events=tuple(events))


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


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from the offers of a case: its facts, the needs whose state changed, and what happened by it."""

    facts: CaseFacts
    changed: tuple[Need, ...]
    events: tuple[Event, ...]


def refresh(case: Case, *, actor: Actor, at: datetime) -> CaseFacts:
    """Write down what follows from the offers: states, owner, and the end of the case or its reopening.

    The case must be locked. Whoever reopens an offer of a closed case must have seen to it that the firm has no other
    open case (`moving.make_room`).
    """
    settled = settle(case, needs_of(case), actor=actor, at=at)
    keep_events(settled.events)
    save_settled(case, settled)
    mark_offers(case)
    return settled.facts


def mark_offers(case: Case) -> None:
    """Say on the offers of a locked case what their lists read of it: whether it is archived or waits for the firm."""
    marks = {"archived": case.archived_at is not None, "waits_for_firm": case.waits_for_firm}
    Offer.objects.filter(need__case=case).exclude(**marks).update(**marks)


def needs_of(case: Case) -> dict[Need, Sequence[Offer]]:
    """The needs of a case that is kept, oldest first, with the offers of each."""
    found = Need.objects.filter(case=case).prefetch_related("offers")
    return {need: tuple(need.offers.all()) for need in found}


def settle(case: Case, needs: Mapping[Need, Sequence[Offer]], *, actor: Actor, at: datetime) -> Settled:
    """Set on a case and all its needs what follows from the offers. Nothing is kept yet."""
    facts = CaseFacts(
        str(case.pk),
        case.opened_at,
        at,
        tuple(
            NeedFacts(str(need.pk), need.subject, tuple(offer_facts(offer) for offer in offers))
            for need, offers in needs.items()
        ),
        case.closed_at,
    )
    changed = []
    for need, found in zip(needs, facts.needs, strict=True):
        if need.state != found.state.value:
            need.state = found.state.value
            changed.append(need)
    events = []
    is_ended = facts.state is CaseState.ENDED
    if is_ended and case.closed_at is None:
        case.closed_at = at
        events.append(happening(case, Happening.CLOSED, actor=actor, side=CaseSide.CLOCK, at=at))
    elif not is_ended and case.closed_at is not None:
        case.closed_at = case.archived_at = None
        events.append(happening(case, Happening.REOPENED, actor=actor, side=CaseSide.CLOCK, at=at))
    case.state = facts.state.value
    case.owner_desk_id = owner_desk(facts)
    case.last_activity = at
    case.version += 1
    return Settled(facts, tuple(changed), tuple(events))


def save_settled(case: Case, settled: Settled) -> None:
    """Keep what `settle` set on a case and needs that were kept before, or the whole of a case that is new."""
    for need in settled.changed:
        if not need._state.adding:
            need.save(update_fields=["state"])
    if case._state.adding:
        case.save(force_insert=True)
    else:
        case.save(update_fields=["state", "owner_desk", "closed_at", "archived_at", "last_activity", "version"])
