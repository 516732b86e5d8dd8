"""A desk: what it takes and promises, and who is away when."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.referral.permissions import Action, Actor, Role, Tied, may
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.web.inbox.access import people_only
from wegwijzer.web.inbox.desk_form import DeskForm, changed_words, form_of, read_form, tick_lists
from wegwijzer.web.inbox.forms import version_of
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.errors import RefusedError, StaleError
from wegwijzer.web.referral.one_time_key import do_once
from wegwijzer.web.referral.timing import promised_days
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

DONE = frozenset({"kept", "absence", "back"})
_FIELD_OF = {"reply_days_wrong": "reply_days", "absence_order": "last", "no_colleague": "person"}


@require_http_methods(["GET", "HEAD", "POST"])
@people_only
def desk(request: HttpRequest, language: str, desk_id: UUID, *, actor: Actor) -> HttpResponse:
    """The settings, for who manages the desk; its people see when they are away."""
    found = _desk(actor, desk_id)
    if request.method != "POST":
        done = request.GET.get("gedaan", "")
        return _page(request, language, found, actor, form_of(found), done=done if done in DONE else "")
    if not may(actor, Action.MANAGE_DESK, Tied(desk=str(desk_id))):
        raise Http404
    form = read_form(request.POST, found)
    if form.faults:
        return _page(request, language, found, actor, form)
    try:
        actions.manage_desk(
            actor=actor, desk_id=desk_id, version=version_of(request.POST), values=form.values, at=timezone.now()
        )
    except StaleError:
        return _page(request, language, _desk(actor, desk_id), actor, form, is_stale=True)
    except RefusedError as error:
        field = _FIELD_OF.get(error.code, "phone")
        wrong = DeskForm(form.texts, form.lists, {field: f"referral.refused.{error.code}"})
        return _page(request, language, found, actor, wrong)
    return _done(language, desk_id, "kept")


@require_POST
@people_only
def add_absence(request: HttpRequest, language: str, desk_id: UUID, *, actor: Actor) -> HttpResponse:
    """Days on which nobody, or one person, is there."""
    found = _desk(actor, desk_id)
    typed = {name: request.POST.get(name, "").strip()[:50] for name in ("first", "last", "person")}
    first, last = typed_day(typed["first"]), typed_day(typed["last"] or typed["first"])
    faults = {name: "inbox.fault.day" for name, day in (("first", first), ("last", last)) if day is None}
    if first is None or last is None:
        return _page(request, language, found, actor, form_of(found), absence=typed, absence_faults=faults)
    now = timezone.now()
    try:
        do_once(
            request,
            lambda: actions.add_absence(
                actor=actor, desk_id=desk_id, first=first, last=last, person_id=typed["person"] or None, at=now
            ),
            actor=actor,
            at=now,
        )
    except RefusedError as error:
        faults = {_FIELD_OF.get(error.code, "first"): f"referral.refused.{error.code}"}
        return _page(request, language, found, actor, form_of(found), absence=typed, absence_faults=faults)
    return _done(language, desk_id, "absence")


@require_POST
@people_only
def remove_absence(
    request: HttpRequest, language: str, desk_id: UUID, absence_id: int, *, actor: Actor
) -> HttpResponse:
    """They are there after all."""
    found = _desk(actor, desk_id)
    if not any(row.pk == absence_id for row in found.absences.all()):
        raise Http404
    actions.remove_absence(actor=actor, absence_id=absence_id)
    return _done(language, desk_id, "back")


def _desk(actor: Actor, desk_id: UUID) -> Desk:
    """The desk, for its people and whoever manages it; for others it is not there."""
    thing = Tied(desk=str(desk_id))
    if not may(actor, Action.SEE_INBOX, thing) and not may(actor, Action.MANAGE_DESK, thing):
        raise Http404
    found = people_queries.desks(active=None).filter(pk=desk_id).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    language: str,
    desk: Desk,
    actor: Actor,
    form: DeskForm,
    *,
    is_stale: bool = False,
    absence: Mapping[str, str] | None = None,
    absence_faults: Mapping[str, str] | None = None,
    done: str = "",
) -> HttpResponse:
    thing = Tied(desk=str(desk.pk))
    manages = may(actor, Action.MANAGE_DESK, thing)
    people = [row.person for row in desk.memberships.all() if row.person.is_active]
    names = {person.pk: person.name or person.email for person in people}
    today = timezone.localdate()
    shown = {
        "desk": desk,
        "form": form,
        "lists": tick_lists(form, language),
        "other": changed_words(form_of(desk), form, language) if is_stale else (),
        "is_stale": is_stale,
        "manages": manages,
        "has_webhooks": may(actor, Action.MANAGE_WEBHOOKS, thing),
        "has_keys": may(actor, Action.MANAGE_KEYS, thing) or actor.desks.get(str(desk.pk)) is Role.FIRST_LINE,
        "sees_figures": desk.is_helper and may(actor, Action.SEE_DESK_FIGURES, thing),
        "site_days": promised_days(None),
        "people": [(str(pk), name) for pk, name in names.items() if manages or str(pk) == actor.person],
        "absences": [
            {
                "id": row.pk,
                "who": names.get(row.person_id, "") if row.person_id else say("inbox.desk.everybody", language),
                "first": date_text(row.first, language),
                "last": date_text(row.last, language) if row.last != row.first else "",
                "is_now": row.first <= today <= row.last,
                "mine": manages or str(row.person_id) == actor.person,
            }
            for row in desk.absences.all()
            if row.last >= today
        ],
        "absence": absence or {},
        "absence_faults": absence_faults or {},
        "done": done,
    }
    wrong = form.faults or absence_faults
    return render(request, "inbox/desk.html", shown, status=409 if is_stale else 422 if wrong else 200)


def _done(language: str, desk_id: UUID, what: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('inbox:desk', args=[language, desk_id])}?gedaan={what}")
