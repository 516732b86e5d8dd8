"""People and their roles, for the administrator."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.core.referral.permissions import SITE_ROLES, Action, Actor, may
from wegwijzer.web.people import actions, queries
from wegwijzer.web.people.access import View, signed_in_only
from wegwijzer.web.people.errors import PeopleError
from wegwijzer.web.people.models import Person
from wegwijzer.web.people.people_list import found_people
from wegwijzer.web.signin import factors
from wegwijzer.web.signin.inviting import invite_to_site
from wegwijzer.web.signin.views import personal
from wegwijzer.wording.language import LANGUAGES

DONE = ("role_given", "role_taken", "reset", "deactivated", "activated", "invited")
"""What a page can say was done; each has its words under `signin.people.done`."""


def administrators_only(view: View) -> View:
    """For everybody else the page is not there."""

    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not may(queries.actor_of(request), Action.MANAGE_PEOPLE):
            raise Http404
        return view(request, *args, **named)

    return signed_in_only(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@administrators_only
def people(request: HttpRequest, language: str) -> HttpResponse:
    """Everybody, to find; sending the form invites somebody to a role on the site."""
    fault, typed = "", {"email": "", "name": "", "role": SITE_ROLES[0].value, "language": language}
    if request.method == "POST":
        typed = {key: request.POST.get(key, "").strip()[:254] for key in typed}
        try:
            person = invite_to_site(
                typed["email"],
                typed["role"],
                name=typed["name"],
                language=typed["language"],
                by=queries.actor_of(request),
                at=timezone.now(),
            )
        except PeopleError as error:
            fault = f"signin.refused.{error.code}"
        else:
            return _done(language, person.pk, "invited")
    words, role = request.GET.get("q", "").strip()[:100], request.GET.get("rol", "")
    page = found_people(words, role=role, page=request.GET.get("blad", "1"))
    shown = {
        "page": page,
        "q": words,
        "role": role,
        "roles": [found.value for found in queries.ALL_ROLES],
        "site_roles": [found.value for found in SITE_ROLES],
        "languages_spoken": LANGUAGES,
        "fault": fault,
        "typed": typed,
    }
    return render(request, "signin/people.html", shown, status=422 if fault else 200)


@require_safe
@personal
@administrators_only
def person(request: HttpRequest, language: str, person_id: UUID) -> HttpResponse:
    """One person: roles, second factor, access, and what changed."""
    return _person_page(request, _found(person_id))


@require_POST
@personal
@administrators_only
def change_site_role(request: HttpRequest, language: str, person_id: UUID) -> HttpResponse:
    """Give or take a role on the site."""
    held = request.POST.get("held") == "yes"
    role = request.POST.get("role", "")

    def change(found: Person, by: Actor) -> None:
        try:
            actions.set_site_role(found, role, held=held, at=timezone.now(), by=by)
        except ValueError as error:
            raise PeopleError("no_such_role") from error

    return _change(request, language, person_id, change, "role_given" if held else "role_taken")


@require_POST
@personal
@administrators_only
def reset_factors(request: HttpRequest, language: str, person_id: UUID) -> HttpResponse:
    """Let somebody who lost phone and recovery codes set up a second factor anew."""

    def change(found: Person, by: Actor) -> None:
        if by.person == str(found.pk):
            raise PeopleError("yourself")
        factors.reset(found, by=by, at=timezone.now())

    return _change(request, language, person_id, change, "reset")


@require_POST
@personal
@administrators_only
def change_access(request: HttpRequest, language: str, person_id: UUID) -> HttpResponse:
    """Let somebody in no more, or again."""
    is_in = request.POST.get("active") == "yes"

    def change(found: Person, by: Actor) -> None:
        (actions.activate if is_in else actions.deactivate)(found, timezone.now(), by=by)

    return _change(request, language, person_id, change, "activated" if is_in else "deactivated")


def _change(
    request: HttpRequest, language: str, person_id: UUID, change: Callable[[Person, Actor], None], done: str
) -> HttpResponse:
    found = _found(person_id)
    try:
        change(found, queries.actor_of(request))
    except PeopleError as error:
        return _person_page(request, found, fault=f"signin.refused.{error.code}")
    return _done(language, person_id, done)


def _person_page(request: HttpRequest, found: Person, *, fault: str = "") -> HttpResponse:
    held = queries.site_roles_of(found)
    done = request.GET.get("gedaan", "")
    shown = {
        "person": found,
        "memberships": queries.desks_of(found),
        "site_roles": [(role.value, role in held) for role in SITE_ROLES],
        "has_factor": factors.has_factor(found),
        "changes": queries.changes_of(found),
        "is_self": queries.actor_of(request).person == str(found.pk),
        "fault": fault,
        "done": done if done in DONE else "",
    }
    return render(request, "signin/person.html", shown, status=422 if fault else 200)


def _found(person_id: UUID) -> Person:
    found = queries.person(person_id)
    if found is None:
        raise Http404
    return found


def _done(language: str, person_id: object, what: str) -> HttpResponse:
    response = redirect("signin:person", language, person_id)
    response["Location"] += f"?gedaan={what}"
    return response
