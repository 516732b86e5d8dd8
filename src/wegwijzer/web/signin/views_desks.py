"""Who works at a desk, for its managers and the administrator; and all desks, for the administrator."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.referral.permissions import Action, Tied, may
from wegwijzer.web.people import actions, queries
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.people.errors import PeopleError
from wegwijzer.web.people.models import Desk
from wegwijzer.web.people.people_list import found_desks
from wegwijzer.web.signin.inviting import invite
from wegwijzer.web.signin.views import personal
from wegwijzer.web.signin.views_people import administrators_only
from wegwijzer.wording.language import LANGUAGES

DONE = ("invited", "role_changed", "removed")
"""What the page can say was done; each has its words under `signin.desk.done`."""


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@administrators_only
def desks(request: HttpRequest, language: str) -> HttpResponse:
    """All desks; sending the form makes an office that is not in the catalogue."""
    fault, name, kind = "", "", Desk.Kind.ACCOUNTANT.value
    if request.method == "POST":
        name, kind = request.POST.get("name", "").strip()[:200], request.POST.get("kind", "")
        if not name:
            fault = "signin.fault.desk_name"
        elif kind not in Desk.Kind.values:
            fault = "signin.fault.desk_kind"
        else:
            made = actions.make_desk(kind, name)
            return redirect("signin:members", language, made.pk)
    words = request.GET.get("q", "").strip()[:100]
    shown = {
        "page": found_desks(words, page=request.GET.get("blad", "1")),
        "q": words,
        "kinds": Desk.Kind.values,
        "name": name,
        "kind": kind,
        "fault": fault,
    }
    return render(request, "signin/desks.html", shown, status=422 if fault else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@signed_in_only
def members(request: HttpRequest, language: str, desk_id: UUID) -> HttpResponse:
    """Who works at a desk; sending the form invites somebody."""
    desk = _desk(request, desk_id)
    typed = {"email": "", "name": "", "role": actions.roles_at(desk)[0].value, "language": language}
    fault = ""
    if request.method == "POST":
        typed = {key: request.POST.get(key, "").strip()[:254] for key in typed}
        try:
            invite(
                desk,
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
            return _done(language, desk_id, "invited")
    return _page(request, desk, typed=typed, fault=fault, fault_field="email")


@require_POST
@personal
@signed_in_only
def change_member(request: HttpRequest, language: str, desk_id: UUID, membership_id: int) -> HttpResponse:
    """Another role for a member, or out."""
    desk, by = _desk(request, desk_id), queries.actor_of(request)
    row = next((row for row in queries.memberships(desk_id) if row.pk == membership_id), None)
    if row is None:
        raise Http404
    try:
        if request.POST.get("what") == "remove":
            actions.remove_member(row, timezone.now(), by=by)
            if by.person == str(row.person_id) and not may(by, Action.MANAGE_PEOPLE):
                return redirect("signin:account", language)
            return _done(language, desk_id, "removed")
        actions.change_role(row, request.POST.get("role", ""), timezone.now(), by=by)
    except PeopleError as error:
        return _page(request, desk, fault=f"signin.refused.{error.code}")
    return _done(language, desk_id, "role_changed")


def _desk(request: HttpRequest, desk_id: UUID) -> Desk:
    """The desk, for who may say who works there; for others it is not there."""
    found = queries.desk(desk_id)
    if found is None or not may(queries.actor_of(request), Action.MANAGE_MEMBERS, Tied(desk=str(desk_id))):
        raise Http404
    return found


def _page(
    request: HttpRequest,
    desk: Desk,
    *,
    typed: dict[str, str] | None = None,
    fault: str = "",
    fault_field: str = "members",
) -> HttpResponse:
    done = request.GET.get("gedaan", "")
    shown = {
        "desk": desk,
        "memberships": queries.memberships(desk.pk),
        "roles": [role.value for role in actions.roles_at(desk)],
        "languages_spoken": LANGUAGES,
        "changes": queries.changes_at(desk),
        "is_administrator": may(queries.actor_of(request), Action.MANAGE_PEOPLE),
        "typed": typed or {"email": "", "name": "", "role": actions.roles_at(desk)[0].value, "language": "nl"},
        "fault": fault,
        "fault_field": fault_field,
        "done": done if done in DONE else "",
    }
    return render(request, "signin/members.html", shown, status=422 if fault else 200)


def _done(language: str, desk_id: UUID, what: str) -> HttpResponse:
    response = redirect("signin:members", language, desk_id)
    response["Location"] += f"?gedaan={what}"
    return response
