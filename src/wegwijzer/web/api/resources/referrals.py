"""Firms that one's own office refers and follows, with their consent."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.callers import Caller
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import ONCE
from wegwijzer.web.api.once import do_once, refer_once
from wegwijzer.web.api.paging import Page, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources import told
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas import cases as forms
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.cases.queries import (
    client_picture,
    client_question,
    desk_choice,
    expertise_in,
    is_postal_code,
    origin_of,
)
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.actions.opening import Referred
from wegwijzer.web.referral.errors import NotThereError
from wegwijzer.web.referral.givens import NeedGiven
from wegwijzer.web.referral.models import Participant
from wegwijzer.web.referral.timing import local_day
from wegwijzer.wording.language import say

router = Router(tags=["referrals"])

_READ, _REFER = Bearer(Scope.CASES_READ), Bearer(Scope.REFERRALS_WRITE)
_MORE = ("case__needs__offers__adviser", "case__needs__offers__parent__desk")


@router.get("/referrals", response=Page[forms.Referral], auth=_READ)
def list_referrals(request: HttpRequest, response: HttpResponse, asked: Query[forms.ReferralsAsked]) -> Any:
    """List the firms that your office referred, joined or asks to join.

    Those with the latest news first. Who has each question and when the firm hears; never anybody's words.
    """
    actor = caller_of(request).actor
    found = queries.brought(actor, text=asked.q or "")
    rows = list(found.prefetch_related(*_MORE)[asked.offset : asked.offset + asked.limit])
    joined = [row.case for row in rows if row.state == Participant.State.JOINED.value]
    actions.looks_at_list(actor=actor, cases=joined, at=timezone.now())
    return paged(request, response, asked, rows, told.referral, count=found.count())


@router.get("/referrals/{referral_id}", response=forms.Referral, auth=_READ)
def get_referral(request: HttpRequest, referral_id: Id) -> Any:
    """Show one firm that your office referred, with how each question stands."""
    return _shown(caller_of(request), referral_id)


@router.get("/desks", response=forms.DeskChoices, auth=_REFER)
def list_desks(request: HttpRequest, asked: Query[forms.DesksAsked]) -> Any:
    """List whom a client's question can go to, the best first, with why and why not."""
    on = timezone.localdate()
    number = _checked(request, "query", asked.subject, asked.enterprise_number, asked.postal_code, "")
    picture = client_picture(number=number, postal_code=asked.postal_code.strip(), on=on)
    found = desk_choice(
        asked.subject, asked.words, picture, chosen=(), language=language(request), at=timezone.now(), of_client=True
    )
    return told.desk_choices(found)


@router.post("/referrals", response={201: forms.Referred}, auth=_REFER)
def refer_firm(
    request: HttpRequest, response: HttpResponse, given: forms.ReferralGiven, idempotency_key: str | None = ONCE
) -> Any:
    """Refer a client with its question, with its consent.

    A case is opened, or the question is added to the open one that you follow; where another office opened it, the firm
    is asked to let you in. The desks are told at once, and the firm gets a letter that says what was shared with whom.
    """
    caller, now, firm = caller_of(request), timezone.now(), given.firm
    number = _checked(request, "body", given.subject, firm.enterprise_number, firm.postal_code, firm.email)
    on = local_day(now)
    question = client_question(
        name=firm.name.strip(),
        number=number,
        email=firm.email.strip(),
        phone=firm.phone.strip(),
        postal_code=firm.postal_code.strip(),
        subject=given.subject,
        words=given.words,
        desks=tuple(str(desk) for desk in given.desks),
        origin=origin_of(given.subject, measure=given.measure, light=given.light, on=on),
        language=firm.language,
        on=on,
    )
    desk = str(caller.key.desk_id)

    def act() -> Referred:
        return actions.refer(actor=caller.actor, given=question, at=now, desk_id=desk, consent=given.consent)

    referred = refer_once(request, response, caller, act, at=now)
    row = _row_of(referred, caller, number)
    return {"outcome": referred.passed.value, "referral": None if row is None else _shown(caller, row.pk)}


