"""How a desk does, counted from its offers: no names of firms, and small numbers as they are, for it is their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from uuid import UUID

from django.db.models import Min, Q
from django.utils import timezone

from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.working_days import working_days_between
from wegwijzer.readers.holidays import shipped_holidays
from wegwijzer.web.referral.happenings import Happening
from wegwijzer.web.referral.models import Offer

OPEN_STATES = (OfferState.WAITING.value, OfferState.TAKEN_UP.value)


@dataclass(frozen=True, slots=True)
class Month:
    """What came in and what was taken up in a month, by its first day."""

    first: date
    offered: int
    taken: int


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """The numbers of a period; what is `overdue` and the `load` are of now.

    `median` and `ninety` are working days until half and nine in ten were taken up, of the questions that were taken up
    or still wait; None while so many have not been taken up yet. `load` is by adviser, "" for what nobody took up.
    """

    offered: int
    taken: int
    median: int | None
    ninety: int | None
    overdue: int
    states: Mapping[str, int]
    refusals: Mapping[str, int]
    load: Mapping[str, int]
    months: Sequence[Month]


@dataclass(frozen=True, slots=True)
class _Row:
    offered_on: date
    state: str
    reason: str
    taken_on: date | None


def desk_numbers(desk_id: UUID, *, first: date, last: date) -> DeskNumbers:
    """The numbers of the questions that came from `first` to `last`, both included; `last` is today."""
    since = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    rows = [_row(*values) for values in _offers(desk_id, since)]
    waits = [_wait(row) for row in rows if row.taken_on is not None or row.state == OfferState.WAITING.value]
    now = Offer.objects.filter(desk_id=desk_id, state__in=OPEN_STATES, archived=False)
    open_now = list(now.values_list("state", "reply_by", "adviser__name"))
    return DeskNumbers(
        offered=len(rows),
        taken=sum(row.taken_on is not None for row in rows),
        median=quantile(waits, 0.5),
        ninety=quantile(waits, 0.9),
        overdue=sum(state == OfferState.WAITING.value and reply_by < last for state, reply_by, _ in open_now),
        states=Counter(row.state for row in rows),
        refusals=Counter(row.reason for row in rows if row.state == OfferState.NOT_FOR_US.value),
        load=Counter(name or "" for _, _, name in open_now),
        months=_months(rows, first, last),
    )


def quantile(waits: Iterable[int | None], share: float) -> int | None:
    """The smallest wait within which at least that share was taken up; a wait of None has not ended yet.

    >>> quantile([0, 1, 5, None], 0.5), quantile([0, 1, 5, None], 0.9)
    (1, None)
    """
    ordered = sorted(waits, key=lambda wait: (wait is None, wait or 0))
    return ordered[ceil(len(ordered) * share) - 1] if ordered else None


def _offers(desk_id: UUID, since: datetime) -> Iterable[tuple[datetime, str, str, datetime | None]]:
    """When each came, how it stands, and when it was first taken up."""
    taken = Min("events__at", filter=Q(events__kind=Happening.STEP.value, events__after=OfferState.TAKEN_UP.value))
    found = Offer.objects.filter(desk_id=desk_id, offered_at__gte=since).order_by("offered_at")
    return found.annotate(taken_at=taken).values_list("offered_at", "state", "reason", "taken_at")


def _row(offered_at: datetime, state: str, reason: str, taken_at: datetime | None) -> _Row:
    taken_on = timezone.localtime(taken_at).date() if taken_at is not None else None
    return _Row(timezone.localtime(offered_at).date(), state, reason, taken_on)


def _wait(row: _Row) -> int | None:
    if row.taken_on is None:
        return None
    return max(working_days_between(row.offered_on, row.taken_on, shipped_holidays()), 0)


def _months(rows: Sequence[_Row], first: date, last: date) -> list[Month]:
    offered = Counter(row.offered_on.replace(day=1) for row in rows)
    taken = Counter(row.taken_on.replace(day=1) for row in rows if row.taken_on is not None)
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(Month(month, offered[month], taken[month]))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found
