"""The states of a referral, and the written table by which a need's and a case's state follow from its offers.

Nobody sets the state of a need or a case: the firm's page, the inbox and the figures all read it off the offers. The
table is `NEED_RULES`, read from the top; the first line that holds decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class OfferState(Enum):
    """How one organisation stands to one need.

    `WITHDRAWN` is the firm's own: it no longer shares the need with this organisation, which then sees nothing of it.
    `REFERRED_ON` is how an offer ends whose organisation laid the need before others and does nothing more itself; it
    comes with that act.
    """

    WAITING = "waiting"
    TAKEN_UP = "taken_up"
    NOT_FOR_US = "not_for_us"
    DONE = "done"
    DONE_WITHOUT_RESULT = "done_without_result"
    NOT_REACHED = "not_reached"
    WITHDRAWN = "withdrawn"
    REFERRED_ON = "referred_on"


class NeedState(Enum):
    """How a need stands; `NOBODY` when every organisation asked said that it is not for them or referred it on."""

    NEW = "new"
    WAITING = "waiting"
    TAKEN_UP = "taken_up"
    HELPED = "helped"
    WITHOUT_RESULT = "without_result"
    NOT_REACHED = "not_reached"
    NOBODY = "nobody"
    WITHDRAWN = "withdrawn"


class CaseState(Enum):
    """How a case stands. It is open until every need has ended."""

    NEW = "new"
    WAITING = "waiting"
    TAKEN_UP = "taken_up"
    ENDED = "ended"


NEED_RULES: tuple[tuple[OfferState, NeedState], ...] = (
    (OfferState.TAKEN_UP, NeedState.TAKEN_UP),
    (OfferState.DONE, NeedState.HELPED),
    (OfferState.WAITING, NeedState.WAITING),
    (OfferState.DONE_WITHOUT_RESULT, NeedState.WITHOUT_RESULT),
    (OfferState.NOT_REACHED, NeedState.NOT_REACHED),
    (OfferState.NOT_FOR_US, NeedState.NOBODY),
    (OfferState.WITHDRAWN, NeedState.WITHDRAWN),
    (OfferState.REFERRED_ON, NeedState.NOBODY),
)
"""If any offer is in the first state, the need is in the second. A need that one organisation took up is taken up
whatever the others say, and one that somebody solved is helped although others have not answered yet. Who referred on
has no say any more: the need is as those have it to whom it went."""

CASE_RULES: tuple[tuple[frozenset[NeedState], CaseState], ...] = (
    (frozenset({NeedState.TAKEN_UP}), CaseState.TAKEN_UP),
    (frozenset({NeedState.WAITING}), CaseState.WAITING),
    (frozenset({NeedState.NEW}), CaseState.NEW),
)
"""If any need is in one of the first states, the case is in the second; where no line holds, it has ended."""

ENDED_NEEDS = frozenset(
    {NeedState.HELPED, NeedState.WITHOUT_RESULT, NeedState.NOT_REACHED, NeedState.NOBODY, NeedState.WITHDRAWN}
)
"""The states in which nothing more is to be done for a need."""

ENDED_OFFERS = frozenset(set(OfferState) - {OfferState.WAITING, OfferState.TAKEN_UP})
"""The states in which an organisation has no more to do."""


def need_state(offers: Iterable[OfferState]) -> NeedState:
    """The state of a need, from those of its offers in any order.

    >>> need_state([OfferState.NOT_FOR_US, OfferState.WAITING])
    <NeedState.WAITING: 'waiting'>
    """
    present = set(offers)
    for offer, need in NEED_RULES:
        if offer in present:
            return need
    return NeedState.NEW


def case_state(needs: Iterable[NeedState]) -> CaseState:
    """The state of a case, from those of its needs in any order; one without needs is new.

    >>> case_state([NeedState.HELPED, NeedState.NOBODY])
    <CaseState.ENDED: 'ended'>
    """
    present = set(needs)
    if not present:
        return CaseState.NEW
    for states, case in CASE_RULES:
        if present & states:
            return case
    return CaseState.ENDED
