"""A request about a topic as its two sides see it: names only where both said yes, or where a structure asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.offers.permissions import OfferAction, may
from wegwijzer.core.offers.requests import RequestState, is_lapsed
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.offers.models import TopicRequest
from wegwijzer.web.offers.rows import offering_of, owner_of
from wegwijzer.web.offers.topic_actions import is_asker
from wegwijzer.web.offers.words import who_text
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is on the other side: shown once both said yes."""

    name: str
    person: str
    email: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request. `other` is who stands on the other side, as far as it may be known; `contact` once both said yes."""

    id: str
    title: str
    topic: str
    i_asked: bool
    waits_for_me: bool
    other: str
    words: str
    state: str
    state_text: str
    icon: str
    asked_on: str
    answer_by: str
    mine: str
    contact: Contact | None


_ICONS = {"open": "maybe", "agreed": "met"}


def is_party(actor: Actor, request: TopicRequest) -> bool:
    """Whether somebody stands on either side of it."""
    return is_asker(actor, request) or may(actor, OfferAction.ANSWER, owner_of(request.topic))


def request_line(request: TopicRequest, actor: Actor, language: str, *, on: date) -> RequestView:
    """The request for one of its sides."""
    i_asked = not may(actor, OfferAction.ANSWER, owner_of(request.topic))
    is_open = request.state == RequestState.OPEN.value and not is_lapsed(request.answer_by, on=on)
    state = request.state if is_open or request.state != RequestState.OPEN.value else RequestState.LAPSED.value
    is_agreed = state == RequestState.AGREED.value
    contact = (_owner(request) if i_asked else _asker(request)) if is_agreed else None
    return RequestView(
        id=str(request.pk),
        title=request.topic.title,
        topic=str(request.topic_id),
        i_asked=i_asked,
        waits_for_me=is_open and not i_asked,
        other=contact.name if contact else _other(request, i_asked=i_asked, language=language),
        words=request.words,
        state=state,
        state_text=say(f"offers.state.{state}", language),
        icon=_ICONS.get(state, "no"),
        asked_on=date_text(request.asked.date(), language),
        answer_by=date_text(request.answer_by, language),
        mine=request.mine.title if request.mine is not None else "",
        contact=contact,
    )


def _other(request: TopicRequest, *, i_asked: bool, language: str) -> str:
    """Who it is before both said yes: a structure by its name, a firm as a firm."""
    if i_asked:
        return who_text(offering_of(request.topic), language)
    if request.desk is not None:
        return str(request.desk)
    if request.mine is not None:
        return who_text(offering_of(request.mine), language)
    return say("offers.who.firm", language)


def _asker(request: TopicRequest) -> Contact:
    name = str(request.desk) if request.desk is not None else request.firm_name
    return Contact(name, request.person.name, request.person.email)


def _owner(request: TopicRequest) -> Contact:
    """Whoever said yes for a school; the person who posted it for a firm."""
    topic = request.topic
    person = request.answered_by if topic.desk is not None else topic.person
    name = str(topic.desk) if topic.desk is not None else topic.firm_name
    return Contact(name, person.name if person else "", person.email if person else "")
