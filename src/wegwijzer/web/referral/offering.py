"""Offering a need: the routing of the core over the desks of the database, and the offers that come of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.routing import Absence, Asked, Choice, Routing, route
from wegwijzer.core.referral.routing import Desk as RoutingDesk
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.people.models import Absence as AbsenceRow
from wegwijzer.web.people.models import Desk, Membership
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Consent, Event, Need, Offer
from wegwijzer.web.referral.timing import local_day, promised_days, reply_by

MOST_DESKS = 5
"""Desks that a firm or its contact can choose at once."""


def routing_desks(on: date) -> tuple[RoutingDesk, ...]:
    """The desks that help firms, with how busy they are on a day. Plain rows, for every referral reads all of them."""
    open_states = [OfferState.WAITING.value, OfferState.TAKEN_UP.value]
    busy = dict(Offer.objects.filter(state__in=open_states).order_by().values_list("desk_id").annotate(Count("pk")))
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for desk_id, person_id in Membership.objects.filter(person__is_active=True).values_list("desk_id", "person_id"):
        people[desk_id].add(person_id)
    whole: dict[UUID, list[Absence]] = defaultdict(list)
    away: dict[UUID, set[UUID]] = defaultdict(set)
    absences = AbsenceRow.objects.filter(first__lte=on, last__gte=on).values_list(
        "desk_id", "person_id", "first", "last"
    )
    for desk_id, person_id, first, last in absences:
        if person_id is None:
            whole[desk_id].append(Absence(first, last))
        else:
            away[desk_id].add(person_id)
    return tuple(
        RoutingDesk(
            id=str(row["pk"]),
            organisation=row["organisation"] or str(row["pk"]),
            name=f"{row['name']}, {row['branch']}" if row["branch"] else row["name"],
            **{name: frozenset(row[name]) for name in _LISTS},
            capacity=row["capacity"],
            open_offers=busy.get(row["pk"], 0),
            absences=_absences(whole[row["pk"]], people[row["pk"]], away[row["pk"]], on),
            people=len(people[row["pk"]]),
            reply_days=promised_days(row["reply_days"]),
            is_fallback=row["is_fallback"],
        )
        for row in Desk.objects.filter(kind=Desk.Kind.HELPER, is_active=True).values(
            "pk", "organisation", "name", "branch", "capacity", "reply_days", "is_fallback", *_LISTS
        )
    )


_LISTS = ("business_domains", "expertise", "sectors", "provinces", "sizes", "languages")


def _absences(whole: list[Absence], people: set[UUID], away: set[UUID], on: date) -> tuple[Absence, ...]:
    """When a desk is away; that everybody is away is the same as the desk being so."""
    everybody = [Absence(on, on)] if people and people <= away else []
    return (*whole, *everybody)


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


def routing_of_need(need: Need, *, at: datetime, most: int | None = 3) -> Routing:
    """Whom to offer a need to beside those that were asked."""
    already = frozenset(str(desk) for desk in need.offers.values_list("desk_id", flat=True))
    return routing_of(asked_of(need), at=at, already=already, most=most)


def offer_need(
    need: Need,
    desks: tuple[str, ...],
    *,
    actor: Actor,
    side: CaseSide,
    desk: UUID | str | None,
    at: datetime,
    how: str,
    parent: Offer | None = None,
    kind: Happening = Happening.OFFERED,
    by_fallback: bool = False,
) -> list[Offer]:
    """Offer a need to desks by id; without any, to the one that fits best. Raises RefusedError.

    It always ends in a person: a desk without people is refused, and where nothing fits the fallback is asked. `how` is
    how the firm agreed (page, spoken, on_referral).
    """
    routing = routing_of_need(need, at=at, most=None)
    wanted = dict.fromkeys(desks)
    if len(wanted) > MOST_DESKS:
        raise RefusedError("too_many_desks")
    if not wanted:
        chosen = routing.choices[:1]
        if not chosen:
            raise RefusedError("nobody_to_ask")
    else:
        chosen = tuple(_wanted(routing, wanted, need, at))
    return _make(need, chosen, actor, side, desk, at, how, parent, kind, by_fallback)


def _wanted(routing: Routing, wanted: Iterable[str], need: Need, at: datetime) -> Iterable[Choice]:
    """The desks that somebody chose: also those that would not be chosen by themselves, if there is anybody."""
    by_id = {choice.desk.id: choice for choice in routing.choices}
    if routing.fallback is not None:
        by_id.setdefault(routing.fallback.desk.id, routing.fallback)
    known = {desk.id: desk for desk, _ in routing.left_out}
    asked = {str(desk) for desk in need.offers.values_list("desk_id", flat=True)}
    for desk_id in wanted:
        if desk_id in asked:
            raise RefusedError("already_asked")
        if desk_id in by_id:
            yield by_id[desk_id]
        elif desk_id in known and known[desk_id].people > 0:
            yield Choice(known[desk_id], (), 0.0)
        else:
            raise RefusedError("desk_unknown" if desk_id not in known else "desk_empty")


def _make(
    need: Need,
    chosen: Iterable[Choice],
    actor: Actor,
    side: CaseSide,
    desk: UUID | str | None,
    at: datetime,
    how: str,
    parent: Offer | None,
    kind: Happening,
    by_fallback: bool,
) -> list[Offer]:
    offers = [
        Offer(
            need=need,
            desk_id=choice.desk.id,
            parent=parent,
            by_fallback=by_fallback or choice.desk.is_fallback,
            why=[reason.value for reason in choice.reasons],
            offered_at=at,
            state_since=at,
            reply_days=choice.desk.reply_days,
            reply_by=reply_by(at, choice.desk.reply_days),
        )
        for choice in chosen
    ]
    Offer.objects.bulk_create(offers)
    Event.objects.bulk_create(
        Event(
            case_id=need.case_id,
            need=need,
            offer=offer,
            at=at,
            person_id=actor.person or None,
            desk_id=desk,
            side=side.value,
            kind=kind.value,
            after=offer.state,
        )
        for offer in offers
    )
    Consent.objects.bulk_create(
        Consent(
            case_id=need.case_id,
            desk_id=offer.desk_id,
            need=need,
            purpose="help",
            given_at=at,
            given_how=how,
            given_by_id=actor.person or None,
        )
        for offer in offers
    )
    return list(Offer.objects.select_related("desk", "need__case__firm").filter(pk__in=[offer.pk for offer in offers]))
