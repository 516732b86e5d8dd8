"""A manager who calls for ideas, as the tests drive one: through the front door."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.visitor import words_of
from wegwijzer.web.people.models import Person
from wegwijzer.web.premium.models import Idea, Scheme


@dataclass
class Manager:
    """Begins a call, notes ideas, fills in files."""

    client: Client
    language: str = "nl"

    def see(self, path: str = "") -> str:
        """The text of a page, as a reader sees it."""
        return words_of(self.client.get(f"/{self.language}/innovatiepremie/{path}").content.decode())

    def send(self, path: str = "", **fields: str) -> HttpResponse:
        """Send a form; the answer is not followed."""
        return self.client.post(f"/{self.language}/innovatiepremie/{path}", fields)

    def begin(self, firm: str = "Metaal Maes", **facts: str) -> Scheme:
        """Begin a firm's call, with its figures."""
        assert self.send(firm=firm).status_code == 302
        scheme = Scheme.objects.latest("created")
        if facts:
            assert self.send(f"{scheme.pk}/cijfers/", firm=firm, **facts).status_code == 302
        return scheme

    def note(self, scheme: Scheme, title: str = "Een mal voor het plooien") -> Idea:
        """Note an idea; it is chosen at once."""
        assert self.send(f"{scheme.pk}/", title=title).status_code == 302
        return Idea.objects.latest("created")

    def give(self, idea: Idea, person: str, **fields: str) -> HttpResponse:
        """Give somebody a premium for an idea."""
        given = {"person": person, "year": "2026", "month_pay": "3.000", "amount": "1.000", **fields}
        return self.send(f"{idea.scheme_id}/{idea.pk}/personen/", **given)


@pytest.fixture
def manager(db, client: Client, settings) -> Manager:
    """A Dutch-speaking visitor who was not here before."""
    settings.POSTS_PER_MINUTE = 1000
    return Manager(client)


@pytest.fixture
def an(db) -> Person:
    """Somebody with an account."""
    return Person.objects.create_user("an@metaal.example", name="An Peeters")
