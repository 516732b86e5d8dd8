"""Who may do what with offerings and the map: one written table, over the standings of `core.referral.permissions`.

Whoever posted a firm's topic stands to it as `FIRM`; advisers and managers of a helper's desk stand to the desk's
offerings as `OWN_DESK` and `OWN_DESK_MANAGER`. An administrator keeps the site running and posts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from wegwijzer.core.offers.offering import Side
from wegwijzer.core.referral.permissions import NOTHING, Actor, Role, Standing, Tied, standings


class OfferAction(Enum):
    """What can be done with an offering, with a request about a topic, with a pair that looks alike, and the map."""

    SEE = "see"
    POST_FOR_DESK = "post_for_desk"
    POST_TOPIC_OF_FIRM = "post_topic_of_firm"
    CHANGE = "change"
    SEE_FITS = "see_fits"
    ASK_AS_FIRM = "ask_as_firm"
    ANSWER = "answer"
    DECIDE_ALIKE = "decide_alike"
    SEE_GAPS = "see_gaps"


_S = Standing
_EVERYONE = frozenset(Standing)
_SIGNED_IN = _EVERYONE - {_S.VISITOR}
_DESK = frozenset({_S.OWN_DESK, _S.OWN_DESK_MANAGER})
_OWNER = _DESK | {_S.FIRM}

PERMITTED: Mapping[OfferAction, frozenset[Standing]] = {
    OfferAction.SEE: _EVERYONE,
    OfferAction.POST_FOR_DESK: _DESK,
    OfferAction.POST_TOPIC_OF_FIRM: _SIGNED_IN,
    OfferAction.CHANGE: _OWNER,
    OfferAction.SEE_FITS: _OWNER,
    OfferAction.ASK_AS_FIRM: _SIGNED_IN,
    OfferAction.ANSWER: _OWNER,
    OfferAction.DECIDE_ALIKE: _DESK | {_S.EDITOR},
    OfferAction.SEE_GAPS: frozenset({_S.MANAGER, _S.ANALYST, _S.EDITOR}),
}
"""Which standings allow an action."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an offering is: a desk of a helper, or the person who posted a firm's topic. Ids as text."""

    side: Side
    id: str


def may(actor: Actor, action: OfferAction, owner: Owner | None = None) -> bool:
    """Whether somebody may do something, to something of an owner where it is about one.

    >>> may(Actor(), OfferAction.SEE), may(Actor(), OfferAction.SEE_GAPS)
    (True, False)
    """
    thing = Tied(desk=owner.id) if owner is not None and owner.side is Side.STRUCTURE else NOTHING
    found = set(standings(actor, thing))
    if actor.desks.get(thing.desk) is Role.FIRST_LINE:  # refers firms, and helps none itself
        found.discard(Standing.OWN_DESK)
    if owner is not None and owner.side is Side.FIRM and actor.person == owner.id and actor.is_signed_in:
        found.add(Standing.FIRM)
    return not PERMITTED[action].isdisjoint(found)
