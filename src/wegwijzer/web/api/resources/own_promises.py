"""Logs of promises that somebody is a partner of: reading them, promising, and settling."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from wegwijzer.core.agreements.promises import WITH_TERMS, Step, steps_for
from wegwijzer.web.agreements.for_programs import log_actions, models, promise_form, promise_standing, queries, timeline
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import ONCE
from wegwijzer.web.api.once import do_once, request_id
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.speaking import language, one_of
from wegwijzer.web.api.schemas import own_promises as forms
from wegwijzer.web.api.schemas.shared import Id, Whole
from wegwijzer.web.api.scopes import Scope

router = Router(tags=["promises"])

_READ, _WRITE = Bearer(Scope.PLANS_READ), Bearer(Scope.PLANS_WRITE)
_Number = Annotated[Whole, Field(ge=1, le=log_actions.MOST_PROMISES, description="The promise, by number.")]


@router.get("/own-logs", response=Page[forms.OwnLogLine], auth=_READ)
def list_own_logs(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the logs of promises that you are a partner of or invited to, those with the latest news first."""
    return paged(request, response, asked, queries.logs_of(caller_of(request).actor), _line)


@router.get("/own-logs/{log_id}", response=forms.OwnLog, auth=_READ)
def get_own_log(request: HttpRequest, log_id: Id) -> Any:
    """Show a log with each promise as it stands, and what you may do with it now."""
    return _log(_partner(request, log_id))


@router.get("/own-logs/{log_id}/timeline", response=forms.Timeline, auth=_READ)
def get_own_timeline(request: HttpRequest, log_id: Id) -> Any:
    """Show the whole log as evidence, each event with its hash: the document that its page gives as a file."""
    return timeline.timeline(_partner(request, log_id).cooperation, at=timezone.now())


@router.post("/own-logs/{log_id}/promises", response={201: forms.OwnLog}, auth=_WRITE)
def add_promise(
    request: HttpRequest,
    response: HttpResponse,
    log_id: Id,
    given: forms.PromiseGiven,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Enter a promise, for the other to confirm. The other is told."""
    caller, now, partner = caller_of(request), timezone.now(), _partner(request, log_id)
    what, due = _terms(request, given.what, given.due)
    others = {one.number: one for one in partner.cooperation.partners.exclude(pk=partner.pk)}
    other = others.get(given.other)
    if other is None:
        raise InvalidError(one_of(request, "body.other", [str(number) for number in others]))
    giver, taker = (partner, other) if given.giver == "me" else (other, partner)
    token = request_id(request, caller)

    def act() -> object:
        return log_actions.promise(partner, giver=giver, taker=taker, what=what, due=due, token=token, at=now)

    do_once(request, response, caller, act, at=now)
    return Status(201, _log(_partner(request, log_id)))


@router.post("/own-logs/{log_id}/promises/{number}/steps", response=forms.OwnLog, auth=_WRITE)
def step_promise(
    request: HttpRequest,
    response: HttpResponse,
    log_id: Id,
    number: _Number,
    given: forms.PromiseStepGiven,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Confirm, decline, change, keep or settle a promise of which you are one of the two. The other is told.

    The step that was just taken is not taken twice.
    """
    caller, now, partner = caller_of(request), timezone.now(), _partner(request, log_id)
    row = partner.cooperation.promises.filter(number=number).first()
    if row is None or partner.pk not in (row.giver_id, row.taker_id):
        raise Http404
    step, words, what, due = Step(given.to), promise_form.one_line(given.words), "", None
    if step in WITH_TERMS:
        what, due = _terms(request, given.what, given.due)

    def act() -> object:
        return log_actions.take_step(row, step, partner, at=now, what=what, due=due, words=words)

    do_once(request, response, caller, act, at=now)
    return _log(_partner(request, log_id))


def _partner(request: HttpRequest, log_id: Id) -> models.Partner:
    """Who asks, as a partner who said yes. Http404 for everybody else."""
    found = queries.partner_of(caller_of(request).actor, log_id)
    if found is None or found.joined is None:
        raise Http404
    return found


def _terms(request: HttpRequest, what: str, due: date | None) -> tuple[str, date]:
    """What is promised by when, read as the page's form is. Raises InvalidError."""
    sent = {"what": what, "due": due.isoformat() if due is not None else ""}
    form = promise_form.read_terms(sent, language(request))
    if form.faults or form.due is None:
        raise InvalidError(*(FaultText(f"body.{name}", fault) for name, fault in form.faults.items()))
    return form.what, form.due


def _line(partner: models.Partner) -> dict[str, Any]:
    log, is_invited = partner.cooperation, partner.joined is None
    return {
        "id": str(log.pk),
        "title": log.title,
        "partners": [one.name for one in log.partners.all() if one.pk != partner.pk],
        "is_invited": is_invited,
        "open": 0 if is_invited else queries.open_promises(log),
    }


def _log(me: models.Partner) -> dict[str, Any]:
    log = models.Cooperation.objects.get(pk=me.cooperation_id)
    rows = log.promises.select_related("giver", "taker").prefetch_related("events")
    return {
        "id": str(log.pk),
        "title": log.title,
        "partners": [
            {"number": one.number, "name": one.name, "is_me": one.pk == me.pk, "has_joined": one.joined is not None}
            for one in log.partners.all()
        ],
        "promises": [_promise(row, me) for row in rows],
        "events": log.events_count,
        "head": log.head,
    }


def _promise(row: models.PromiseRow, me: models.Partner) -> dict[str, Any]:
    found, on = promise_standing.standing(row), timezone.localdate()
    change = found.change
    return {
        "number": row.number,
        "giver": row.giver.number,
        "taker": row.taker.number,
        "what": found.terms.what,
        "due": found.terms.due.isoformat(),
        "state": found.state.value,
        "is_late": found.is_late(on),
        "is_disputed": found.is_disputed,
        "change": {"what": change.what, "due": change.due.isoformat(), "by": int(found.change_by)} if change else None,
        "steps": [step.value for step in steps_for(found, str(me.number), on=on)],
    }
