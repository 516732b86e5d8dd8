"""Coming in and going out: whatever way somebody signed in, the session gets a new key and says how and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.utils import timezone

from wegwijzer.web.people.models import Person
from wegwijzer.web.people.queries import forget_actor
from wegwijzer.web.people.sign_in_state import SignInState, keep_state, state_of
from wegwijzer.web.people.sign_ins import device_of
from wegwijzer.web.security_events import tell

_SEEN_EVERY = timedelta(minutes=1)

TAKE_ALONG: list[Callable[[HttpRequest, Person], object]] = []
"""What is called when somebody signs in, to tie what the browser held to the person."""


def enter(request: HttpRequest, person: Person, *, how: str, at: datetime, two_factors: bool = False) -> None:
    """Sign a person in. What another person left in the browser goes first; what a visitor made there comes along."""
    login(request, person)  # a new key; everything goes when the session was somebody else's
    keep_state(request, SignInState(how, _device(request), at, at, two_factors))
    forget_actor(request)
    for take in TAKE_ALONG:
        take(request, person)
    tell("signed_in", person=person.pk, how=how, two_factors=two_factors)


def leave(request: HttpRequest) -> None:
    """Sign out; nothing stays in the browser."""
    who = request.user.pk
    logout(request)
    if who is not None:
        tell("signed_out", person=who)
    forget_actor(request)


def note_sign_in(sender: object, request: HttpRequest, user: Person, **rest: Any) -> None:
    """Whatever signs somebody in, the session says since when."""
    now = timezone.now()
    keep_state(request, SignInState("", _device(request), now, now))


def is_over(state: SignInState, *, is_staff: bool, at: datetime) -> bool:
    """Whether a sign-in lasted too long, or nothing was done in it for too long."""
    if is_staff:
        return at - state.seen >= settings.STAFF_IDLE or at - state.began >= settings.STAFF_LONGEST
    return at - state.seen >= settings.OTHERS_IDLE


def note_seen(request: HttpRequest, at: datetime) -> None:
    """Write down that somebody is here, at most once a minute."""
    state = state_of(request)
    if state is not None and at - state.seen >= _SEEN_EVERY:
        keep_state(request, replace(state, seen=at))


def _device(request: HttpRequest) -> str:
    return device_of(request.META.get("HTTP_USER_AGENT", ""))[:100]
