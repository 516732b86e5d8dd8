"""Ending everything that runs in a case at once, because the firm is forgotten or the time to keep it is over."""

from __future__ import annotations

from datetime import datetime

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.referral.models import Case, Offer
from wegwijzer.web.referral.recording import refresh

_BUSY = (OfferState.WAITING.value, OfferState.TAKEN_UP.value)


def end_everything(case: Case, *, at: datetime) -> None:
    """Every offer that still runs is taken back, silently; the case must be locked."""
    running = Offer.objects.filter(need__case=case, state__in=_BUSY)
    if running.update(state=OfferState.WITHDRAWN.value, state_since=at) or case.closed_at is None:
        refresh(case, actor=Actor(clock=True), at=at)
    if case.closed_at is None:  # a case without offers has no end of its own
        case.closed_at = at
        case.save(update_fields=["closed_at"])
