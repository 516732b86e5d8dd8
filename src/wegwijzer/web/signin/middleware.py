"""What holds for everybody who is signed in: a sign-in ends in time, and staff show a second factor first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from wegwijzer.web.languages import language_in_path
from wegwijzer.web.middleware import Handler
from wegwijzer.web.people.access import to_sign_in
from wegwijzer.web.people.entering import is_over, leave, note_seen, note_sign_in
from wegwijzer.web.people.queries import full_actor_of, is_staff
from wegwijzer.web.people.sign_in_state import has_two_factors, state_of
from wegwijzer.web.signin.going_on import to_second_factor

_BEFORE_THE_CODE = frozenset(
    {
        "signin:asked",
        "signin:code",
        "signin:come_in",
        "signin:not_signed_in",
        "signin:password",
        "signin:set_up",
        "signin:sign_in",
        "signin:sign_out",
        "signin:skip",
        "signin:through",
    }
)
"""The pages on the way to a second factor."""


def sign_in_limits(get_response: Handler) -> Handler:
    """End sign-ins that lasted too long, and keep pages of people who signed in out of every cache."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        now, state = timezone.now(), state_of(request)
        if state is None:
            note_sign_in(None, request, request.user)
        elif is_over(state, is_staff=is_staff(full_actor_of(request)), at=now):
            leave(request)
            return to_sign_in(request, reason="idle")
        else:
            note_seen(request, now)
        response = get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return handle


def second_factor(get_response: Handler) -> Handler:
    """Lead staff to their second factor before any other page with a language."""

    def handle(request: HttpRequest) -> HttpResponse:
        language = language_in_path(request.path_info)
        if language is None or not request.user.is_authenticated or has_two_factors(request):
            return get_response(request)
        if is_staff(full_actor_of(request)) and _page(request) not in _BEFORE_THE_CODE:
            return to_second_factor(language, request.get_full_path() if request.method == "GET" else "")
        return get_response(request)

    return handle


def _page(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
