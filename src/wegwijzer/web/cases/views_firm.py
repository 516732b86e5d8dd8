"""The firm's own pages: all its questions, one case, and everything that it can do there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.cases.case_view import case_view, subject_text
from wegwijzer.web.cases.desk_choice import desk_choice, expertise_in
from wegwijzer.web.cases.firm_names import firms_of
from wegwijzer.web.cases.firm_picture import picture_of
from wegwijzer.web.cases.history_view import history_view
from wegwijzer.web.cases.speaker_list import speaker_lines
from wegwijzer.web.cases.views import personal
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.givens import NeedGiven
from wegwijzer.web.referral.models import Case
from wegwijzer.web.referral.one_time_key import do_once
from wegwijzer.wording.language import say

_SHOWN_MESSAGES = 2
"""Messages that are shown at once. All that happened is folded, so that the page fits three phone screens."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in a form of the page that was refused: kept, with the fault beside it."""

    form: str = ""
    words: str = ""
    subject: str = ""
    need: str = ""
    desks: tuple[str, ...] | None = None
    offered_for: str = ""
    fault: str = ""


@require_safe
@personal
@signed_in_only
def own_cases(request: HttpRequest, language: str) -> HttpResponse:
    """All questions of the firms for which somebody speaks. Who came by a letter speaks from now on."""
    actor, now = queries.actor_of(request), timezone.now()
    if actions.claim(actor=actor, at=now):
        return redirect(request.get_full_path())
    cases = [case_view(case, at=now, language=language) for case in queries.firm_cases(actor)]
    only = cases[0] if len(cases) == 1 and len(actor.firms) == 1 else None
    if only is not None and only.is_open and "alle" not in request.GET:
        return redirect("cases:case", language, only.id)
    shown = {
        "open_cases": [case for case in cases if case.is_open],
        "closed_cases": [case for case in cases if not case.is_open],
        "firms": firms_of(actor),
        "is_erased": "gewist" in request.GET,
    }
    return render(request, "cases/list.html", shown)


@require_safe
@personal
@signed_in_only
def one_case(request: HttpRequest, language: str, case_id: UUID) -> HttpResponse:
    """Where is my question, who has it, when do I hear, what did I share; then everything else."""
    if actions.claim(actor=queries.actor_of(request), at=timezone.now()):
        return redirect(request.get_full_path())
    return _page(request, language, _case(request, case_id), Typed())


@require_POST
@personal
@signed_in_only
def act(request: HttpRequest, language: str, case_id: UUID, what: str) -> HttpResponse:
    """One thing that the firm does in its case."""
    case = _case(request, case_id)
    if what not in _ACTS:
        raise Http404
    done, act_on = _ACTS[what]
    typed = Typed(
        form=done,
        words=request.POST.get("words", "").replace("\r\n", "\n"),
        subject=request.POST.get("subject", "")[:30],
        need=request.POST.get("need", "")[:40],
        desks=tuple(dict.fromkeys(request.POST.getlist("desks"))) if "offered_for" in request.POST else None,
        offered_for=request.POST.get("offered_for", "")[:30],
    )
    if done == "added" and (request.POST.get("what") != "add" or typed.subject != typed.offered_for):
        return _page(request, language, case, _asked_again(typed, request, language))
    try:
        actor, now = queries.actor_of(request), timezone.now()
        do_once(request, lambda: act_on(request, actor, case, typed, now), actor=actor, at=now)
    except NotThereError:
        raise Http404 from None
    except RefusedError as error:
        fault = say(f"referral.refused.{error.code}", language)
        return _page(request, language, case, _with_fault(typed, fault), status=422)
    response = redirect("cases:case", language, case_id)
    response["Location"] += f"?gedaan={done}"
    return response


def _asked_again(typed: Typed, request: HttpRequest, language: str) -> Typed:
    """Another subject was chosen: the page comes back with whoever suits that one."""
    if not typed.subject:
        return _with_fault(typed, say("referral.refused.no_such_subject", language))
    return Typed("added", typed.words, typed.subject, typed.need, None, "", "")


def _with_fault(typed: Typed, fault: str) -> Typed:
    return Typed(typed.form, typed.words, typed.subject, typed.need, typed.desks, typed.offered_for, fault)


