"""What a session knows of a sign-in: how, since when, when last seen, and whether a second factor was shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from wegwijzer.web.security_events import tell

_KEY = "sign_in"


@dataclass(frozen=True, slots=True)
class SignInState:
    """The sign-in of one browser. `how` and `device` as in `Session`."""

    how: str
    device: str
    began: datetime
    seen: datetime
    two_factors: bool = False


def state_of(request: HttpRequest) -> SignInState | None:
    """How this browser signed in; None for a visitor, and for a session that does not say."""
    session = getattr(request, "session", None)
    kept = session.get(_KEY) if session is not None else None
    return state_in(kept)


def state_in(kept: object) -> SignInState | None:
    """The state from its plain values."""
    if not isinstance(kept, dict):
        return None
    try:
        began, seen = datetime.fromisoformat(kept["began"]), datetime.fromisoformat(kept["seen"])
    except (KeyError, TypeError, ValueError):
        return None
    how, device = str(kept.get("how", "")), str(kept.get("device", ""))
    return SignInState(how, device, began, seen, kept.get("two_factors") is True)


def keep_state(request: HttpRequest, state: SignInState) -> None:
    """Write the state into the session."""
    request.session[_KEY] = {
        "how": state.how,
        "device": state.device,
        "began": state.began.isoformat(),
        "seen": state.seen.isoformat(),
        "two_factors": state.two_factors,
    }


def has_two_factors(request: HttpRequest) -> bool:
    """Whether a second factor was shown in this sign-in, or a made-up person left it out in development."""
    state = state_of(request)
    return state is not None and state.two_factors


def note_two_factors(request: HttpRequest) -> None:
    """A second factor was shown; the session gets a new key."""
    state = state_of(request)
    if state is not None:
        request.session.cycle_key()
        keep_state(request, replace(state, two_factors=True))
        tell("second_factor", person=request.user.pk or "")


def may_skip_two_factors(person: object) -> bool:
    """Whether somebody is made up, on a machine for development: their second factor may be left out."""
    return bool(getattr(person, "is_demo", False)) and not settings.IS_PRODUCTION
