"""The desks that help firms, as the routing reads them: what they take, who is there, and how busy they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import Count

from wegwijzer.core.referral.routing import Absence
from wegwijzer.core.referral.routing import Desk as RoutingDesk
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.people.models import Absence as AbsenceRow
from wegwijzer.web.people.models import Desk, Membership
from wegwijzer.web.referral.models import Offer
from wegwijzer.web.referral.timing import promised_days

_LISTS = ("business_domains", "expertise", "sectors", "provinces", "sizes", "languages")
_OPEN = (OfferState.WAITING.value, OfferState.TAKEN_UP.value)


def routing_desks(on: date) -> tuple[RoutingDesk, ...]:
    """The desks that help firms, with how busy they are on a day. Plain rows, for every referral reads all of them."""
    busy = dict(Offer.objects.filter(state__in=_OPEN).order_by().values_list("desk_id").annotate(Count("pk")))
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for desk_id, person_id in Membership.objects.filter(person__is_active=True).values_list("desk_id", "person_id"):
        people[desk_id].add(person_id)
    whole: dict[UUID, list[Absence]] = defaultdict(list)
    away: dict[UUID, set[UUID]] = defaultdict(set)
    absences = AbsenceRow.objects.filter(first__lte=on, last__gte=on).order_by()
    for desk_id, person_id, first, last in absences.values_list("desk_id", "person_id", "first", "last"):
        if person_id is None:
            whole[desk_id].append(Absence(first, last))
        else:
            away[desk_id].add(person_id)
    desks = Desk.objects.filter(kind=Desk.Kind.HELPER, is_active=True).order_by()
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
        for row in desks.values(
            "pk", "organisation", "name", "branch", "capacity", "reply_days", "is_fallback", *_LISTS
        )
    )


def _absences(whole: list[Absence], people: set[UUID], away: set[UUID], on: date) -> tuple[Absence, ...]:
    """When a desk is away; that everybody is away is the same as the desk being so."""
    everybody = [Absence(on, on)] if people and people <= away else []
    return (*whole, *everybody)
