"""Carrying a request out once, however often it is sent: the one-time keys of forms (ADR 22), given by the caller."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest, HttpResponse

from wegwijzer.web.api.callers import Caller
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.languages import preferred_language
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.actions.once import Sending
from wegwijzer.web.referral.actions.opening import Referred
from wegwijzer.wording.language import say

HEADER = "Idempotency-Key"
LONGEST = 255
REPLAYED = "Idempotency-Replayed"
_SPACE = UUID("6e0f0c6e-9a35-5b0e-9f4e-0d5f6f1f7a52")


def do_once(
    request: HttpRequest, response: HttpResponse, caller: Caller, act: Callable[[], object], *, at: datetime
) -> None:
    """Do what is asked, once; a repeated request is told so in a header. Raises RefusedError and what `act` raises."""
    done: list[bool] = []

    def noted() -> object:
        done.append(True)
        return act()

    actions.do_once(_sending(request, caller), noted, actor=caller.actor, at=at)
    if not done:
        response[REPLAYED] = "true"


def request_id(request: HttpRequest, caller: Caller) -> UUID:
    """An id for what a request makes: the same each time that it is sent with one key, new without one."""
    sending = _sending(request, caller)
    return uuid4() if sending is None else sending.key


def refer_once(
    request: HttpRequest, response: HttpResponse, caller: Caller, act: Callable[[], Referred], *, at: datetime
) -> Referred:
    """Pass a question on, once; for a repeated request what became of the first."""
    done: list[bool] = []

    def noted() -> Referred:
        done.append(True)
        return act()

    referred = actions.refer_once(_sending(request, caller), noted, actor=caller.actor, at=at)
    if not done:
        response[REPLAYED] = "true"
    return referred


def _sending(request: HttpRequest, caller: Caller) -> Sending | None:
    """The request as a form that is sent; None without a key, and then it is always carried out."""
    key = request.headers.get(HEADER, "").strip().strip('"')
    if not key:
        return None
    if len(key) > LONGEST or not key.isascii() or not key.isprintable():
        language = preferred_language(request)
        what, expected = (say(f"api.fault.pattern.{part}", language) for part in ("what", "expected"))
        raise InvalidError(FaultText(f"header.{HEADER}", what, expected))
    whose = f"{caller.actor.person}|{caller.key.desk_id or caller.key.firm_id}|{request.path_info}|{key}"
    return Sending(uuid5(_SPACE, whose), sha256(request.body).hexdigest())
