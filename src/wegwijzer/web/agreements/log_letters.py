"""The letters of a log of promises: an invitation, what happened, and reminders. Each goes once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from wegwijzer.core.agreements.promises import Step
from wegwijzer.web.agreements.models import Cooperation, Partner, PromiseRow
from wegwijzer.web.agreements.promise_standing import standing
from wegwijzer.web.people import actions as people
from wegwijzer.web.post import actions as post
from wegwijzer.web.post.models import Outgoing

LINK_DAYS = timedelta(days=30)
"""How long the link in an invitation lets its reader in."""
PURPOSE = "promises"
SEAL = 16
"""Characters of the latest hash in a letter: whoever keeps the mail can show how the log stood on that day."""
ASKS = (Step.PROMISED, Step.CHANGE_ASKED, Step.SAID_KEPT)
"""Steps that the other has to answer."""


def invited(partner: Partner, *, by: Partner, at: datetime) -> None:
    """The invitation to join a log, with a link that lets its reader in. At most one a day to the same partner."""
    person = partner.person
    if person is None:
        return
    log = partner.cooperation
    key = f"promise_invited:{log.pk}:{partner.number}:{at.date().isoformat()}"
    if Outgoing.objects.filter(key=key).exists():
        return
    path = f"/{person.language}/afspraken/beloftes/{log.pk}/"
    link = people.make_link(person, to_path=path, at=at, valid_for=LINK_DAYS, purpose=PURPOSE)
    values = {"link": link, "from": by.name, "title": log.title}
    post.put_one(post.letter(key=key, kind="promise_invited", person=person, values=values, at=at))


def told(row: PromiseRow, step: Step, *, by: Partner, at: datetime) -> None:
    """Tell the other of the two what was done, or what they are asked."""
    other = row.taker if by == row.giver else row.giver
    person = other.person
    if person is None:
        return
    log = Cooperation.objects.get(pk=row.cooperation_id)
    latest = row.events.last()
    if latest is None:
        return
    values: dict[str, Any] = {
        "link": {"page": "agreements:log", "args": [str(log.pk)]},
        "from": by.name,
        "title": log.title,
        "what": latest.what or standing(row).terms.what,
        "seal": f"{latest.place}-{log.head[:SEAL]}",
    }
    kind = "promise_answer" if step in ASKS else "promise_news"
    key = f"{kind}:{log.pk}:{latest.place}"
    post.put_one(post.letter(key=key, kind=kind, person=person, values=values, at=at))


def reminder(row: PromiseRow, partner: Partner, kind: str, *, what: str, due: date, version: int, at: datetime) -> bool:
    """Put a reminder in the outbox; False when it went before. `kind` is promise_soon or promise_late."""
    if partner.person is None:
        return False
    values = {
        "link": {"page": "agreements:log", "args": [str(row.cooperation_id)]},
        "title": row.cooperation.title,
        "what": what,
        "due": due.isoformat(),
    }
    key = f"{kind}:{row.pk}:{version}:{partner.pk}"
    return post.put_one(post.letter(key=key, kind=kind, person=partner.person, values=values, at=at))
