"""Links that sign their reader in, once: made for a letter, used up when the button behind them is pressed."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from wegwijzer.web.people.models import Link, Person

SIGN_IN = "sign_in"
"""The purpose of a link that somebody asked for to sign in; there is one at a time, whatever page it leads to."""
LINK_MINUTES = 20
"""How long such a link works."""

_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f]*")
_KEPT = timedelta(days=30)


def is_own_path(path: str) -> bool:
    """Whether an address is a path on this site: no host, no scheme, nothing that a browser would read as one.

    >>> [is_own_path(path) for path in ("/nl/postvak/", "//evil.example/", "https://evil.example/")]
    [True, False, False]
    """
    return len(path) <= 500 and _OWN_PATH.fullmatch(path) is not None


@transaction.atomic
def make_link(person: Person, *, to_path: str, at: datetime, valid_for: timedelta, purpose: str) -> str:
    """The path of a new link for a letter to the person, in their language: /nl/binnen/<token>/.

    Earlier unused ones end: all that were asked for to sign in, and for other purposes those to the same page.
    Raises ValueError when `to_path` is no path of this site.
    """
    if not is_own_path(to_path):
        raise ValueError(f"a link leads to a path of this site, and not to {to_path!r}")
    older = Link.objects.filter(person=person, purpose=purpose, used_at__isnull=True)
    if purpose != SIGN_IN:
        older = older.filter(to_path=to_path)
    older.update(used_at=at)
    token = secrets.token_urlsafe(32)
    Link.objects.create(
        person=person, digest=_digest(token), purpose=purpose, to_path=to_path, created=at, expires=at + valid_for
    )
    return f"/{person.language}/binnen/{token}/"


def link_behind(token: str, *, at: datetime) -> Link | None:
    """The link with that token, while it can still be used by somebody who may come in."""
    found = Link.objects.select_related("person").filter(digest=_digest(token), used_at__isnull=True, expires__gt=at)
    return found.filter(person__is_active=True).first()


def use_link(token: str, *, at: datetime) -> Link | None:
    """Use a link up; None when it cannot be used. Of two that try at once, one succeeds."""
    link = link_behind(token, at=at)
    if link is None or not Link.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at):
        return None
    return link


def end_links(person: Person, *, at: datetime) -> None:
    """Nothing that was sent to a person lets them in any more."""
    Link.objects.filter(person=person, used_at__isnull=True).update(used_at=at)


def remove_old_links(at: datetime) -> int:
    """Remove links that ended a month ago; how many."""
    return Link.objects.filter(Q(expires__lt=at - _KEPT) | Q(used_at__lt=at - _KEPT)).delete()[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
