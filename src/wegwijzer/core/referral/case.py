"""A case as values: what clocks, ownership and figures are worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wegwijzer.core.referral.states import (
    ENDED_OFFERS,
    CaseState,
    NeedState,
    OfferState,
    case_state,
    need_state,
)
from wegwijzer.core.referral.steps import Reason


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """One need offered to one desk. Moments carry their time zone.

    `reply_days` is the reply time that was promised to the firm when the offer was made, in working days; `by_fallback`
    says that the offer went to the fallback because nobody else could help or answered; `reason` why it is not for the
    desk, None in other states.
    """

    id: str
    desk: str
    state: OfferState
    offered_at: datetime
    state_since: datetime
    reply_days: int
    by_fallback: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """One need with its offers, oldest first. `subject` is a business domain."""

    id: str
    subject: str
    offers: tuple[OfferFacts, ...]

    @property
    def state(self) -> NeedState:
        """As the table says."""
        return need_state(offer.state for offer in self.offers)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case with its needs, oldest first.

    `closed_at` is when it last came to its end, None while it is open; `last_activity` when anybody last did or wrote
    anything. `is_anonymous` says that nothing in it points to the firm any more.
    """

    id: str
    opened_at: datetime
    last_activity: datetime
    needs: tuple[NeedFacts, ...]
    closed_at: datetime | None = None
    is_anonymous: bool = False

    @property
    def state(self) -> CaseState:
        """As the table says; a closed case whose needs all went on in a newer one stays ended."""
        if not self.needs and self.closed_at is not None:
            return CaseState.ENDED
        return case_state(need.state for need in self.needs)

    @property
    def offers(self) -> tuple[OfferFacts, ...]:
        """Those of all needs."""
        return tuple(offer for need in self.needs for offer in need.offers)


def owner_desk(case: CaseFacts) -> str | None:
    """The one desk that answers for a case: who took it up first, else who was asked first, else who ended it last.

    It follows from the offers like the states, so a case with an offer always has exactly one owner; None only where
    nothing was offered to anybody, or the firm withdrew everything.
    """
    offers = [offer for offer in case.offers if offer.state is not OfferState.WITHDRAWN]
    taken = [offer for offer in offers if offer.state is OfferState.TAKEN_UP]
    waiting = [offer for offer in offers if offer.state is OfferState.WAITING]
    ended = [offer for offer in offers if offer.state in ENDED_OFFERS]
    if taken:
        return min(taken, key=lambda offer: (offer.state_since, offer.id)).desk
    if waiting:
        return min(waiting, key=lambda offer: (offer.offered_at, offer.id)).desk
    if ended:
        return max(ended, key=lambda offer: (offer.state_since, offer.id)).desk
    return None
