"""The questions of one's own firm: reading them, and everything that the firm does in its case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import ONCE
from wegwijzer.web.api.once import do_once, refer_once
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.problems import problem
from wegwijzer.web.api.resources import own_told, told
from wegwijzer.web.api.resources.speaking import language, one_of
from wegwijzer.web.api.schemas import own_cases as forms
from wegwijzer.web.api.schemas.cases import DeskChoices, Story
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.cases.for_programs import desk_choice, expertise_in, picture_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.actions.opening import Referred
from wegwijzer.web.referral.errors import NotThereError
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Case
from wegwijzer.wording.language import say

router = Router(tags=["firm"])

_READ, _WRITE = Bearer(Scope.FIRM_READ), Bearer(Scope.FIRM_WRITE)


@router.get("/own-cases", response=Page[forms.OwnCaseLine], auth=_READ)
def list_own_cases(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the cases of your firm, open ones first, then the newest."""
    return paged(request, response, asked, queries.firm_cases(caller_of(request).actor), own_told.case_line)


@router.post("/own-cases", response={201: forms.OwnCase}, auth=_WRITE)
def ask_question(
    request: HttpRequest, response: HttpResponse, given: forms.NewQuestionGiven, idempotency_key: str | None = ONCE
) -> Any:
    """Ask a question for your firm: a case is opened, or it is added to the open one.

    The desks are told at once, and you get a letter that says what was shared with whom.
    """
    caller, now = caller_of(request), timezone.now()
    _check_subject(request, given.subject)
    firm, person = caller.key.firm, people.person(caller.actor.person)
    if firm is None or person is None:
        raise Http404
    if not firm.enterprise_number and queries.actor_for(person).firms != caller.actor.firms:
        # Without a number a question goes to whichever of a person's firms is found first, as on the page.
        return problem(request, "refused_now", what=say("api.own.ask_on_page", language(request)))
    number = firm.enterprise_number or ""
    asked = Given(
        FirmGiven(firm.name, person.email, number, firm.phone, language(request)),
        NeedGiven(given.subject, given.words, expertise_in(given.words)),
        tuple(str(desk) for desk in given.desks),
    )

    def act() -> Referred:
        return actions.refer(actor=caller.actor, given=asked, at=now, consent=given.consent)

    referred = refer_once(request, response, caller, act, at=now)
    if referred.need is None:
        raise Http404
    return Status(201, _shown(request, referred.need.case_id))


@router.get("/own-cases/{case_id}", response=forms.OwnCase, auth=_READ)
def get_own_case(request: HttpRequest, case_id: Id) -> Any:
    """Show one case of your firm: its questions, who has each, appointments, who follows it, and what you said."""
    return _shown(request, case_id)


@router.get("/own-cases/{case_id}/story", response=Story, auth=_READ)
def get_own_story(request: HttpRequest, case_id: Id) -> Any:
    """Show what happened in a case, and all messages, oldest first."""
    return told.story(_case(request, case_id), caller_of(request).actor)


@router.get("/own-cases/{case_id}/looks", response=Page[forms.OwnLook], auth=_READ)
def list_own_looks(request: HttpRequest, response: HttpResponse, case_id: Id, asked: Query[forms.LooksAsked]) -> Any:
    """List who looked at a case and when, the last first. Programs of desks count as who made their key."""
    found = queries.looks(caller_of(request).actor, _case(request, case_id))
    rows = list(found[asked.offset : asked.offset + asked.limit])
    return paged(request, response, asked, rows, own_told.look_told, count=found.count())


@router.get("/own-cases/{case_id}/consents", response=forms.OwnConsents, auth=_READ)
def list_own_consents(request: HttpRequest, case_id: Id) -> Any:
    """List with whom a case is shared, and was, and how you agreed."""
    rows = queries.consents(caller_of(request).actor, _case(request, case_id))
    return {"items": [own_told.consent_told(row) for row in rows]}


@router.get("/own-cases/{case_id}/desks", response=DeskChoices, auth=_READ)
def list_desks_of_case(request: HttpRequest, case_id: Id, asked: Query[forms.DesksOfCaseAsked]) -> Any:
    """List whom another question can go to, the best first, with why and why not."""
    case, now = _case(request, case_id), timezone.now()
    _check_subject(request, asked.subject, "query")
    picture = picture_of(case, on=now)
    found = desk_choice(asked.subject, asked.words, picture, chosen=(), language=language(request), at=now)
    return told.desk_choices(found)


