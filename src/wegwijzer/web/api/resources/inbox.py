"""Questions at one's own desk: the list, one, its story, and everything that an adviser does with it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.callers import Caller
from wegwijzer.web.api.conditions import asked_version, put_version
from wegwijzer.web.api.headers import IF_MATCH, ONCE
from wegwijzer.web.api.once import do_once
from wegwijzer.web.api.paging import Page, paged
from wegwijzer.web.api.resources import told
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas import cases as forms
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.inbox.queries import Other, others_for
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import NotThereError
from wegwijzer.web.referral.models import Offer

router = Router(tags=["inbox"])

_READ, _WRITE = Bearer(Scope.CASES_READ), Bearer(Scope.CASES_WRITE)


@router.get("", response=Page[forms.InboxLine], auth=_READ)
def list_inbox(request: HttpRequest, response: HttpResponse, asked: Query[forms.InboxAsked]) -> Any:
    """List the questions of your desk.

    What is due first comes first, what ended last first in the view of those that ended. That the names of firms were
    shown is kept, and the firm can read it.
    """
    actor, now = caller_of(request).actor, timezone.now()
    found = queries.inbox(
        actor, asked.view, subject=asked.subject or "", text=asked.q or "", on=timezone.localdate(now)
    )
    offers, count = queries.inbox_slice(found, first=asked.offset, size=asked.limit)
    actions.looks_at_list(actor=actor, cases=[offer.need.case for offer in offers], at=now)
    return paged(request, response, asked, offers, told.inbox_line, count=count)


@router.get("/counts", response=forms.InboxCounts, auth=_READ)
def count_inbox(request: HttpRequest) -> Any:
    """Count the questions of your desk in each view."""
    return queries.inbox_counts(caller_of(request).actor, on=timezone.localdate())


@router.get("/{question_id}", response=forms.Question, auth=_READ)
def get_question(request: HttpRequest, response: HttpResponse, question_id: Id) -> Any:
    """Show one question of your desk.

    The firm, its need, who else was asked, appointments, and the steps that can be taken. That you looked is kept.
    """
    return _shown(request, response, question_id)


@router.get("/{question_id}/story", response=forms.Story, auth=_READ)
def get_story(request: HttpRequest, question_id: Id) -> Any:
    """Show what happened in the case of a question, and the messages, oldest first."""
    actor = caller_of(request).actor
    offer = queries.offer_page(actor, question_id)
    actions.look(actor=actor, case=offer.need.case, what="case", at=timezone.now())
    return told.story(offer.need.case, actor)


@router.get("/{question_id}/desks", response=forms.DeskChoices, auth=_READ)
def list_other_desks(request: HttpRequest, question_id: Id) -> Any:
    """List the desks to which a question can be handed on, the best first, with why and why not."""
    actor, now = caller_of(request).actor, timezone.now()
    offer = queries.offer_page(actor, question_id)
    others = others_for(offer.need, queries.chain(offer.need), at=now, language=language(request))
    return {"best": [_other(one) for one in others.fitting], "others": [_other(one) for one in others.rest]}


@router.post("/{question_id}/steps", response=forms.Question, auth=_WRITE)
def take_step(
    request: HttpRequest,
    response: HttpResponse,
    question_id: Id,
    given: forms.StepGiven,
    if_match: str | None = IF_MATCH,
) -> Any:
    """Take a question up, say that it is not for you, or end it.

    `steps` of the question says which states can be reached from where it stands; every step can be taken back. The
    firm hears of it. With `not_for_us` it reads the reason.
    """
    caller, step = (
        caller_of(request),
        Step(OfferState(given.to), Reason(given.reason) if given.reason else None, given.words),
    )
    version = _version(request, caller, question_id)
    actions.take_step(actor=caller.actor, offer_id=question_id, step=step, version=version, at=timezone.now())
    return _shown(request, response, question_id)


@router.post("/{question_id}/hand-on", response=forms.Question, auth=_WRITE)
def hand_on(
    request: HttpRequest,
    response: HttpResponse,
    question_id: Id,
    given: forms.HandOnGiven,
    if_match: str | None = IF_MATCH,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Hand a question on to other desks, which ends your own part.

    Who helps on as well takes the question up again. The firm reads to whom it went and when it hears.
    """
    caller, now = caller_of(request), timezone.now()
    version = _version(request, caller, question_id)

    def act() -> object:
        return actions.refer_on(
            actor=caller.actor,
            offer_id=question_id,
            desks=tuple(str(desk) for desk in given.desks),
            words=given.words,
            version=version,
            at=now,
        )

    do_once(request, response, caller, act, at=now)
    return _shown(request, response, question_id)