def _page(request: HttpRequest, language: str, case: Case, typed: Typed, *, status: int = 200) -> HttpResponse:
    now, actor = timezone.now(), queries.actor_of(request)
    view = case_view(case, at=now, language=language)
    history = history_view(case, actor, language=language)
    adding = None
    if typed.form == "added" and typed.subject:
        chosen = typed.desks if typed.offered_for == typed.subject else None
        adding = desk_choice(
            typed.subject, typed.words, picture_of(case, on=now), chosen=chosen, language=language, at=now
        )
    done = request.GET.get("gedaan", "")
    shown = {
        "case": view,
        "history": history,
        "messages": [line for line in history if line.is_message][-_SHOWN_MESSAGES:],
        "typed": typed,
        "adding": adding,
        "subjects": [(id, subject_text(id, language)) for id in shipped_catalogue().business_domains],
        "outcomes": [row for row in case.outcomes.all() if row.answered_at is None and not view.is_open],
        "unplaced": [row for row in case.outcomes.all() if row.answered_at and not row.layer and not view.is_open][-1:],
        "done": done if done in {name for name, _ in _ACTS.values()} else "",
    }
    return render(request, "cases/case.html", shown, status=status)


def _case(request: HttpRequest, case_id: UUID) -> Case:
    """The firm's own case; anybody else's is not there."""
    try:
        return queries.firm_case(queries.actor_of(request), case_id)
    except NotThereError:
        raise Http404 from None


def _message(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    actions.write_message(actor=actor, case_id=case.pk, words=typed.words, at=at, need_id=typed.need or None)


def _stop(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    actions.withdraw_offer(actor=actor, offer_id=_own_offer(request, case), at=at)


def _share(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    actions.give_back(actor=actor, offer_id=_own_offer(request, case), at=at)


def _take_back(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    if typed.need not in {str(need.pk) for need in case.needs.all()}:
        raise NotThereError
    actions.withdraw_need(actor=actor, need_id=typed.need, at=at)


def _together(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    if typed.need not in {str(need.pk) for need in case.needs.all()}:
        raise NotThereError
    actions.let_together(actor=actor, need_id=typed.need, yes=request.POST.get("yes") == "yes", at=at)


def _add(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    if not typed.desks:
        raise RefusedError("desk_missing")
    need = NeedGiven(typed.subject, typed.words, expertise_in(typed.words))
    actions.add_need(actor=actor, case_id=case.pk, need=need, desks=typed.desks, at=at)


def _let_in(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    actions.answer_join(actor=actor, participant_id=_own_participant(request, case), yes=True, at=at)


def _keep_out(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    actions.answer_join(actor=actor, participant_id=_own_participant(request, case), yes=False, at=at)


def _see_out(request: HttpRequest, actor: Actor, case: Case, typed: Typed, at: datetime) -> None:
    actions.leave(actor=actor, participant_id=_own_participant(request, case), at=at)


def _own_offer(request: HttpRequest, case: Case) -> str:
    """The offer named in the form, if it belongs to the case of the address."""
    named = request.POST.get("offer", "")
    if named not in {str(offer.pk) for need in case.needs.all() for offer in need.offers.all()}:
        raise NotThereError
    return named


def _own_participant(request: HttpRequest, case: Case) -> str:
    named = request.POST.get("participant", "")
    if named not in {str(row.pk) for row in case.participants.all()}:
        raise NotThereError
    return named


_Act = Callable[[HttpRequest, Actor, Case, Typed, datetime], None]
_ACTS: dict[str, tuple[str, _Act]] = {
    "bericht": ("message", _message),
    "niet-meer-delen": ("stopped", _stop),
    "opnieuw-delen": ("shared", _share),
    "intrekken": ("taken_back", _take_back),
    "samen": ("together", _together),
    "vraag-erbij": ("added", _add),
    "toelaten": ("joined", _let_in),
    "weigeren": ("declined", _keep_out),
    "loslaten": ("left", _see_out),
}
"""By the end of its address: what the page then says was done, and what does it."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def speakers(request: HttpRequest, language: str, firm_id: UUID) -> HttpResponse:
    """Who speaks for a firm, and who asks to: a yes or a no by who already does."""
    actor = queries.actor_of(request)
    fault = ""
    if str(firm_id) not in actor.firms:
        raise Http404
    if request.method == "POST":
        try:
            answer = request.POST.get("answer", "")
            if answer not in ("yes", "no"):
                raise Http404
            actions.answer_speaker(
                actor=actor, speaker_id=request.POST.get("speaker", ""), yes=answer == "yes", at=timezone.now()
            )
        except NotThereError:
            raise Http404 from None
        except RefusedError as error:
            fault = say(f"referral.refused.{error.code}", language)
        else:
            return redirect("cases:speakers", language, firm_id)
    lines = speaker_lines(str(firm_id), language)
    shown = {"lines": lines, "firm_id": firm_id, "fault": fault}
    return render(request, "cases/speakers.html", shown, status=422 if fault else 200)
