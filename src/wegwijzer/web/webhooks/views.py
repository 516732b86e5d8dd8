"""A desk's webhooks, for who manages it: addresses, what they hear, secrets, and what became of each message."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wegwijzer.core.referral.permissions import Action, Actor, Tied, may
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.access import signed_in_only
from wegwijzer.web.people.models import Desk
from wegwijzer.web.webhooks import actions
from wegwijzer.web.webhooks.actions import WebhookError
from wegwijzer.web.webhooks.endpoint_view import endpoint_rows, kind_ticks, log_rows, state_view
from wegwijzer.web.webhooks.kinds import CHOOSABLE
from wegwijzer.web.webhooks.models import Delivery, Endpoint
from wegwijzer.wording.language import say

View = Callable[..., HttpResponse]
_DONE = frozenset({"chosen", "test", "test_wait", "off", "on", "removed", "again", "again_busy"})
_LONGEST = 500


def managers_only(view: View) -> View:
    """Let in who manages the desk; the view gets `actor` and `desk`. For others it is not there."""

    @wraps(view)
    @signed_in_only
    def guarded(request: HttpRequest, language: str, desk_id: UUID, *args: Any, **named: Any) -> HttpResponse:
        actor = people.actor_of(request)
        if not may(actor, Action.MANAGE_WEBHOOKS, Tied(desk=str(desk_id))):
            raise Http404
        desk = get_object_or_404(Desk, pk=desk_id)
        return view(request, language, *args, actor=actor, desk=desk, **named)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def endpoints(request: HttpRequest, language: str, *, actor: Actor, desk: Desk) -> HttpResponse:
    """The addresses, and a form for another one; its secret is on the page that answers it, and nowhere after that."""
    if request.method != "POST":
        return _list_page(request, language, desk, done=request.GET.get("gedaan", ""))
    address, kinds = request.POST.get("address", "").strip(), request.POST.getlist("kinds")
    try:
        made = actions.add(
            desk, address[: _LONGEST + 1], kinds, language=language, person_id=actor.person, at=timezone.now()
        )
    except WebhookError as error:
        return _list_page(request, language, desk, address=address[:_LONGEST], kinds=kinds, error=error)
    return _secret_page(request, desk, made, is_first=True)


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def one(request: HttpRequest, language: str, endpoint_id: UUID, *, actor: Actor, desk: Desk) -> HttpResponse:
    """One address: what it hears, its messages, and what can be done with it."""
    endpoint = _endpoint(desk, endpoint_id)
    if request.method != "POST":
        return _one_page(request, language, desk, endpoint, done=request.GET.get("gedaan", ""))
    wanted, now = request.POST.get("wat", ""), timezone.now()
    if wanted == "kiezen":
        try:
            actions.choose(endpoint, request.POST.getlist("kinds"))
        except WebhookError as error:
            return _one_page(request, language, desk, endpoint, error=error)
        return _done(language, desk, "chosen", endpoint)
    if wanted == "test":
        return _done(language, desk, "test" if actions.send_test(endpoint, at=now) else "test_wait", endpoint)
    if wanted == "uit":
        actions.switch_off(endpoint)
        return _done(language, desk, "off", endpoint)
    if wanted == "aan":
        actions.switch_on(endpoint, at=now)
        return _done(language, desk, "on", endpoint)
    if wanted == "weg":
        actions.remove(endpoint)
        return _done(language, desk, "removed")
    return _one_page(request, language, desk, endpoint)


@require_POST
@managers_only
def rotate(request: HttpRequest, language: str, endpoint_id: UUID, *, actor: Actor, desk: Desk) -> HttpResponse:
    """Another secret, shown once."""
    made = actions.rotate(_endpoint(desk, endpoint_id), at=timezone.now())
    return _secret_page(request, desk, made, is_first=False)


@require_POST
@managers_only
def again(
    request: HttpRequest, language: str, endpoint_id: UUID, delivery_id: UUID, *, actor: Actor, desk: Desk
) -> HttpResponse:
    """Send one message again."""
    endpoint = _endpoint(desk, endpoint_id)
    delivery = get_object_or_404(Delivery, pk=delivery_id, endpoint=endpoint)
    is_going = actions.send_again(delivery, at=timezone.now())
    return _done(language, desk, "again" if is_going else "again_busy", endpoint)


def _endpoint(desk: Desk, endpoint_id: UUID) -> Endpoint:
    return get_object_or_404(Endpoint, pk=endpoint_id, desk=desk)


def _list_page(
    request: HttpRequest,
    language: str,
    desk: Desk,
    *,
    done: str = "",
    address: str = "",
    kinds: list[str] | None = None,
    error: WebhookError | None = None,
) -> HttpResponse:
    rows = endpoint_rows(list(Endpoint.objects.filter(desk=desk)), language)
    chosen = [kind.value for kind in CHOOSABLE] if kinds is None else kinds
    shown = {
        "desk": desk,
        "rows": rows,
        "ticks": kind_ticks(chosen, language),
        "address": address,
        **_fault(error, language),
        "done": done if done in _DONE else "",
    }
    return render(request, "webhooks/list.html", shown, status=422 if error else 200)


def _one_page(
    request: HttpRequest,
    language: str,
    desk: Desk,
    endpoint: Endpoint,
    *,
    done: str = "",
    error: WebhookError | None = None,
) -> HttpResponse:
    rows, left_out = log_rows(endpoint, language)
    shown = {
        "desk": desk,
        "endpoint": endpoint,
        "state": state_view(endpoint, language),
        "ticks": kind_ticks([] if error else endpoint.kinds, language),
        "log": rows,
        "left_out": left_out,
        **_fault(error, language),
        "done": done if done in _DONE else "",
    }
    return render(request, "webhooks/one.html", shown, status=422 if error else 200)


def _secret_page(request: HttpRequest, desk: Desk, made: actions.Made, *, is_first: bool) -> HttpResponse:
    shown = {"desk": desk, "endpoint": made.endpoint, "secret": made.secret, "is_first": is_first}
    return render(request, "webhooks/secret.html", shown)


def _fault(error: WebhookError | None, language: str) -> dict[str, str]:
    if error is None:
        return {"fault": "", "field": ""}
    key = f"webhooks.fault.{error.code}"
    fault = say(key, language, value=error.value) if error.value else say(key, language)
    return {"fault": fault, "field": "kinds" if error.code == "no_kinds" else "address"}


def _done(language: str, desk: Desk, done: str, endpoint: Endpoint | None = None) -> HttpResponse:
    if endpoint is None:
        page = reverse("webhooks:list", args=[language, desk.pk])
    else:
        page = reverse("webhooks:one", args=[language, desk.pk, endpoint.pk])
    return HttpResponseRedirect(f"{page}?gedaan={done}")
