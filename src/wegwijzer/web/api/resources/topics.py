"""Requests about topics for students, of a desk or a firm; and offers of a desk that look like another's."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from wegwijzer.core.offers.alike import Answer
from wegwijzer.core.offers.offering import Side
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import ONCE
from wegwijzer.web.api.once import do_once, request_id
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas import topics as forms
from wegwijzer.web.api.schemas.shared import Id, Whole
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.offers.for_programs import (
    alike_actions,
    errors,
    models,
    queries,
    request_view,
    rows,
    topic_actions,
    topic_asking,
)

router = Router(tags=["topics"])

_TOPICS, _OFFERS = Bearer(Scope.TOPICS_WRITE), Bearer(Scope.OFFERS_WRITE)
_Number = Annotated[Whole, Field(ge=1, description="The pair, by number.")]
_BOTH = ("topic__desk", "topic__person", "mine", "desk", "person", "answered_by")


@router.get("/topic-requests", response=Page[forms.TopicRequestTold], auth=_TOPICS)
def list_topic_requests(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the requests about topics that your desk, or you for your firm, sent or has to answer, the latest first."""
    return paged(request, response, asked, list(_requests(request)), lambda row: _told(request, row))


@router.post("/topic-requests", response={201: forms.TopicRequestTold}, auth=_TOPICS)
def ask_about_topic(
    request: HttpRequest, response: HttpResponse, given: forms.TopicRequestGiven, idempotency_key: str | None = ONCE
) -> Any:
    """Ask about a topic of the other side. Its owner gets a letter; names are told once both said yes."""
    caller, owner, now = caller_of(request), _owner(request), timezone.now()
    topic = queries.row(given.topic)
    if topic is None:
        raise Http404
    typed = {"words": given.words, "firm_name": given.firm_name, "agree": "yes", "mine": str(given.mine or "")}
    asked, faults = topic_asking.read_asked(owner, typed, language(request))
    if faults:
        raise InvalidError(*(FaultText(f"body.{name}", what) for name, what in faults.items()))
    token = request_id(request, caller)

    def act() -> object:
        return topic_actions.ask(caller.actor, topic, asked, token=token, at=now, on=timezone.localdate(now))

    do_once(request, response, caller, act, at=now)
    return Status(201, _told(request, _requests(request).get(token=token)))


@router.get("/topic-requests/{request_id}", response=forms.TopicRequestTold, auth=_TOPICS)
def get_topic_request(request: HttpRequest, request_id: Id) -> Any:
    """Show one request about a topic."""
    return _told(request, _request(request, request_id))


@router.post("/topic-requests/{request_id}", response=forms.TopicRequestTold, auth=_TOPICS)
def answer_topic_request(request: HttpRequest, request_id: Id, given: forms.TopicAnswer) -> Any:
    """Say yes or no to a request, or take one of your own back. With yes both sides read each other's names."""
    actor, now, found = caller_of(request).actor, timezone.now(), _request(request, request_id)
    on, is_asked = timezone.localdate(now), rows.owner_of(found.topic) == _owner(request)
    if is_asked is (given.answer == "take_back"):
        raise errors.OfferRefusedError("not_allowed")
    if given.answer == "take_back":
        topic_actions.take_back(actor, found, at=now, on=on)
    else:
        topic_actions.answer(actor, found, yes=given.answer == "yes", at=now, on=on)
    return _told(request, _request(request, request_id))


@router.get("/alike-offerings", response=Page[forms.AlikeTold], auth=_OFFERS)
def list_alike_offerings(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the offers of others that look like yours, about which is still to be decided."""
    return paged(
        request, response, asked, queries.pairs_for(caller_of(request).actor), lambda pair: _pair(request, pair)
    )


@router.post("/alike-offerings/{pair_id}", response=forms.AlikeTold, auth=_OFFERS)
def decide_alike_offerings(request: HttpRequest, pair_id: _Number, given: forms.AlikeGiven) -> Any:
    """Say what two offers are, for your own desk. Once both desks say so they are shown as one, or apart."""
    found = models.AlikePair.objects.filter(pk=pair_id).first()
    if found is None:
        raise Http404
    alike_actions.decide(caller_of(request).actor, found, Answer(given.decision), at=timezone.now())
    return _pair(request, models.AlikePair.objects.select_related("first__desk", "second__desk").get(pk=pair_id))


def _owner(request: HttpRequest) -> Owner:
    """As whom a key asks and answers: its desk, or its person for a firm. Http404 for an office, as on the pages."""
    caller = caller_of(request)
    if caller.key.firm_id is not None:
        return Owner(Side.FIRM, caller.actor.person)
    desks = [one for one in queries.owners_of(caller.actor) if one.side is Side.STRUCTURE]
    if not desks:
        raise Http404
    return desks[0]


def _requests(request: HttpRequest) -> QuerySet[models.TopicRequest]:
    """The requests of the key's own side alone: never what its person asked or owns elsewhere."""
    owner = _owner(request)
    sent = Q(desk_id=owner.id) if owner.side is Side.STRUCTURE else Q(desk=None, person_id=owner.id)
    received = Q(topic__desk_id=owner.id) if owner.side is Side.STRUCTURE else Q(topic__person_id=owner.id)
    return models.TopicRequest.objects.filter(sent | received).select_related(*_BOTH)


def _request(request: HttpRequest, request_id: Id) -> models.TopicRequest:
    found = _requests(request).filter(pk=request_id).first()
    if found is None:
        raise Http404
    return found


def _told(request: HttpRequest, row: models.TopicRequest) -> dict[str, Any]:
    seen = request_view.request_line(row, caller_of(request).actor, language(request), on=timezone.localdate())
    contact = seen.contact
    return {
        "id": seen.id,
        "topic": seen.topic,
        "title": seen.title,
        "i_asked": seen.i_asked,
        "waits_for_me": seen.waits_for_me,
        "other": seen.other,
        "words": seen.words,
        "state": seen.state,
        "asked": row.asked.isoformat(),
        "answer_by": row.answer_by.isoformat(),
        "mine": seen.mine,
        "contact": {"name": contact.name, "person": contact.person, "email": contact.email} if contact else None,
    }


def _pair(request: HttpRequest, pair: models.AlikePair) -> dict[str, Any]:
    desks = set(caller_of(request).actor.desks)
    return {
        "id": pair.pk,
        "likeness": round(pair.likeness, 3),
        "sides": [
            {
                "id": str(row.pk),
                "kind": row.kind,
                "title": row.title,
                "text": row.text,
                "structure": str(row.desk or ""),
                "page": row.page,
                "answer": answer,
                "is_mine": str(row.desk_id) in desks,
            }
            for row, answer in ((pair.first, pair.first_answer), (pair.second, pair.second_answer))
        ],
        "outcome": pair.outcome,
    }
