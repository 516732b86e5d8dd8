"""The desks that help firms, as the routing reads them: what they take, who is there, and how busy they are.

Every referral reads all of them, in its own transaction. Django takes some ten times longer to work out these four
queries and to make values of their rows than the database does to answer them. So their SQL is worked out once a day,
and a row that was made into a value before is not made into one again: the row itself is the key, so that nothing can
be out of date. How busy a desk is changes with each referral and stands apart: as part of the key, each would leave
one more value of every desk it was offered to in memory.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from wegwijzer.core.referral.routing import Absence
from wegwijzer.core.referral.routing import Desk as RoutingDesk
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.people.models import Absence as AbsenceRow
from wegwijzer.web.people.models import Desk, Membership
from wegwijzer.web.referral.models import Offer
from wegwijzer.web.referral.timing import promised_days

_LISTS = ("business_domains", "expertise", "sectors", "provinces", "sizes", "languages")
_COLUMNS = ("pk", "organisation", "name", "branch", "capacity", "reply_days", "is_fallback", *_LISTS)
_OPEN = (OfferState.WAITING.value, OfferState.TAKEN_UP.value)


def routing_desks(on: date) -> tuple[RoutingDesk, ...]:
    """The desks that help firms, with how busy they are on a day."""
    desks, memberships, absences, offers = (_rows(sql, values) for sql, values in _queries(on))
    busy = dict(offers)
    people: dict[Any, set[Any]] = defaultdict(set)
    for desk, person in memberships:
        people[desk].add(person)
    away: dict[Any, set[Any]] = defaultdict(set)
    for desk, person in absences:
        away[desk].add(person)
    nobody: set[Any] = set()
    return tuple(
        _busy_with(
            busy.get(row[0], 0),
            _routing_desk(
                row,
                len(people.get(row[0], nobody)),
                _is_away(people.get(row[0], nobody), away.get(row[0], nobody)),
                on,
            ),
        )
        for row in desks
    )


def _busy_with(open_offers: int, desk: RoutingDesk) -> RoutingDesk:
    return replace(desk, open_offers=open_offers) if open_offers else desk


def _is_away(people: set[Any], away: set[Any]) -> bool:
    """Whether a desk is away: itself (the absence of no person), or everybody of it."""
    return None in away or (bool(people) and people <= away)


@lru_cache(maxsize=4)
def _queries(on: date) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The SQL of a day with its values: desks, who works there, who is away, open offers by desk."""
    desks = Desk.objects.filter(kind=Desk.Kind.HELPER, is_active=True).order_by().values_list(*_COLUMNS)
    memberships = Membership.objects.filter(person__is_active=True).values_list("desk_id", "person_id")
    absences = AbsenceRow.objects.filter(first__lte=on, last__gte=on).order_by().values_list("desk_id", "person_id")
    offers = Offer.objects.filter(state__in=_OPEN).order_by().values_list("desk_id").annotate(Count("pk"))
    wanted: Iterable[QuerySet[Any, Any]] = (desks, memberships, absences, offers)
    return tuple(rows.query.sql_with_params() for rows in wanted)


def _rows(sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """What the database answers, as it does: ids may be text, and lists are."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [tuple(row) for row in cursor.fetchall()]


@lru_cache(maxsize=1024)
def _routing_desk(row: tuple[Any, ...], people: int, is_away: bool, on: date) -> RoutingDesk:
    """A row of `_COLUMNS` as the core reads it, with nothing to do."""
    found = dict(zip(_COLUMNS, row, strict=True))
    key = str(UUID(str(found["pk"])))
    return RoutingDesk(
        id=key,
        organisation=found["organisation"] or key,
        name=f"{found['name']}, {found['branch']}" if found["branch"] else found["name"],
        **{name: frozenset(json.loads(found[name])) for name in _LISTS},
        capacity=found["capacity"],
        open_offers=0,
        absences=(Absence(on, on),) if is_away else (),
        people=people,
        reply_days=promised_days(found["reply_days"]),
        is_fallback=bool(found["is_fallback"]),
    )
