"""Organisers, events and people for the tests of the agenda."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from wegwijzer.core.agenda.event import Event
from wegwijzer.readers.agenda.drafting import Words, drafted
from wegwijzer.web.agenda.importing import take_in
from wegwijzer.web.agenda.models import Listing
from wegwijzer.web.people.models import Desk, Membership, Person

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
"""A Monday, ten o'clock in Belgium."""
ON = NOW.date()


def an_event(title: str = "Cobots in de lashal", *, days: int = 8, uid: str = "", **more: object) -> Event:
    """An event some days from now, in Gent at ten for two hours, about ways of working."""
    begins = NOW.replace(hour=9) + timedelta(days=days)
    words = Words(
        title, "Robots aan het werk in kleine reeksen.", "Kouter 1, 9000 Gent", categories=("automatisering",)
    )
    event = drafted(
        words,
        uid=uid or f"{title}-{days}",
        begins=begins,
        ends=begins + timedelta(hours=2),
        is_all_day=False,
        is_cancelled=False,
        sequence=0,
    )
    return replace(event, **more)


@pytest.fixture
def desk(db) -> Callable[[str], Desk]:
    """Make a desk of an organisation."""

    def make(name: str, organisation: str = "") -> Desk:
        return Desk.objects.create(name=name, organisation=organisation, kind=Desk.Kind.HELPER)

    return make


@pytest.fixture
def announced() -> Callable[..., Listing]:
    """Announce an event for a desk, as its list would."""

    def make(desk: Desk, event: Event, **more: object) -> Listing:
        take_in(desk, [event], **{"source": "file", "at": NOW, "on": ON, "is_whole": False, **more})
        return Listing.objects.get(desk=desk, uid=event.uid, occurrence=event.occurrence)

    return make


@pytest.fixture
def adviser(db) -> Callable[[Desk], Client]:
    """Somebody of a desk, signed in."""

    def make(desk: Desk, role: str = "adviser") -> Client:
        person = Person.objects.create_user(f"{desk.pk}@organiser.example", name="An Peeters")
        Membership.objects.create(person=person, desk=desk, role=role)
        client = Client()
        client.force_login(person)
        return client

    return make
