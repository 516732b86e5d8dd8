"""The one-time key of the forms on a page: made when the page is shown, read when a form is sent.

A page has one key; each of its forms, known by the address it is sent to, counts on its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.once import Sending
from wegwijzer.web.referral.actions.opening import Referred
from wegwijzer.web.referral.errors import RefusedError

FIELD = "once"
"""The hidden field of a form in which the key stands."""
_SPENT = "_wegwijzer_key_is_spent"
_LENGTH = 36


def key_of_page(request: HttpRequest) -> str:
    """The key for the forms of a page: that of the form that comes back with it, else a new one."""
    given = _given(request)
    return str(uuid.uuid4() if given is None or getattr(request, _SPENT, False) else given)


def do_once(request: HttpRequest, act: Callable[[], object], *, actor: Actor, at: datetime) -> None:
    """Do what the form that was sent asks, once. Raises RefusedError `sent_before`, and what `act` raises."""
    try:
        actions.do_once(_sending(request), act, actor=actor, at=at)
    except RefusedError as error:
        raise _noted(request, error) from None


def refer_once(request: HttpRequest, act: Callable[[], Referred], *, actor: Actor, at: datetime) -> Referred:
    """Pass the question of the form that was sent on, once; for the same form what became of it."""
    try:
        return actions.refer_once(_sending(request), act, actor=actor, at=at)
    except RefusedError as error:
        raise _noted(request, error) from None


def _noted(request: HttpRequest, error: RefusedError) -> RefusedError:
    """Give the page that comes back a new key where the old one was used."""
    if error.code == "sent_before":
        setattr(request, _SPENT, True)
    return error


def _given(request: HttpRequest) -> UUID | None:
    typed = request.POST.get(FIELD, "")
    try:
        return UUID(typed) if len(typed) == _LENGTH else None
    except ValueError:
        return None


def _sending(request: HttpRequest) -> Sending | None:
    """The form that was sent; None where it came without a key. The key makes the digest impossible to guess from."""
    given = _given(request)
    if given is None:
        return None
    fields = sorted((name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken")
    return Sending(uuid.uuid5(given, request.path), sha256(repr(fields).encode("utf-8", "replace")).hexdigest())
