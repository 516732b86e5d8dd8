"""What the agenda keeps of a person: digests they asked for, and lists they added. It keeps nothing of a firm."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.agenda.models import Feed, Subscription
from wegwijzer.web.agenda.subscriptions import end, kept_of
from wegwijzer.web.kept_elsewhere import Told, plain
from wegwijzer.web.people import queries as people
from wegwijzer.wording.language import local


def tell(firm: UUID, person: str) -> Told:
    """The digests that go to the address of who asks, confirmed or not, and the lists that they added for a desk."""
    subscriptions: Told = [dict(kept_of(row)) for row in _subscriptions(person)]
    return subscriptions + [_feed(row) for row in _feeds(person).order_by("created")]


def forget(firm: UUID, person: str, own: bool) -> None:
    """With `own`, end the digests of who asks; a list stays its desk's, without their name."""
    if own:
        for row in _subscriptions(person):
            end(row)
        _feeds(person).update(added_by=None)


def word(name: str, language: str) -> str:
    """A theme by its name."""
    theme = shipped_catalogue().business_domains.get(name)
    return local(theme.label, language) if theme is not None else ""


def _subscriptions(person: str) -> list[Subscription]:
    found = people.person(person) if person else None
    return list(Subscription.objects.filter(email=found.email.lower())) if found is not None and found.email else []


def _feeds(person: str) -> QuerySet[Feed]:
    return Feed.objects.filter(added_by__pk=UUID(person)) if person else Feed.objects.none()


def _feed(row: Feed) -> dict[str, Any]:
    return {"title": row.address, **plain(row, "created")}
