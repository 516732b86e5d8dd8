"""One's own account: name, language, roles, and where one is signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.referral.permissions import Action, Actor, Tied, may
from wegwijzer.web.people import actions, queries
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.people.models import Person
from wegwijzer.web.people.sign_ins import sign_ins
from wegwijzer.web.signin import factors
from wegwijzer.web.signin.oidc import provider_with
from wegwijzer.web.signin.views import personal
from wegwijzer.wording.language import LANGUAGES

DONE = ("saved", "ended", "ended_all")
"""What the page can say was done; each has its words under `signin.account.done`."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def account(request: HttpRequest, language: str) -> HttpResponse:
    """Who one is here; sending the form keeps name and language."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  # `signed_in_only` saw to it
    if request.method == "POST":
        chosen = request.POST.get("language", "")
        actions.describe(person, name=request.POST.get("name", ""), language=chosen)
        return _done(person.language if chosen in LANGUAGES else language, "saved")
    actor = queries.actor_of(request)
    is_staff = queries.is_staff(actor)
    done = request.GET.get("gedaan", "")
    shown = {
        "person": person,
        "languages_spoken": LANGUAGES,
        "memberships": [(row, _manages(actor, row.desk_id)) for row in queries.desks_of(person) if row.desk.is_active],
        "site_roles": sorted(role.value for role in actor.roles),
        "is_staff": is_staff,
        "has_factor": is_staff and factors.has_factor(person),
        "sign_ins": [(found, _through_name(found.how)) for found in sign_ins(person, request.session.session_key)],
        "own_data": _address("cases:my_data", language),
        "done": done if done in DONE else "",
    }
    return render(request, "signin/account.html", shown)


@require_POST
@personal
@signed_in_only
def end_sign_ins(request: HttpRequest, language: str) -> HttpResponse:
    """End one sign-in, or all of them but this one."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  # `signed_in_only` saw to it
    named = request.POST.get("sign_in", "")
    if named:
        actions.end_session(person, named)
        return _done(language, "ended")
    actions.end_sessions(person, but=request.session.session_key, at=timezone.now())
    return _done(language, "ended_all")


def _done(language: str, what: str) -> HttpResponse:
    response = redirect("signin:account", language)
    assert isinstance(response, HttpResponseRedirect)  # noqa: S101
    response["Location"] += f"?gedaan={what}"
    return response


def _manages(actor: Actor, desk_id: object) -> bool:
    return may(actor, Action.MANAGE_MEMBERS, Tied(desk=str(desk_id)))


def _through_name(how: str) -> str:
    """The name of the site that somebody signed in through; empty for a letter or a password."""
    provider = provider_with(how)
    return provider.name if provider else ""


def _address(name: str, language: str) -> str:
    """A page of another app, empty while it is not there."""
    try:
        return reverse(name, args=[language])
    except NoReverseMatch:
        return ""