@router.post("/referrals/{referral_id}/needs", response={201: forms.Referral}, auth=_REFER)
def add_question(
    request: HttpRequest,
    response: HttpResponse,
    referral_id: Id,
    given: forms.NeedGivenNow,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Add another question to the open case of a firm that you follow."""
    caller, now = caller_of(request), timezone.now()
    row = _joined(caller, referral_id)
    need = NeedGiven(given.subject, given.words, expertise_in(given.words), about="first_line")

    def act() -> object:
        desks = tuple(str(desk) for desk in given.desks)
        return actions.add_need(actor=caller.actor, case_id=row.case_id, need=need, desks=desks, at=now)

    do_once(request, response, caller, act, at=now)
    return _shown(caller, referral_id)


@router.post("/referrals/{referral_id}/messages", response={201: forms.Story}, auth=_REFER)
def write_about_referral(
    request: HttpRequest,
    response: HttpResponse,
    referral_id: Id,
    given: forms.MessageGiven,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Write to the firm and those who help it. The answer is what you may read of the story."""
    caller, now = caller_of(request), timezone.now()
    row = _joined(caller, referral_id)

    def act() -> object:
        return actions.write_message(actor=caller.actor, case_id=row.case_id, words=given.words, at=now)

    do_once(request, response, caller, act, at=now)
    return told.story(row.case, caller.actor)


@router.delete("/referrals/{referral_id}", response={204: None}, auth=_REFER)
def leave_referral(request: HttpRequest, referral_id: Id) -> Any:
    """Follow a firm no longer: you are told nothing of it from now on. The case itself goes on."""
    caller = caller_of(request)
    queries.brought_case(caller.actor, referral_id)
    actions.leave(actor=caller.actor, participant_id=referral_id, at=timezone.now())
    return Status(204, None)


def _joined(caller: Caller, referral_id: object) -> Participant:
    """A firm that let the office in; of another nothing but that it was asked is there."""
    row = queries.brought_case(caller.actor, referral_id)
    if row.state != Participant.State.JOINED.value:
        raise NotThereError
    return row


def _shown(caller: Caller, referral_id: object) -> dict[str, Any]:
    row = queries.brought_case(caller.actor, referral_id)
    prefetch_related_objects([row], *_MORE)
    if row.state == Participant.State.JOINED.value:
        actions.look(actor=caller.actor, case=row.case, what="case", at=timezone.now())
    return told.referral(row)


def _row_of(referred: Referred, caller: Caller, number: str) -> Participant | None:
    """The office's own row of a case: that of the case, or for a firm that is asked the one that waits."""
    rows = Participant.objects.filter(desk=caller.key.desk)
    if referred.need is not None:
        return rows.filter(case=referred.need.case_id).first()
    if referred.participant is not None:
        return referred.participant
    asked = rows.filter(state=Participant.State.ASKED.value, case__firm__enterprise_number=number or None)
    return asked.order_by("-asked_at").first() if number else None


def _checked(request: HttpRequest, part: str, subject: str, typed: str, postal_code: str, email: str) -> str:
    """The enterprise number without its dots. Raises InvalidError with everything that is wrong."""
    spoken, faults = language(request), []
    firm = f"{part}.firm" if part == "body" else part
    number = ""
    if subject not in shipped_catalogue().business_domains:
        known = ", ".join(shipped_catalogue().business_domains)
        faults.append(FaultText(f"{part}.subject", say("referral.refused.no_such_subject", spoken), known))
    if typed.strip():
        try:
            number = parse_enterprise_number(typed)
        except ValueError:
            faults.append(FaultText(f"{firm}.enterprise_number", say("referral.refused.number_wrong", spoken)))
    if postal_code.strip() and not is_postal_code(postal_code.strip(), on=timezone.localdate()):
        faults.append(FaultText(f"{firm}.postal_code", say("cases.refer.postal_code_wrong", spoken)))
    if part == "body":
        try:
            validate_email(email.strip())
        except ValidationError:
            faults.append(FaultText(f"{firm}.email", say("referral.refused.email_wrong", spoken)))
    if faults:
        raise InvalidError(*faults)
    return number
