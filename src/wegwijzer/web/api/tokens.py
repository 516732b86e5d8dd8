"""OAuth2 client credentials (RFC 6749, 4.4): a key is exchanged for a token that works for a quarter of an hour.

A token is signed, and holds the id of its key and the scopes; nothing is kept of it. It is looked up with its key each
time, so that a revoked key ends its tokens at once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing

from wegwijzer.web.api.keys import found_by_id
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.scopes import SCOPES

LIFE = timedelta(minutes=15)
MARK = "wgt_"
_SALT = "wegwijzer.api.token"


@dataclass(frozen=True, slots=True)
class Opened:
    """The key behind what was shown, and the scopes that hold for it."""

    key: ApiKey
    scopes: frozenset[str]


def new_token(key: ApiKey, scopes: Collection[str]) -> str:
    """A token of a key with some of its scopes."""
    held = [SCOPES.index(scope) for scope in SCOPES if scope in scopes]
    return MARK + signing.dumps([key.pk.hex, held], salt=_SALT)


def opened_by_token(token: str, *, at: datetime) -> Opened | None:
    """What a token opens; None for a forged or expired one, or one whose key has ended."""
    try:
        key_id, held = signing.loads(token.removeprefix(MARK), salt=_SALT, max_age=LIFE)
        row = found_by_id(UUID(key_id), at=at)
        scopes = frozenset(SCOPES[place] for place in held)
    except (signing.BadSignature, ValueError, TypeError, IndexError):
        return None
    return None if row is None else Opened(row, scopes & frozenset(row.scopes))
