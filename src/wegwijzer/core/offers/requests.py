"""A request about a topic: asked by one side, answered by the other, or ended by itself. Both must say yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from wegwijzer.core.offers.offering import Side
from wegwijzer.core.offers.rules import OfferRules


class RequestState(Enum):
    """Where a request stands. Only OPEN can change."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Refusal(Enum):
    """Why a request cannot be made: one's own topic, the same side, one that is open already, or somebody is full."""

    OWN = "own"
    SAME_SIDE = "same_side"
    ASKED_ALREADY = "asked_already"
    ASKER_FULL = "asker_full"
    ASKED_FULL = "asked_full"
    NOT_OPEN = "not_open"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a request: who (an owner's id), on which side, and how many open requests it has in all."""

    owner: str
    side: Side
    open_requests: int


def refusal(asker: Party, asked: Party, *, is_open: bool, has_asked: bool, rules: OfferRules) -> Refusal | None:
    """Why the request cannot be made, or None. A cap holds for what one sent and received together, on both sides."""
    if not is_open:
        return Refusal.NOT_OPEN
    if asker.owner == asked.owner:
        return Refusal.OWN
    if asker.side is asked.side:
        return Refusal.SAME_SIDE
    if has_asked:
        return Refusal.ASKED_ALREADY
    if asker.open_requests >= rules.most_open[asker.side]:
        return Refusal.ASKER_FULL
    if asked.open_requests >= rules.most_open[asked.side]:
        return Refusal.ASKED_FULL
    return None


def answer_by(asked_on: date, rules: OfferRules) -> date:
    """The last day on which a request can be answered."""
    return asked_on + timedelta(days=rules.answer_within)


def is_lapsed(by: date, *, on: date) -> bool:
    """Whether its last day is over."""
    return on > by


def is_reminder_due(by: date, rules: OfferRules, *, on: date) -> bool:
    """Whether somebody who did not answer is to be reminded; not any more once the last day is over."""
    return by - timedelta(days=rules.answer_reminder) <= on <= by
