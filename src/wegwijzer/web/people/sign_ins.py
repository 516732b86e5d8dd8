"""The browsers in which a person is signed in, as their page shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from wegwijzer.web.people.models import Person, Session

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One browser. `id` names it on the page without giving its key away."""

    id: str
    how: str
    device: str
    began: datetime
    seen: datetime
    is_this_one: bool


def sign_ins(person: Person, session_key: str | None) -> Sequence[SignIn]:
    """Where a person is signed in, the one who asks first, then the one last seen."""
    rows = Session.objects.filter(person=person, expire_date__gt=timezone.now())
    found = [
        SignIn(digest_of(row.session_key), row.how, row.device, row.began, row.seen, row.session_key == session_key)
        for row in rows
        if row.began is not None and row.seen is not None
    ]
    return sorted(found, key=lambda one: (not one.is_this_one, -one.seen.timestamp()))


def digest_of(session_key: str) -> str:
    """A name for a session from which its key cannot be found."""
    return hashlib.sha256(f"sign-in {session_key}".encode()).hexdigest()[:16]


def device_of(user_agent: str) -> str:
    """A few words for a browser, enough for its owner to know it again; empty when it does not say.

    >>> device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0")
    'Firefox, Windows'
    """
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return ", ".join(part for part in (browser, system) if part)
