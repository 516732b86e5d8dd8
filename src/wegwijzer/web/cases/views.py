"""Passing a question on: one screen, and a page for what became of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.cases.asked_before_view import asked_before_view
from wegwijzer.web.cases.desk_choice import DeskChoice, desk_choice, expertise_in
from wegwijzer.web.cases.firm_names import known_firm_of, offices_of
from wegwijzer.web.cases.passed_view import keep_passed, passed_view
from wegwijzer.web.cases.passing_facts import facts_of, filled_in, shown_facts
from wegwijzer.web.cases.refer_form import ReferForm, first_form, number_of, read_form
from wegwijzer.web.cases.starting import Start, start_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.access import to_sign_in
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.asked_before import AskedBeforeError
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.one_time_key import FIELD, refer_once
from wegwijzer.web.referral.timing import local_day
from wegwijzer.wording.language import local, say

personal = cache_control(private=True, no_store=True)
"""For pages about one firm: nothing between us and them may keep a copy."""
FIELD_OF = {
    "consent_missing": "consent",
    "email_missing": "email",
    "email_wrong": "email",
    "number_wrong": "number",
    "words_too_long": "words",
    "words_missing": "words",
    "no_such_subject": "subject",
    "not_your_desk": "desk",
    "sent_before": "consent",
}
"""Which field a refusal is about; the others are about whom to ask."""
_PASS_ON, _PASS_ON_STILL = "pass_on", "pass_on_still"
"""What the buttons that pass a question on say; the second, that the earlier one was seen."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def refer(request: HttpRequest, language: str) -> HttpResponse:
    """What goes along, to whom, who asks, and a consent: then it is passed on."""
    now = timezone.now()
    today = local_day(now)
    actor = queries.actor_of(request)
    if "client" in request.GET and not actor.is_signed_in:
        return to_sign_in(request)
    start = start_of(request, language, on=today)
    acts_for_client = start.is_for_client or (bool(actor.desks) and "self" not in request.GET)
    if start.is_for_client and not actor.desks:
        return render(request, "cases/no_office.html", {"start": start}, status=403)
    if request.method != "POST":
        known = known_firm_of(actor)
        form = (
            first_form(start, actor, name=known.name, number=known.enterprise_number or "")
            if known
            else (first_form(start, actor))
        )
        return _page(request, language, start, form, actor, acts_for_client)
    what = request.POST.get("what", "")
    is_final = what in (_PASS_ON, _PASS_ON_STILL)
    needs_email = acts_for_client or not actor.is_signed_in
    form = read_form(request.POST, is_final=is_final, needs_email=needs_email, language=language, on=today)
    if not is_final or form.faults:
        return _page(request, language, start, form, actor, acts_for_client)
    if form.subject != form.offered_for:
        return _page(request, language, start, replace(form, desks=None), actor, acts_for_client, is_other=True)
    picture = filled_in(start.picture, number=number_of(form), postal_code=form.postal_code, on=today)
    person = people.person(actor.person) if actor.is_signed_in else None
    email = form.email if needs_email or person is None else person.email
    given = Given(
        FirmGiven(form.name, email, number_of(form), form.phone, language, facts_of(picture)),
        NeedGiven(
            form.subject,
            form.words,
            expertise_in(form.words),
            *start.origin(form.subject),
            together=form.together and not acts_for_client,
        ),
        form.desks or (),
    )
    desk = form.desk if acts_for_client else ""
    try:
        referred = refer_once(
            request,
            lambda: actions.refer(
                actor=actor,
                given=given,
                at=now,
                desk_id=desk,
                consent=form.consent,
                unless_asked=what != _PASS_ON_STILL,
            ),
            actor=actor,
            at=now,
        )
    except AskedBeforeError as error:
        return _asked_before(request, language, error, actor, desk=desk)
    except RefusedError as error:
        field = FIELD_OF.get(error.code, "desks")
        faults = ((field, say(f"referral.refused.{error.code}", language)),)
        return _page(request, language, start, replace(form, faults=faults), actor, acts_for_client)
    keep_passed(request, referred, desk=desk)
    return redirect("cases:passed", language, referred.passed.value.replace("_", "-"))


@require_safe
@personal
def passed(request: HttpRequest, language: str, what: str) -> HttpResponse:
    """What became of it, what happens now, and when one hears."""
    view = passed_view(request, what.replace("-", "_"), queries.actor_of(request), language)
    if view is None:
        raise Http404
    return render(request, "cases/passed.html", {"passed": view})


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def confirm(request: HttpRequest, language: str, pending_id: UUID) -> HttpResponse:
    """Where the link in a visitor's letter leads: with this the question is passed on.

    Where the same runs already it is shown, and sending the page passes this on still.
    """
    actor = queries.actor_of(request)
    if not actor.is_signed_in:
        return to_sign_in(request)
    try:
        referred = actions.confirm(
            actor=actor, pending_id=pending_id, at=timezone.now(), unless_asked=request.method != "POST"
        )
    except NotThereError:
        # used before, by a second click on the link: the question is among one's own
        return redirect("cases:list", language)
    except AskedBeforeError as error:
        return _asked_before(request, language, error, actor)
    except RefusedError as error:
        refusal = say(f"referral.refused.{error.code}", language)
        return render(request, "cases/not_passed_on.html", {"refusal": refusal}, status=422)
    keep_passed(request, referred, desk="")
    return redirect("cases:passed", language, referred.passed.value.replace("_", "-"))


def _asked_before(
    request: HttpRequest, language: str, error: AskedBeforeError, actor: Actor, *, desk: str = ""
) -> HttpResponse:
    """The earlier question; a page without fields to type in, so that no key but its buttons sends anything."""
    earlier = asked_before_view(error.need, desk, actor, language)
    skipped = ("csrfmiddlewaretoken", "what", FIELD)
    typed = [(name, value) for name in request.POST if name not in skipped for value in request.POST.getlist(name)]
    return render(request, "cases/asked_before.html", {"earlier": earlier, "typed": typed}, status=409)


def _page(
    request: HttpRequest,
    language: str,
    start: Start,
    form: ReferForm,
    actor: Actor,
    acts_for_client: bool,
    *,
    is_other: bool = False,
) -> HttpResponse:
    now = timezone.now()
    today = local_day(now)
    picture = filled_in(start.picture, number=number_of(form), postal_code=_right(form), on=today)
    domains = shipped_catalogue().business_domains
    choice: DeskChoice | None = None
    if form.subject in domains:
        chosen = form.desks if form.subject == form.offered_for else None
        choice = desk_choice(
            form.subject, form.words, picture, chosen=chosen, language=language, at=now, of_client=acts_for_client
        )
    offices = offices_of(actor) if acts_for_client else []
    shown = {
        "start": start,
        "form": form,
        "faults": form.by_field,
        "subjects": [
            (id, local(domains[id].label, language), place < max(start.likely, 3) or id == form.subject)
            for place, id in enumerate(start.subjects)
        ],
        "choice": choice,
        "facts": shown_facts(picture, language),
        "knows_place": "province" in picture.known,
        "acts_for_client": acts_for_client,
        "asks_email": acts_for_client or not actor.is_signed_in,
        "offices": offices,
        "is_other": is_other,
    }
    return render(request, "cases/refer.html", shown, status=422 if form.faults else 200)


def _right(form: ReferForm) -> str:
    return "" if "postal_code" in form.by_field else form.postal_code
