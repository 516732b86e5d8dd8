"""Programs that call the API: without a key, and with keys of two offices and two helpers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.filings import Filing
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.api.keys import make_key, scopes_to_give
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.people import actions as people
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.portfolio import actions as portfolio
from wegwijzer.web.portfolio.models import Owner
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.models import Firm

BAKER = "0403.019.261"
A_REFERRAL = {
    "firm": {"name": "Bakkerij De Korst", "enterprise_number": BAKER, "email": "baker@example.test"},
    "subject": "product",
    "words": "Ons brood blijft niet vers.",
    "consent": True,
}


@dataclass
class Program:
    """Calls the API, with a key or without; an error of ours is an answer, as on a real server."""

    secret: str = ""
    key: ApiKey | None = None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Ask for an address below /api/v1/."""
        return self.client.get(self._address(path), headers=self._headers(headers))

    def send(self, path: str, data: object, *, method: str = "post", **headers: str) -> HttpResponse:
        """Send JSON."""
        body = data if isinstance(data, str | bytes) else json.dumps(data)
        kind = headers.pop("content_type", "application/json")
        send = getattr(self.client, method)
        return send(self._address(path), body, content_type=kind, headers=self._headers(headers))

    def told(self, path: str, **headers: str) -> Any:
        """The answer of a read that goes well."""
        response = self.get(path, **headers)
        assert response.status_code == 200, response.content
        return response.json()

    def done(self, path: str, data: object, *, status: int = 201, **headers: str) -> Any:
        """The answer of a change that goes well."""
        response = self.send(path, data, **headers)
        assert response.status_code == status, response.content
        return response.json() if response.content else None

    def tag(self, question: str) -> str:
        """The ETag of a question."""
        return self.get(f"inbox/{question}")["ETag"]

    def _address(self, path: str) -> str:
        return path if path.startswith("/") else f"/api/v1/{path}"

    def _headers(self, given: Mapping[str, str]) -> dict[str, str]:
        shown = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        return shown | {name.replace("_", "-"): value for name, value in given.items()}


@dataclass
class Office:
    """A desk with its manager and a program that has a key of theirs."""

    desk: Desk
    manager: Person
    program: Program


def office(name: str, kind: Desk.Kind, at: datetime, **facts: object) -> Office:
    desk = Desk.objects.create(kind=kind, name=name, organisation=f"{name.lower()}-test", **facts)
    manager = people.add_member(desk, f"{name.lower()}@example.test", Role.MANAGER, f"Bo {name}", at).person
    return Office(desk, manager, program_of(desk, manager, at))


def program_of(desk: Desk | None, person: Person, at: datetime, *scopes: str, name: str = "ons programma") -> Program:
    actor = queries.actor_for(person)
    wanted = scopes or scopes_to_give(actor, desk.pk if desk is not None else None)
    made = make_key(desk, actor, name=name, scopes=wanted, days=30, at=at)
    return Program(made.secret, made.row)


@dataclass
class World:
    """Two helpers, two offices."""

    college: Office
    food: Office
    maes: Office
    peeters: Office
    at: datetime

    def referred(self, **changes: object) -> Any:
        """Maes refers a baker; the answer."""
        return self.maes.program.done("referrals", {**A_REFERRAL, "desks": [str(self.college.desk.pk)], **changes})

    def question(self) -> str:
        """The baker's question at the college."""
        self.referred()
        return self.college.program.told("inbox")["items"][0]["id"]


def speaks_for_its_firm(email: str, at: datetime) -> Person:
    """Somebody whose address a contact gave, and who came in by the letter: they speak for the firm from now on."""
    person = people_queries.person_by_email(email)
    assert person is not None
    actions.claim(actor=queries.actor_for(person), at=at)
    return person


def firm_program(person: Person, at: datetime, *scopes: str, firm: Firm | None = None, name: str = "mijn boekhouding"):
    """A program with a key of who speaks for a firm."""
    actor = queries.actor_for(person)
    firm = firm or Firm.objects.get(pk__in=actor.firms)
    wanted = scopes or scopes_to_give(actor, None, firm.pk)
    made = make_key(None, actor, name=name, scopes=wanted, days=30, at=at, firm=firm)
    return Program(made.secret, made.row)


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.SITE_ADDRESS = "https://wegwijzer.example"
    at = timezone.now() - timedelta(minutes=5)
    return World(
        office("College", Desk.Kind.HELPER, at),
        office("Food", Desk.Kind.HELPER, at),
        office("Maes", Desk.Kind.ACCOUNTANT, at),
        office("Peeters", Desk.Kind.ACCOUNTANT, at),
        at,
    )


def with_clients(one: Office, filings: list[Filing], at: datetime) -> Owner:
    """A portfolio of the manager of an office."""
    owner = Owner.objects.create(person=one.manager, created=at, seen=at)
    portfolio.store(owner, filings)
    return owner
