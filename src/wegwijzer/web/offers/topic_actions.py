"""Requests about topics: asked by one side, answered by the other, or ended by themselves.

Caps and "asked already" are looked at while both owners are held, so that two at once cannot pass them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.offers.permissions import OfferAction, Owner, may
from wegwijzer.core.offers.requests import Party, RequestState, answer_by, is_lapsed, refusal
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.offer_rules import shipped_offer_rules
from wegwijzer.web.offers import letters, queries
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.models import OfferingRow, TopicRequest
from wegwijzer.web.offers.rows import owner_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk, Person


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks: as whom, in which words, for which topic of their own (None for none)."""

    owner: Owner
    firm_name: str
    words: str
    mine: OfferingRow | None


@transaction.atomic
def ask(actor: Actor, topic: OfferingRow, asked: Asked, *, token: UUID, at: datetime, on: date) -> TopicRequest:
    """Ask about a topic. The same form sent twice gives one request.

    Raises OfferRefusedError: not_allowed, no_topic, or a `core.offers.requests.Refusal`.
    """
    known = TopicRequest.objects.filter(token=token, person_id=actor.person).first()
    if known is not None:
        return known
    _check_asker(actor, asked.owner)
    if topic.kind != Kind.TOPIC.value:
        raise OfferRefusedError("no_topic")
    owner = owner_of(topic)
    _hold((asked.owner, owner))
    is_open = queries.open_rows(on).filter(pk=topic.pk).exists()
    counts = queries.open_requests()
    mine = (
        {"desk_id": asked.owner.id} if asked.owner.side is Side.STRUCTURE else {"desk": None, "person_id": actor.person}
    )
    has_asked = TopicRequest.objects.filter(topic=topic, state=RequestState.OPEN.value, **mine).exists()
    why_not = refusal(
        Party(asked.owner.id, asked.owner.side, counts[asked.owner.id]),
        Party(owner.id, owner.side, counts[owner.id]),
        is_open=is_open,
        has_asked=has_asked,
        rules=shipped_offer_rules(),
    )
    if why_not is not None:
        raise OfferRefusedError(why_not.value)
    request = TopicRequest.objects.create(
        token=token,
        topic=topic,
        mine=asked.mine,
        person_id=actor.person,
        desk_id=asked.owner.id if asked.owner.side is Side.STRUCTURE else None,
        firm_name=asked.firm_name if asked.owner.side is Side.FIRM else "",
        words=asked.words,
        asked=at,
        answer_by=answer_by(on, shipped_offer_rules()),
    )
    letters.asked(request, at=at)
    return request


@transaction.atomic
def answer(actor: Actor, request: TopicRequest, *, yes: bool, at: datetime, on: date) -> None:
    """Say yes or no to a request. Raises OfferRefusedError: not_allowed, not_open_any_more."""
    held = _held(request)
    if not may(actor, OfferAction.ANSWER, owner_of(held.topic)):
        raise OfferRefusedError("not_allowed")
    _check_open(held, on)
    held.state = (RequestState.AGREED if yes else RequestState.DECLINED).value
    held.ended, held.answered_by_id = at, UUID(actor.person)
    held.save(update_fields=["state", "ended", "answered_by"])
    (letters.agreed if yes else letters.declined)(held, at=at)


@transaction.atomic
def take_back(actor: Actor, request: TopicRequest, *, at: datetime, on: date) -> None:
    """Take a request back. Raises OfferRefusedError: not_allowed, not_open_any_more."""
    held = _held(request)
    if not is_asker(actor, held):
        raise OfferRefusedError("not_allowed")
    _check_open(held, on)
    held.state, held.ended = RequestState.WITHDRAWN.value, at
    held.save(update_fields=["state", "ended"])


@transaction.atomic
def lapse(request: TopicRequest, *, at: datetime) -> bool:
    """End a request that was not answered in time; False when something happened meanwhile."""
    held = _held(request)
    if held.state != RequestState.OPEN.value:
        return False
    held.state, held.ended = RequestState.LAPSED.value, at
    held.save(update_fields=["state", "ended"])
    letters.lapsed(held, at=at)
    return True


def is_asker(actor: Actor, request: TopicRequest) -> bool:
    """Whether somebody asked it, or works at the desk that did."""
    if request.desk_id is not None:
        return may(actor, OfferAction.POST_FOR_DESK, Owner(Side.STRUCTURE, str(request.desk_id)))
    return actor.is_signed_in and actor.person == str(request.person_id)


def _check_asker(actor: Actor, owner: Owner) -> None:
    if owner.side is Side.FIRM:
        if owner.id != actor.person or not may(actor, OfferAction.ASK_AS_FIRM):
            raise OfferRefusedError("not_allowed")
    elif not may(actor, OfferAction.POST_FOR_DESK, owner) or not people.is_helper_desk(owner.id):
        raise OfferRefusedError("not_allowed")


def _check_open(request: TopicRequest, on: date) -> None:
    if request.state != RequestState.OPEN.value or is_lapsed(request.answer_by, on=on):
        raise OfferRefusedError("not_open_any_more")


def _held(request: TopicRequest) -> TopicRequest:
    return TopicRequest.objects.select_for_update().get(pk=request.pk)


def _hold(owners: Sequence[Owner]) -> None:
    """Take both owners' rows, always in one order, so that two who ask each other do not wait for one another."""
    for owner in sorted(owners, key=lambda one: (one.side.value, one.id)):
        table = Desk if owner.side is Side.STRUCTURE else Person
        table.objects.select_for_update().get(pk=owner.id)
