"""What pages of partner search and other apps read. Nothing here gives a name before both agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from wegwijzer.core.partnering.contacting import ContactState, sees_name
from wegwijzer.core.partnering.seeking import Why
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.partners.actions import contact_of
from wegwijzer.web.partners.letters import readers_of
from wegwijzer.web.partners.models import ContactRow, Seeking, Suggestion


@dataclass(frozen=True, slots=True)
class Suggested:
    """A possible partner as one firm sees it: nothing but what fits."""

    id: UUID
    why: Why
    gets: tuple[str, ...]
    gives: tuple[str, ...]
    may_compete: bool


@dataclass(frozen=True, slots=True)
class Met:
    """A request as one of the two sees it. `name` and `people` (name, address) are empty until both agreed."""

    row: ContactRow
    is_mine: bool
    state: ContactState
    gets: tuple[str, ...]
    gives: tuple[str, ...]
    name: str = ""
    people: tuple[tuple[str, str], ...] = ()


def seekings_of(actor: Actor) -> Sequence[Seeking]:
    """The firms that somebody may act for here: those they speak for, and those whose pen their office holds."""
    if not actor.is_signed_in:
        return []
    theirs = Q(firm_id__in=list(actor.firms)) | Q(pen_id__in=list(actor.desks))
    return list(Seeking.objects.filter(theirs).select_related("firm", "pen").order_by("firm__created", "pk"))


def suggested(row: Seeking) -> Sequence[Suggested]:
    """The possible partners of a firm, best first, without those it has a request with."""
    rows = Suggestion.objects.filter(Q(one=row) | Q(other=row), is_over=False).exclude(
        contacts__state__in=(ContactState.ASKED.value, ContactState.AGREED.value)
    )
    return [_suggested(found, row) for found in rows]


def suggestion_for(row: Seeking, suggestion_id: UUID) -> Suggestion | None:
    """One of them."""
    return Suggestion.objects.filter(Q(one=row) | Q(other=row), pk=suggestion_id).first()


def met(row: Seeking) -> Sequence[Met]:
    """The requests of a firm and to it that matter still, the newest first.

    One that the other declined or did not answer reads the same to who asked, so that nobody is judged by it.
    """
    rows = ContactRow.objects.filter(Q(asking=row) | Q(asked=row)).select_related(
        "suggestion", "asking__firm", "asked__firm"
    )
    return [_met(found, row) for found in rows if found.asking_id == row.pk or found.state in _SHOWN_TO_ASKED]


def contact_for(row: Seeking, contact_id: UUID) -> ContactRow | None:
    """One of them."""
    return ContactRow.objects.filter(Q(asking=row) | Q(asked=row), pk=contact_id).first()


def open_requests(actor: Actor) -> int:
    """How many requests wait for an answer of somebody's firms."""
    if not actor.firms:
        return 0
    return ContactRow.objects.filter(asked__firm_id__in=list(actor.firms), state=ContactState.ASKED.value).count()


def kept_of_firm(firm_id: UUID) -> Mapping[str, Any]:
    """Everything that partner search keeps of a firm, as plain JSON, for its own export; empty when there is none."""
    row = Seeking.objects.filter(firm_id=firm_id).select_related("pen").first()
    if row is None:
        return {}
    return {
        "has": row.has,
        "seeks": row.seeks,
        "markets": row.markets,
        "nace": row.nace,
        "meets_competitors": row.meets_competitors,
        "pen": str(row.pen) if row.pen is not None else "",
        "agreed_at": row.agreed_at.isoformat() if row.agreed_at is not None else None,
        "suggestions": [[list(one.gets), list(one.gives)] for one in suggested(row)],
        "contacts": [
            {
                "asked_by_us": one.is_mine,
                "state": one.state.value,
                "on": one.row.on.isoformat(),
                "answer_by": one.row.answer_by.isoformat(),
                "words": one.row.words,
                "with": one.name,
            }
            for one in met(row)
        ],
    }


_SHOWN_TO_ASKED = (ContactState.ASKED.value, ContactState.AGREED.value)


def _suggested(found: Suggestion, viewer: Seeking) -> Suggested:
    gets, gives = _sides(found, viewer)
    why = Why.BOTH if gets and gives else Why.HAS_WHAT_YOU_SEEK if gets else Why.SEEKS_WHAT_YOU_HAVE
    return Suggested(found.pk, why, gets, gives, found.may_compete)


def _sides(found: Suggestion, viewer: Seeking) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the other has for the viewer, and what it seeks that the viewer has."""
    is_one = found.one_id == viewer.pk
    pairs = list(found.pairs)
    for_one = pairs[:1] if found.gives_one else []
    for_other = pairs[len(for_one) :]
    mine, theirs = (for_one, for_other) if is_one else (for_other, for_one)
    return tuple(had for _, had in mine), tuple(sought for sought, _ in theirs)


def _met(row: ContactRow, viewer: Seeking) -> Met:
    is_mine = row.asking_id == viewer.pk
    gets, gives = _sides(row.suggestion, viewer)
    state = ContactState(row.state)
    if is_mine and state is ContactState.DECLINED:
        state = ContactState.EXPIRED
    other = row.asked if is_mine else row.asking
    if not sees_name(str(viewer.pk), contact_of(row)):
        return Met(row, is_mine, state, gets, gives)
    people = tuple((person.name, person.email) for person in readers_of(other))
    return Met(row, is_mine, state, gets, gives, other.firm.name, people)
