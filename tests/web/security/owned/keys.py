"""A key of the API that somebody made."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from wegwijzer.web.api.keys import MARK
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.api.scopes import SCOPES
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.referral.models import Firm


def a_key(desk: Desk | None, person: Person, at: datetime, firm: Firm | None = None) -> str:
    """A key for all that a key can do, of a desk or of who made it alone; as it is shown once."""
    prefix = uuid4().hex[:12]
    secret = f"{MARK}_{prefix}_{uuid4().hex}"
    ApiKey.objects.create(
        desk=desk, firm=firm, person=person, name=prefix, prefix=prefix, digest=sha256(secret.encode()).hexdigest(),
        scopes=list(SCOPES), created=at, expires=at + timedelta(days=9),
    )  # fmt: skip
    return secret
