"""What can be told to another system. The values go out and are kept: never change one, add another."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """One kind of message, as its `type` says it.

    Of a case, to the desks it is offered to: RECEIVED when a need is offered, also again; ACCEPTED, DECLINED, ENDED
    and PUT_BACK by a step of a desk or the clock; HANDED_ON to the desk that referred it on; WITHDRAWN when the firm
    no longer shares it; CLOSED and REOPENED of the case as a whole. An office that brought the case hears of
    all but RECEIVED, PUT_BACK and WITHDRAWN. Of the catalogue, to everybody who wants it: PUBLISHED when a measure's
    rules are published, CATALOGUE_WITHDRAWN when a publication is undone. TEST is sent by hand.
    """

    RECEIVED = "case.received"
    ACCEPTED = "case.accepted"
    DECLINED = "case.declined"
    HANDED_ON = "case.handed_on"
    ENDED = "case.ended"
    PUT_BACK = "case.put_back"
    WITHDRAWN = "case.withdrawn"
    CLOSED = "case.closed"
    REOPENED = "case.reopened"
    PUBLISHED = "catalogue.published"
    CATALOGUE_WITHDRAWN = "catalogue.withdrawn"
    TEST = "webhook.test"


CHOOSABLE = tuple(kind for kind in Kind if kind is not Kind.TEST)
"""The kinds that an organisation picks from."""
TOLD_TO_BRINGERS = frozenset({Kind.ACCEPTED, Kind.DECLINED, Kind.HANDED_ON, Kind.ENDED, Kind.CLOSED, Kind.REOPENED})
"""What an office hears of a case that it brought: what its own page of the case shows it."""