@router.post("/{question_id}/assignment", response=forms.Question, auth=_WRITE)
def assign_question(
    request: HttpRequest,
    response: HttpResponse,
    question_id: Id,
    given: forms.AssignGiven,
    if_match: str | None = IF_MATCH,
) -> Any:
    """Give a question that was taken up to a colleague of the same desk."""
    caller = caller_of(request)
    version = _version(request, caller, question_id)
    actions.assign(actor=caller.actor, offer_id=question_id, person_id=given.person, version=version, at=timezone.now())
    return _shown(request, response, question_id)


@router.post("/{question_id}/messages", response={201: forms.Story}, auth=_WRITE)
def answer_question(
    request: HttpRequest,
    response: HttpResponse,
    question_id: Id,
    given: forms.MessageGiven,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Write to the firm about a question.

    The firm and the others in the case are told that there is something to read. The answer is the whole story.
    """
    caller, now = caller_of(request), timezone.now()
    offer = queries.offer_page(caller.actor, question_id)

    def act() -> object:
        case, need = offer.need.case_id, offer.need_id
        return actions.write_message(actor=caller.actor, case_id=case, need_id=need, words=given.words, at=now)

    do_once(request, response, caller, act, at=now)
    return told.story(queries.offer_page(caller.actor, question_id).need.case, caller.actor)


@router.post("/{question_id}/appointments", response={201: forms.Question}, auth=_WRITE)
def make_appointment(
    request: HttpRequest,
    response: HttpResponse,
    question_id: Id,
    given: forms.AppointmentGiven,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Make an appointment with the firm; both get an invitation for their calendar.

    Only for a question that was taken up, and for a moment that is still to come.
    """
    caller, now = caller_of(request), timezone.now()

    def act() -> object:
        return actions.make_appointment(
            actor=caller.actor,
            offer_id=question_id,
            begins=given.begins,
            minutes=given.minutes,
            place=given.place,
            at=now,
        )

    do_once(request, response, caller, act, at=now)
    return _shown(request, response, question_id)


@router.post("/{question_id}/appointments/{appointment_id}", response=forms.Question, auth=_WRITE)
def change_appointment(
    request: HttpRequest,
    response: HttpResponse,
    question_id: Id,
    appointment_id: Id,
    given: forms.AppointmentChange,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Move or cancel an appointment; calendars follow.

    `sequence` is the one that you saw: where it was changed meanwhile nothing is done.
    """
    caller, now = caller_of(request), timezone.now()
    offer = queries.offer_page(caller.actor, question_id)
    if not any(row.pk == appointment_id for row in offer.appointments.all()):
        raise NotThereError

    def act() -> object:
        return actions.change_appointment(
            actor=caller.actor,
            appointment_id=appointment_id,
            begins=None if given.cancel else given.begins,
            minutes=None if given.cancel else given.minutes,
            place=None if given.cancel else given.place,
            cancelled=given.cancel,
            sequence=given.sequence,
            at=now,
        )

    do_once(request, response, caller, act, at=now)
    return _shown(request, response, question_id)


def _version(request: HttpRequest, caller: Caller, question_id: object) -> int:
    """The version that a change is about; that of a question which is not there raises NotThereError first."""
    return asked_version(request, now=queries.offer_page(caller.actor, question_id).version)


def _shown(request: HttpRequest, response: HttpResponse, question_id: object) -> dict[str, Any]:
    """A question as it stands now, with its version; a look is kept."""
    actor = caller_of(request).actor
    offer: Offer = queries.offer_page(actor, question_id)
    actions.look(actor=actor, case=offer.need.case, what="case", at=timezone.now())
    shown = told.question(offer, actor)
    put_version(response, offer.version, json.dumps(shown, sort_keys=True, default=str))
    return shown


def _other(one: Other) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "why": ", ".join(one.reasons),
        "reply": one.reply,
        "can_be_asked": one.can_be_asked,
    }
