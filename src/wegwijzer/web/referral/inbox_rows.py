"""The rows of an inbox: how many stand in each view, and a page of one, with few and small queries however many.

A desk may have tens of thousands. So rows are counted and sorted by their ids alone, over indexes in which all that is
counted and sorted by stands; only those of the page are read whole, and of them only what a list shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Window

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.referral.models import Case, Firm, Offer
from wegwijzer.web.referral.standing import as_uuid

VIEWS = ("new", "mine", "overdue", "waiting", "open", "ended")
"""The views of an inbox. `waiting` are those in which it is the firm's turn: taken up, and the last word was ours."""
_WAITING, _TAKEN = OfferState.WAITING.value, OfferState.TAKEN_UP.value
_OPEN = (_WAITING, _TAKEN)
_SHOWN = (
    "state", "reply_by", "state_since", "adviser__name", "desk__name", "desk__branch", "need__subject",
    "need__case__sector", "need__case__province", "need__case__size",
    "need__case__firm__name", "need__case__firm__enterprise_number",
)  # fmt: skip
"""What a line of the list says; the rest of a row is read when somebody asks for it."""


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of a view: its offers in order, how many the whole view has, and the number of the page, from 1.

    The number is that of the last page where a later one was asked for.
    """

    offers: Sequence[Offer]
    count: int
    number: int


def helper_desks_of(actor: Actor) -> list[str]:
    """The ids of the desks at which somebody helps firms, as far as their roles say so."""
    return [desk for desk, role in actor.desks.items() if role is not Role.FIRST_LINE]


def inbox(
    actor: Actor, view: str, *, on: date, desk_id: object = None, subject: str = "", text: str = ""
) -> QuerySet[Offer]:
    """The offers to somebody's desks in a view, what is due first, what ended last first. Look through it in pages."""
    rows = _rows(actor, desk_id).filter(_views(actor, on)[view])
    if subject:
        rows = rows.filter(need__subject=subject)
    if text.strip():
        # The firms are found first and each offer looks only into its need: three tables an offer took four times this.
        found = Case.objects.filter(firm__in=Firm.objects.filter(firm_with(text.strip())))
        rows = rows.filter(Q(need__words__icontains=text.strip()) | Q(need__case__in=found))
    return rows.order_by(*(("-state_since", "pk") if view == "ended" else ("reply_by", "offered_at", "pk")))


def inbox_page(found: QuerySet[Offer], *, page: int, size: int, count: int | None = None) -> InboxPage:
    """A page of `size` rows of what `inbox` found; `count` is how many there are, None where nobody counted yet."""
    if count is None:
        first = (page - 1) * size
        counted = found.annotate(total=Window(Count("pk"))).values_list("pk", "total")[first : first + size]
        ids, totals = zip(*counted, strict=True) if counted else ((), ())
        if ids or page == 1:
            return InboxPage(_offers(ids), totals[0] if totals else 0, page)
        count = found.count()
    number = max(min(page, -(-count // size)), 1)
    first = (number - 1) * size
    return InboxPage(_offers(list(found.values_list("pk", flat=True)[first : first + size])), count, number)


def inbox_slice(found: QuerySet[Offer], *, first: int, size: int) -> tuple[list[Offer], int]:
    """The rows of what `inbox` found from a place on, and how many there are in all; for programs, that count rows."""
    return _offers(list(found.values_list("pk", flat=True)[first : first + size])), found.count()


def inbox_counts(actor: Actor, *, on: date) -> dict[str, int]:
    """How many there are in each view, in one query that goes through the offers once."""
    views = _views(actor, on)
    by_state = _rows(actor).order_by().values_list("state")
    rows = by_state.annotate(
        n=Count("pk"), **{view: Count("pk", filter=views[view]) for view in ("mine", "overdue", "waiting")}
    )
    counts = dict.fromkeys(VIEWS, 0)
    for state, number, mine, overdue, waiting in rows:
        counts["mine"] += mine
        counts["overdue"] += overdue
        counts["waiting"] += waiting
        counts["open" if state in _OPEN else "ended"] += number
        counts["new"] += number if state == _WAITING else 0
    return counts


def firm_with(text: str, path: str = "") -> Q:
    """Firms with a text in their name or number. A number has digits alone, so that words are not looked for in it."""
    before = f"{path}__" if path else ""
    found = Q(**{f"{before}name__icontains": text})
    return found | Q(**{f"{before}enterprise_number__contains": text}) if text.isdecimal() else found


def _rows(actor: Actor, desk_id: object = None) -> QuerySet[Offer]:
    desks = helper_desks_of(actor)
    if desk_id:
        desks = [desk for desk in desks if desk == str(as_uuid(desk_id))]
    return Offer.objects.filter(desk_id__in=desks, archived=False).exclude(state=OfferState.WITHDRAWN.value)


def _views(actor: Actor, on: date) -> dict[str, Q]:
    return {
        "new": Q(state=_WAITING),
        "mine": Q(state=_TAKEN, adviser_id=actor.person or None),
        "overdue": Q(state=_WAITING, reply_by__lt=on),
        "waiting": Q(state=_TAKEN, waits_for_firm=True),
        "open": Q(state__in=_OPEN),
        "ended": ~Q(state__in=_OPEN),
    }


def _offers(ids: Sequence[UUID]) -> list[Offer]:
    """The rows of these ids, in their order."""
    found = Offer.objects.select_related("need__case__firm", "desk", "adviser").only(*_SHOWN).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
