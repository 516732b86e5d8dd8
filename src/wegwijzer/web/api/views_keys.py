"""Keys of a desk, a firm and an editor: list, make, revoke. A new key is on the page that answers the form, once.

Who manages a desk sees all its keys; a first-line contact, who speaks for a firm and an editor see their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from wegwijzer.web.referral import queries as referral
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.models import Firm
from wegwijzer.web.referral.one_time_key import do_once

_FIELD_OF = {
    "name_missing": "name",
    "name_taken": "name",
    "no_scope": "scopes",
    "other_scope": "scopes",
    "days": "days",
}
_personal = cache_control(private=True, no_store=True)


@dataclass(frozen=True, slots=True)
class _Place:
    """Who makes keys, and where they act: at a desk, for a firm, or (neither) as an editor."""

    actor: Actor
    desk: Desk | None = None
    firm: Firm | None = None

    @property
    def desk_id(self) -> UUID | None:
        """The desk, by id."""
        return self.desk.pk if self.desk is not None else None

    @property
    def firm_id(self) -> UUID | None:
        """The firm, by id."""
        return self.firm.pk if self.firm is not None else None

    @property
    def shown(self) -> Mapping[str, object]:
        """What the templates read."""
        return {"desk": self.desk, "firm": self.firm}


@require_http_methods(["GET", "HEAD", "POST"])
@_personal
@signed_in_only
def keys(request: HttpRequest, language: str, desk_id: UUID) -> HttpResponse:
    """The keys of a desk, and a form for another one."""
    return _keys(request, language, _at_desk(request, desk_id))


@require_http_methods(["GET", "HEAD", "POST"])
@_personal
@signed_in_only
def firm_keys(request: HttpRequest, language: str, firm_id: UUID) -> HttpResponse:
    """The keys of somebody who speaks for a firm, and a form for another one."""
    return _keys(request, language, _for_firm(request, firm_id))


@require_http_methods(["GET", "HEAD", "POST"])
@_personal
@signed_in_only
def own_keys(request: HttpRequest, language: str) -> HttpResponse:
    """The keys of an editor, and a form for another one."""
    return _keys(request, language, _held(_Place(people.actor_of(request))))


@require_POST
@_personal
@signed_in_only
def revoke(request: HttpRequest, language: str, desk_id: UUID, key_id: UUID) -> HttpResponse:
    """End a key of a desk."""
    _end(_at_desk(request, desk_id), key_id)
    return _back(language, "api:keys", desk_id)


@require_POST
@_personal
@signed_in_only
def firm_revoke(request: HttpRequest, language: str, firm_id: UUID, key_id: UUID) -> HttpResponse:
    """End a key for a firm."""
    _end(_for_firm(request, firm_id), key_id)
    return _back(language, "api:firm_keys", firm_id)


@require_POST
@_personal
@signed_in_only
def own_revoke(request: HttpRequest, language: str, key_id: UUID) -> HttpResponse:
    """End a key of an editor."""
    _end(_held(_Place(people.actor_of(request))), key_id)
    return _back(language, "api:own_keys")


def _keys(request: HttpRequest, language: str, place: _Place) -> HttpResponse:
    if request.method != "POST":
        return _page(request, language, place, done=request.GET.get("gedaan", ""))
    chosen = request.POST.get("days", "")
    typed = Typed(
        request.POST.get("name", "").strip()[:100],
        frozenset(request.POST.getlist("scopes")),
        int(chosen) if chosen in map(str, DAYS) else 0,
    )
    made: list[NewKey] = []
    now = timezone.now()

    def act() -> None:
        made.append(
            actions.make_key(
                place.desk,
                place.actor,
                name=typed.name,
                scopes=typed.scopes,
                days=typed.days,
                at=now,
                firm=place.firm,
            )
        )

    try:
        do_once(request, act, actor=place.actor, at=now)
    except KeyRefusedError as error:
        field = _FIELD_OF.get(error.code, "name")
        return _page(request, language, place, typed=typed, fault=f"api.keys.refused.{error.code}", field=field)
    except RefusedError as error:
        return _page(request, language, place, typed=typed, fault=f"referral.refused.{error.code}", field="name")
    if not made:
        return _page(request, language, place, done="once")
    return render(request, "api/new_key.html", {**place.shown, "made": made[0]})


def _end(place: _Place, key_id: UUID) -> None:
    try:
        actions.revoke(place.desk_id, key_id, place.actor, at=timezone.now(), firm_id=place.firm_id)
    except KeyRefusedError:
        raise Http404 from None


def _back(language: str, page: str, *arguments: UUID) -> HttpResponse:
    response = redirect(page, language, *arguments)
    response["Location"] += "?gedaan=revoked"
    return response


def _at_desk(request: HttpRequest, desk_id: UUID) -> _Place:
    desk = people.desk(desk_id)
    if desk is None:
        raise Http404
    return _held(_Place(people.actor_of(request), desk=desk))


def _for_firm(request: HttpRequest, firm_id: UUID) -> _Place:
    actor = referral.actor_of(request)
    firm = Firm.objects.filter(pk=firm_id).first() if str(firm_id) in actor.firms else None
    if firm is None:
        raise Http404
    return _held(_Place(actor, firm=firm))


def _held(place: _Place) -> _Place:
    """The same for who may make keys there; for others the page is not there."""
    if not actions.scopes_to_give(place.actor, place.desk_id, place.firm_id):
        raise Http404
    return place


def _page(
    request: HttpRequest,
    language: str,
    place: _Place,
    *,
    typed: Typed | None = None,
    fault: str = "",
    field: str = "",
    done: str = "",
) -> HttpResponse:
    shown = {
        **place.shown,
        "page": keys_page(
            place.desk, place.actor, typed or Typed(), at=timezone.now(), language=language, firm=place.firm
        ),
        "sees_all": actions.may_manage(place.actor, place.desk_id),
        "fault": fault,
        "field": field,
        "done": {"revoked": "api.keys.revoked_done", "once": "api.keys.once"}.get(done, ""),
    }
    return render(request, "api/keys.html", shown, status=422 if fault else 200)
