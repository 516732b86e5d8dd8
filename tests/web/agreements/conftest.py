"""Firms that make agreements and keep logs, as the tests drive them: through the front door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.visitor import words_of
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)

WHO = {
    "party.1.name": "Staalwerk bv",
    "party.1.number": "0403.019.261",
    "party.1.address": "Kaai 1, Gent",
    "party.1.signatory": "An Peeters, bestuurder",
    "party.2.name": "Hogeschool De Kade",
    "party.2.number": "geen: publieke instelling",
    "party.2.address": "Dok 2, Antwerpen",
    "party.2.signatory": "Jo Maes, directeur",
}


@dataclass
class Firm:
    """Somebody with a browser, signed in or not."""

    client: Client
    language: str = "nl"
    person: Person | None = None
    last: HttpResponse = field(default_factory=HttpResponse)

    def see(self, path: str) -> str:
        """What a reader sees of a page below /afspraken/."""
        self.last = self.client.get(f"/{self.language}/afspraken/{path}", follow=True)
        return words_of(self.last.content.decode())

    def send(self, path: str, **fields: str) -> HttpResponse:
        """Send a form; the answer is not followed."""
        self.last = self.client.post(f"/{self.language}/afspraken/{path}", fields)
        return self.last

    @property
    def words(self) -> str:
        """What a reader sees of the last answer."""
        return words_of(self.last.content.decode())

    def begin(self, slug: str) -> str:
        """Begin a draft; the path of its text below /afspraken/."""
        self.send(f"{slug}/")
        return "tekst/" + self.last["Location"].split("/tekst/")[1].split("/")[0] + "/"


def signed_in(email: str, name: str) -> Firm:
    """A person who signed in."""
    person = people.person_with(email, name=name)
    client = Client()
    client.force_login(person)
    return Firm(client, person=person)


@pytest.fixture
def firm(db, client: Client, settings) -> Firm:
    """Somebody who was not here before and did not sign in."""
    settings.POSTS_PER_MINUTE = 1000
    return Firm(client)


@pytest.fixture
def staalwerk(db, settings) -> Firm:
    """A firm whose manager signed in."""
    settings.POSTS_PER_MINUTE = 1000
    return signed_in("an@staalwerk.example", "An Peeters")


@pytest.fixture
def kade(db) -> Firm:
    """Its partner, signed in as well."""
    return signed_in("jo@kade.example", "Jo Maes")
