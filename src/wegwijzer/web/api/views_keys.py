"""The keys of a desk, for who manages it: list, make, revoke. A new key is on the page that answers the form, once."""

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

_FIELD_OF = {"name_missing": "name", "name_taken": "name", "no_scope": "scopes", "days": "days"}
_personal = cache_control(private=True, no_store=True)


@require_http_methods(["GET", "HEAD", "POST"])
@_personal
@signed_in_only
def keys(request: HttpRequest, language: str, desk_id: UUID) -> HttpResponse:
    """The keys, and a form for another one."""
    actor, desk = _managed(request, desk_id)
    if request.method != "POST":
        return _page(request, language, desk, done=request.GET.get("gedaan", ""))
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
        return _page(request, language, desk, typed=typed, fault=f"api.keys.refused.{error.code}", field=field)
    except RefusedError as error:
        return _page(request, language, desk, typed=typed, fault=f"referral.refused.{error.code}", field="name")
    if not made:
        return _page(request, language, desk, done="once")
    return render(request, "api/new_key.html", {"desk": desk, "made": made[0]})


@require_POST
@_personal
@signed_in_only
def revoke(request: HttpRequest, language: str, desk_id: UUID, key_id: UUID) -> HttpResponse:
    """End a key."""
    actor, desk = _managed(request, desk_id)
    try:
        actions.revoke(desk_id, key_id, actor, at=timezone.now())
    except KeyRefusedError as error:
        return _page(request, language, desk, fault=f"api.keys.refused.{error.code}", field="keys")
    response = redirect("api:keys", language, desk_id)
    response["Location"] += "?gedaan=revoked"
    return response


def _managed(request: HttpRequest, desk_id: UUID) -> tuple[Actor, Desk]:
    """Who manages the desk, and the desk; for others it is not there."""
    actor, desk = people.actor_of(request), people.desk(desk_id)
    if desk is None or not actions.may_manage(actor, desk_id):
        raise Http404
    return actor, desk


def _page(
    request: HttpRequest,
    language: str,
    desk: Desk,
    *,
    typed: Typed | None = None,
    fault: str = "",
    field: str = "",
    done: str = "",
) -> HttpResponse:
    shown = {
        "desk": desk,
        "page": keys_page(desk, typed or Typed(), at=timezone.now(), language=language),
        "fault": fault,
        "field": field,
        "done": {"revoked": "api.keys.revoked_done", "once": "api.keys.once"}.get(done, ""),
    }
    return render(request, "api/keys.html", shown, status=422 if fault else 200)
