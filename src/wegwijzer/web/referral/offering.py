"""Offering a need: the routing of the core over the desks of the database, and the offers that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.routing import Asked, Choice, Routing, route
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.helper_desks import routing_desks as routing_desks
from wegwijzer.web.referral.models import Case, Consent, Event, Need, Offer
from wegwijzer.web.referral.recording import happening, keep_events
from wegwijzer.web.referral.timing import local_day, reply_by

MOST_DESKS = 5
"""Desks that a firm or its contact can choose at once."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a need comes to be shared: by whom, from which side and desk, when, and how the firm agreed.

    `how` is page, spoken or on_referral. `parent` is the offer from which it is referred on, with the `words` of who
    does; `by_fallback` says that it goes to the fallback because nobody else could help.
    """

    actor: Actor
    side: CaseSide
    desk: UUID | str | None
    at: datetime
    how: str
    kind: Happening = Happening.OFFERED
    parent: Offer | None = None
    by_fallback: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """Offers with what goes with each: that it happened, and that the firm agreed. They are kept together.

    `names` are those of the desks, in the same order.
    """

    offers: tuple[Offer, ...]
    names: tuple[str, ...]
    events: tuple[Event, ...]
    consents: tuple[Consent, ...]


def asked_of(need: Need) -> Asked:
    """A need as the routing reads it."""
    case = need.case
    firm = case.firm
    return Asked(
        business_domain=need.subject,
        expertise=tuple(need.expertise),
        sector=case.sector or None,
        province=case.province or None,
        size=case.size or None,
        language=firm.language if firm is not None else "nl",
    )


def routing_of(asked: Asked, *, at: datetime, already: frozenset[str] = frozenset(), most: int | None = 3) -> Routing:
    """Whom to offer to now, and why."""
    day = local_day(at)
    return route(asked, routing_desks(day), on=day, already=already, most=most)


def asked_before(need: Need) -> frozenset[str]:
    """The ids of the desks that a need was offered to; of a need that is not kept yet, none."""
    if need._state.adding:
        return frozenset()
    return frozenset(str(desk) for desk in need.offers.order_by().values_list("desk_id", flat=True))


def routing_of_need(need: Need, *, at: datetime, most: int | None = 3) -> Routing:
    """Whom to offer a need to beside those that were asked."""
    return routing_of(asked_of(need), at=at, already=asked_before(need), most=most)


def offer_need(need: Need, desks: tuple[str, ...], sharing: Sharing) -> list[Offer]:
    """Offer a need that is kept to desks by id, and keep that; else as `make_offers`."""
    made = make_offers(need, desks, sharing)
    Offer.objects.bulk_create(made.offers)
    keep_events(made.events)
    Consent.objects.bulk_create(made.consents)
    return list(made.offers)


def make_offers(need: Need, desks: tuple[str, ...], sharing: Sharing, *, avoid: frozenset[str] = frozenset()) -> Made:
    """Offers of a need to desks by id; without any, to the one that fits best. Nothing is kept. Raises RefusedError.

    Those to `avoid` are only chosen where there is nobody else.

    It always ends in a person: a desk without people is refused, and where nothing fits the fallback is asked.
    """
    already = asked_before(need)
    routing = routing_of(asked_of(need), at=sharing.at, already=already, most=None)
    wanted = dict.fromkeys(desks)
    if len(wanted) > MOST_DESKS:
        raise RefusedError("too_many_desks")
    if not wanted:
        others = routing_of(asked_of(need), at=sharing.at, already=already | avoid, most=None) if avoid else routing
        chosen = others.choices[:1] or routing.choices[:1]
        if not chosen:
            raise RefusedError("nobody_to_ask")
    else:
        chosen = tuple(_wanted(routing, wanted, already))
    return _made(need, need.case, chosen, sharing)


def _wanted(routing: Routing, wanted: Iterable[str], already: frozenset[str]) -> Iterator[Choice]:
    """The desks that somebody chose: also those that would not be chosen by themselves, if there is anybody."""
    by_id = {choice.desk.id: choice for choice in routing.choices}
    if routing.fallback is not None:
        by_id.setdefault(routing.fallback.desk.id, routing.fallback)
    known = {desk.id: desk for desk, _ in routing.left_out}
    for desk_id in wanted:
        if desk_id in already:
            raise RefusedError("already_asked")
        if desk_id in by_id:
            yield by_id[desk_id]
        elif desk_id in known and known[desk_id].people > 0:
            yield Choice(known[desk_id], (), 0.0)
        else:
            raise RefusedError("desk_unknown" if desk_id not in known else "desk_empty")


def _made(need: Need, case: Case, chosen: tuple[Choice, ...], sharing: Sharing) -> Made:
    at = sharing.at
    offers = tuple(
        Offer(
            need=need,
            desk_id=UUID(choice.desk.id),
            parent=sharing.parent,
            by_fallback=sharing.by_fallback or choice.desk.is_fallback,
            why=[reason.value for reason in choice.reasons],
            offered_at=at,
            state_since=at,
            reply_days=choice.desk.reply_days,
            reply_by=reply_by(at, choice.desk.reply_days),
            waits_for_firm=case.waits_for_firm,
        )
        for choice in chosen
    )
    events = tuple(
        happening(
            case,
            sharing.kind,
            actor=sharing.actor,
            side=sharing.side,
            desk=sharing.desk,
            at=at,
            need=need,
            offer=offer,
            after=offer.state,
            words=sharing.words,
        )
        for offer in offers
    )
    consents = tuple(
        Consent(
            case=case,
            desk_id=offer.desk_id,
            need=need,
            purpose="help",
            given_at=at,
            given_how=sharing.how,
            given_by_id=sharing.actor.person or None,
        )
        for offer in offers
    )
    return Made(offers, tuple(choice.desk.name for choice in chosen), events, consents)
