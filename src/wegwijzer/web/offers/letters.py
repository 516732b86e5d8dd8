"""The letters of offerings and topics: each goes once, and none names a firm."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from wegwijzer.core.offers.offering import Side
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.web.offers.models import AlikePair, OfferingRow, TopicRequest
from wegwijzer.web.offers.queries import owner_of_row, readers_of
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.post.models import Outgoing


def ending(row: OfferingRow, days: int, *, at: datetime) -> int:
    """Ask whether an offering still holds, some days before its last day; how many letters went."""
    values = _about(row) | {"last": row.last.isoformat()}
    return _to_owner(row, "offering_ending", f"{row.last}|{days}", values, at)


def hidden(row: OfferingRow, *, at: datetime) -> int:
    """Say that an offering is hidden from today on."""
    return _to_owner(row, "offering_hidden", str(row.last), _about(row) | {"last": row.last.isoformat()}, at)


def removal(row: OfferingRow, day: date, *, at: datetime) -> int:
    """Say that an offering will be removed on a day; 0 when there is nobody to say it to."""
    return _to_owner(row, "offering_removal", f"{row.last}|{day}", _about(row) | {"day": day.isoformat()}, at)


def alike(pair: AlikePair, *, to: OfferingRow, title: str, by: str, at: datetime) -> None:
    """Tell a structure that another one posted something that looks like its own."""
    values = {"link": {"page": "offers:alike"}, "title": to.title, "other": title, "by": by}
    _to_owner(to, "offering_alike", str(pair.pk), values, at)


def asked(request: TopicRequest, *, at: datetime) -> int:
    """Tell the owner of a topic that somebody asks about it."""
    return _to_owner(request.topic, "topic_asked", str(request.pk), _request(request), at)


def answer_reminder(request: TopicRequest, *, at: datetime) -> int:
    """Remind the owner of a topic that a request waits."""
    return _to_owner(request.topic, "topic_reminder", str(request.pk), _request(request), at)


def agreed(request: TopicRequest, *, at: datetime) -> None:
    """Tell both that the other said yes too: the page now shows who they are."""
    values = _request(request)
    del values["answer_by"]
    _to_owner(request.topic, "topic_agreed", f"{request.pk}|owner", values, at)
    _to_asker(request, "topic_agreed", values, at)


def declined(request: TopicRequest, *, at: datetime) -> None:
    """Tell the asker that it is no."""
    _to_asker(request, "topic_declined", {"link": _LIST, "title": request.topic.title}, at)


def lapsed(request: TopicRequest, *, at: datetime) -> None:
    """Tell the asker that nobody answered in time."""
    _to_asker(request, "topic_lapsed", {"link": _LIST, "title": request.topic.title}, at)


_LIST = {"page": "offers:list"}


def _about(row: OfferingRow) -> dict[str, Any]:
    return {"link": {"page": "offers:mine"}, "title": row.title}


def _request(request: TopicRequest) -> dict[str, Any]:
    return {
        "link": {"page": "offers:request", "args": [str(request.pk)]},
        "title": request.topic.title,
        "answer_by": request.answer_by.isoformat(),
    }


def _to_owner(row: OfferingRow, kind: str, what: str, values: dict[str, Any], at: datetime) -> int:
    key = f"{kind}|{row.pk}|{what}"
    owner = owner_of_row(row)
    letters = _letters(key, kind, readers_of(owner, posted_by=row.posted_by_id), values, at)
    if not letters and row.desk is not None and row.desk.email:
        letters = [_to_desk(key, kind, row.desk, values, at)]
    return sum(post.put_one(one) for one in letters)


def _to_asker(request: TopicRequest, kind: str, values: dict[str, Any], at: datetime) -> None:
    owner = (
        Owner(Side.STRUCTURE, str(request.desk_id))
        if request.desk_id is not None
        else Owner(Side.FIRM, str(request.person_id))
    )
    key = f"{kind}|{request.pk}|asker"
    for one in _letters(key, kind, readers_of(owner, posted_by=request.person_id), values, at):
        post.put_one(one)


def _letters(key: str, kind: str, people: list[Person], values: dict[str, Any], at: datetime) -> list[Outgoing]:
    return [post.letter(key=f"{key}|{person.pk}", kind=kind, person=person, values=values, at=at) for person in people]


def _to_desk(key: str, kind: str, desk: Desk, values: dict[str, Any], at: datetime) -> Outgoing:
    language = desk.languages[0] if desk.languages else "nl"
    return post.letter_to(key=f"{key}|desk", kind=kind, to=desk.email, language=language, values=values, at=at)
