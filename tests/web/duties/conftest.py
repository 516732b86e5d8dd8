"""Somebody who keeps their duties here, as the tests drive one: through the front door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.visitor import words_of
from wegwijzer.web.duties.models import Support
from wegwijzer.web.people.models import Person

MARCH = datetime(2026, 3, 3, 9, tzinfo=UTC)
"""The moment at which the tests of reminders begin."""


@dataclass
class Keeper:
    """Adds support with its days, ticks off, looks."""

    client: Client
    language: str = "nl"

    def see(self, path: str = "") -> str:
        """The text of a page of the duties, as a reader sees it."""
        return words_of(self.client.get(f"/{self.language}/plichten/{path}").content.decode())

    def send(self, path: str = "", **fields: str) -> HttpResponse:
        """Send a form; the answer is not followed."""
        return self.client.post(f"/{self.language}/plichten/{path}", fields)

    def add(self, measure: str, title: str = "", **days: str) -> Support:
        """Add a measure and give its days."""
        where = self.send(measure=measure, title=title)["Location"]
        assert self.client.post(where, {"title": title, **days}).status_code == 302
        return Support.objects.latest("created")


@pytest.fixture
def keeper(db, client: Client, settings) -> Keeper:
    """A Dutch-speaking visitor who was not here before."""
    settings.POSTS_PER_MINUTE = 1000
    return Keeper(client)


@pytest.fixture
def an(db) -> Person:
    """Somebody with an account."""
    return Person.objects.create_user("an@metaal.example", name="An Peeters")


@pytest.fixture
def signed_in(keeper, an) -> Keeper:
    """An, signed in."""
    keeper.client.force_login(an)
    return keeper