@router.post("/own-cases/{case_id}/messages", response={201: Story}, auth=_WRITE)
def write_in_own_case(
    request: HttpRequest,
    response: HttpResponse,
    case_id: Id,
    given: forms.OwnMessageGiven,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Write to who helps you, about one question or the whole case. The answer is the whole story."""
    caller, now, case = caller_of(request), timezone.now(), _case(request, case_id)

    def act() -> object:
        return actions.write_message(actor=caller.actor, case_id=case.pk, words=given.words, at=now, need_id=given.need)

    do_once(request, response, caller, act, at=now)
    return Status(201, told.story(_case(request, case_id), caller.actor))


@router.post("/own-cases/{case_id}/needs", response={201: forms.OwnCase}, auth=_WRITE)
def add_own_question(
    request: HttpRequest,
    response: HttpResponse,
    case_id: Id,
    given: forms.OwnQuestionGiven,
    idempotency_key: str | None = ONCE,
) -> Any:
    """Add another question to an open case, for desks that you choose."""
    case = _case(request, case_id)
    _check_subject(request, given.subject)
    need = NeedGiven(given.subject, given.words, expertise_in(given.words))
    desks, now, actor = tuple(str(desk) for desk in given.desks), timezone.now(), caller_of(request).actor
    act = lambda: actions.add_need(actor=actor, case_id=case.pk, need=need, desks=desks, at=now)  # noqa: E731
    return Status(201, _done(request, response, case_id, act))


@router.post("/own-cases/{case_id}/needs/{need_id}/take-back", response=forms.OwnCase, auth=_WRITE)
def take_question_back(request: HttpRequest, response: HttpResponse, case_id: Id, need_id: Id) -> Any:
    """Take a question back from everybody who has it. What is over stays as it ended."""
    _need(request, case_id, need_id)
    actor = caller_of(request).actor
    return _done(
        request, response, case_id, lambda: actions.withdraw_need(actor=actor, need_id=need_id, at=timezone.now())
    )


@router.post("/own-cases/{case_id}/needs/{need_id}/together", response=forms.OwnCase, auth=_WRITE)
def lay_question_together(
    request: HttpRequest, response: HttpResponse, case_id: Id, need_id: Id, given: forms.TogetherGiven
) -> Any:
    """Let a question be laid, without names, beside those of other firms, or no longer."""
    _need(request, case_id, need_id)
    actor, now = caller_of(request).actor, timezone.now()
    return _done(
        request, response, case_id, lambda: actions.let_together(actor=actor, need_id=need_id, yes=given.yes, at=now)
    )


@router.post("/own-cases/{case_id}/offers/{offer_id}", response=forms.OwnCase, auth=_WRITE)
def share_question(
    request: HttpRequest, response: HttpResponse, case_id: Id, offer_id: Id, given: forms.SharingGiven
) -> Any:
    """Stop sharing a question with one desk, or share it with that desk again."""
    case, actor, now = _case(request, case_id), caller_of(request).actor, timezone.now()
    if offer_id not in {offer.pk for need in case.needs.all() for offer in need.offers.all()}:
        raise NotThereError
    act = actions.give_back if given.is_shared else actions.withdraw_offer
    return _done(request, response, case_id, lambda: act(actor=actor, offer_id=offer_id, at=now))


@router.post("/own-cases/{case_id}/participants/{participant_id}", response=forms.OwnCase, auth=_WRITE)
def answer_contact(
    request: HttpRequest, response: HttpResponse, case_id: Id, participant_id: Id, given: forms.JoiningGiven
) -> Any:
    """Let a contact that asked follow the case, keep it out, or see one out that follows it."""
    case, actor, now = _case(request, case_id), caller_of(request).actor, timezone.now()
    if participant_id not in {row.pk for row in case.participants.all()}:
        raise NotThereError

    def act() -> object:
        if given.answer == "see_out":
            return actions.leave(actor=actor, participant_id=participant_id, at=now)
        return actions.answer_join(actor=actor, participant_id=participant_id, yes=given.answer == "let_in", at=now)

    return _done(request, response, case_id, act)


@router.post("/own-cases/{case_id}/outcomes/{number}", response=forms.OwnCase, auth=_WRITE)
def tell_outcome(
    request: HttpRequest, response: HttpResponse, case_id: Id, number: forms.Round, given: forms.OutcomeGiven
) -> Any:
    """Tell how it went, in a round of questions that you were asked. It can be told again until the next round."""
    case, actor, now = _case(request, case_id), caller_of(request).actor, timezone.now()
    row = next((row for row in case.outcomes.all() if row.round == number), None)
    if row is None:
        raise NotThereError

    def act() -> object:
        return actions.answer_outcome(
            actor=actor,
            outcome_id=row.pk,
            helped=given.helped,
            changed=tuple(given.changed),
            words=given.words,
            at=now,
        )

    return _done(request, response, case_id, act)


@router.get("/own-data", response=forms.OwnData, auth=Bearer(Scope.FIRM_EXPORT))
def export_own_data(request: HttpRequest) -> Any:
    """Fetch everything that is kept of your firm and of you: the document of the page with your data."""
    caller = caller_of(request)
    return actions.export(actor=caller.actor, firm_id=caller.key.firm_id, at=timezone.now())


def _case(request: HttpRequest, case_id: object) -> Case:
    """A case of the key's firm. Raises NotThereError for any other."""
    return queries.firm_case(caller_of(request).actor, case_id)


def _need(request: HttpRequest, case_id: object, need_id: object) -> None:
    """Raises NotThereError for a question that is none of the case."""
    if need_id not in {need.pk for need in _case(request, case_id).needs.all()}:
        raise NotThereError


def _check_subject(request: HttpRequest, subject: str, part: str = "body") -> None:
    domains = list(shipped_catalogue().business_domains)
    if subject not in domains:
        raise InvalidError(one_of(request, f"{part}.subject", domains))


def _done(request: HttpRequest, response: HttpResponse, case_id: object, act: Callable[[], object]) -> dict[str, Any]:
    """Do it, once for one Idempotency-Key; the case as it stands now."""
    do_once(request, response, caller_of(request), act, at=timezone.now())
    return _shown(request, case_id)


def _shown(request: HttpRequest, case_id: object) -> dict[str, Any]:
    return own_told.own_case(_case(request, case_id))
