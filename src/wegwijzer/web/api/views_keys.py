"""Keys of a desk and of an editor: list, make, revoke. A new key is on the page that answers the form, once.

Who manages a desk sees all its keys; a first-line contact and an editor see their own.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.api import keys as actions
from wegwijzer.web.api.keys import KeyRefusedError, NewKey
from wegwijzer.web.api.keys_view import DAYS, Typed, keys_page
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.one_time_key import do_once

_FIELD_OF = {
    "name_missing": "name",
    "name_taken": "name",
    "no_scope": "scopes",
    "other_scope": "scopes",
    "days": "days",
}
_personal = cache_control(private=True, no_store=True)


@require_http_methods(["GET", "HEAD", "POST"])
@_personal
@signed_in_only
def keys(request: HttpRequest, language: str, desk_id: UUID) -> HttpResponse:
    """The keys of a desk, and a form for another one."""
    return _keys(request, language, *_held(request, desk_id))


@require_http_methods(["GET", "HEAD", "POST"])
@_personal
@signed_in_only
def own_keys(request: HttpRequest, language: str) -> HttpResponse:
    """The keys of an editor, and a form for another one."""
    return _keys(request, language, *_held(request, None))


@require_POST
@_personal
@signed_in_only
def revoke(request: HttpRequest, language: str, desk_id: UUID, key_id: UUID) -> HttpResponse:
    """End a key of a desk."""
    return _revoked(request, language, *_held(request, desk_id), key_id)


@require_POST
@_personal
@signed_in_only
def own_revoke(request: HttpRequest, language: str, key_id: UUID) -> HttpResponse:
    """End a key of an editor."""
    return _revoked(request, language, *_held(request, None), key_id)


def _keys(request: HttpRequest, language: str, actor: Actor, desk: Desk | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, language, actor, desk, done=request.GET.get("gedaan", ""))
    chosen = request.POST.get("days", "")
    typed = Typed(
        request.POST.get("name", "").strip()[:100],
        frozenset(request.POST.getlist("scopes")),
        int(chosen) if chosen in map(str, DAYS) else 0,
    )
    made: list[NewKey] = []
    now = timezone.now()
    try:
        do_once(
            request,
            lambda: made.append(
                actions.make_key(desk, actor, name=typed.name, scopes=typed.scopes, days=typed.days, at=now)
            ),
            actor=actor,
            at=now,
        )
    except KeyRefusedError as error:
        field = _FIELD_OF.get(error.code, "name")
        return _page(request, language, actor, desk, typed=typed, fault=f"api.keys.refused.{error.code}", field=field)
    except RefusedError as error:
        fault = f"referral.refused.{error.code}"
        return _page(request, language, actor, desk, typed=typed, fault=fault, field="name")
    if not made:
        return _page(request, language, actor, desk, done="once")
    return render(request, "api/new_key.html", {"desk": desk, "made": made[0]})


def _revoked(request: HttpRequest, language: str, actor: Actor, desk: Desk | None, key_id: UUID) -> HttpResponse:
    try:
        actions.revoke(desk.pk if desk is not None else None, key_id, actor, at=timezone.now())
    except KeyRefusedError:
        raise Http404 from None
    response = redirect("api:keys", language, desk.pk) if desk is not None else redirect("api:own_keys", language)
    response["Location"] += "?gedaan=revoked"
    return response


def _held(request: HttpRequest, desk_id: UUID | None) -> tuple[Actor, Desk | None]:
    """Who may make keys there, and the desk; for others the page is not there."""
    actor, desk = people.actor_of(request), people.desk(desk_id) if desk_id is not None else None
    if (desk is None and desk_id is not None) or not actions.scopes_to_give(actor, desk_id):
        raise Http404
    return actor, desk


def _page(
    request: HttpRequest,
    language: str,
    actor: Actor,
    desk: Desk | None,
    *,
    typed: Typed | None = None,
    fault: str = "",
    field: str = "",
    done: str = "",
) -> HttpResponse:
    shown = {
        "desk": desk,
        "page": keys_page(desk, actor, typed or Typed(), at=timezone.now(), language=language),
        "sees_all": actions.may_manage(actor, desk.pk if desk is not None else None),
        "fault": fault,
        "field": field,
        "done": {"revoked": "api.keys.revoked_done", "once": "api.keys.once"}.get(done, ""),
    }
    return render(request, "api/keys.html", shown, status=422 if fault else 200)
