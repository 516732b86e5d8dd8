"""The letters of partner search. None names a firm: names are on the page, for the two who agreed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wegwijzer.web.partners.models import ContactRow, Seeking
from wegwijzer.web.people.models import Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.post.telling import ZONE
from wegwijzer.web.referral.speakers import heard_for

_LINK = {"page": "partners:list"}


def readers_of(row: Seeking) -> list[Person]:
    """Who hears for a firm here: those who speak for it."""
    return [speaker.person for speaker in heard_for(row.firm) if speaker.confirmed_at is not None]


def asked(row: ContactRow, *, at: datetime) -> None:
    """A firm is asked for a first contact."""
    sought = [words for pair in row.suggestion.pairs for words in pair[:1]]
    values = {"link": _LINK, "about": sought[0] if sought else "", "answer_by": row.answer_by.isoformat()}
    _put(row.asked, "partner_asked", values, key=f"partner_asked:{row.pk}", at=at)


def agreed(row: ContactRow, *, at: datetime) -> None:
    """Both agreed: each is led to the other's name."""
    for side in (row.asking, row.asked):
        _put(side, "partner_agreed", {"link": _LINK}, key=f"partner_agreed:{row.pk}:{side.pk}", at=at)


def closed(row: ContactRow, *, at: datetime) -> None:
    """Nothing comes of a request: declined, not answered, or the firm looks no longer. Which of these is not told."""
    _put(row.asking, "partner_closed", {"link": _LINK}, key=f"partner_closed:{row.pk}", at=at)


def still_looking(row: Seeking, *, until: datetime, at: datetime) -> bool:
    """Ask a firm that did not come back whether it still looks; False when it was asked before."""
    day = until.astimezone(ZONE).date().isoformat()
    return _put(row, "partner_still", {"link": _LINK, "until": day}, key=f"partner_still:{row.pk}:{day}", at=at)


def _put(row: Seeking, kind: str, values: dict[str, Any], *, key: str, at: datetime) -> bool:
    new = 0
    for person in readers_of(row):
        new += post.put_one(post.letter(key=f"{key}:{person.pk}", kind=kind, person=person, values=values, at=at))
    return new > 0
