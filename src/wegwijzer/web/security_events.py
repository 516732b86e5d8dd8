"""The log of security events: who signed in, what failed, what was refused, which rights changed.

One line for each, with the logger `wegwijzer.security`, in the form of all our lines. A person is told by the random
id of their account and in no other way: no name, no address, no e-mail, no words. Who may read the database can find
who it was, as long as the account is there; nobody else can.
"""

from __future__ import annotations

import logging

from django.db import transaction
from django.http import HttpRequest

log = logging.getLogger("wegwijzer.security")

_REFUSALS = frozenset({400, 401, 403, 429})
_NOT_FOUND = 404


def tell(event: str, *, person: object = "", **more: object) -> None:
    """Write one event, `person` being the id of an account; `more` holds names and numbers of ours."""
    who = {"person": str(person)} if person else {}
    log.info("security", extra={"told": {"event": event, **who, **more}})


def tell_when_kept(event: str, *, person: object = "", **more: object) -> None:
    """Write an event once the transaction that makes it true is committed."""
    transaction.on_commit(lambda: tell(event, person=person, **more))


def tell_refusal(request: HttpRequest, *, route: str, is_page: bool, status: int) -> None:
    """Write that something was refused: a form of elsewhere, a role that may not, too many tries.

    A page that is not there is told only of somebody who signed in and asked for an address that we have: that is how
    we refuse things of other people.
    """
    # Whoever the page asked for; looking it up here would cost each answer a question to the database.
    person = getattr(getattr(request, "_cached_user", None), "pk", None)
    if status in _REFUSALS or (status == _NOT_FOUND and is_page and person is not None):
        tell("refused", person=person or "", route=route, status=status)
