"""What the tests of the firm's pages share: three helpers, two offices, and people of every role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Case

NOW = timezone.now() - timedelta(hours=2)
"""When the firms of the tests asked their questions."""


@dataclass
class Stage:
    """The desks and people on stage. Desks and people by a short name."""

    desks: dict[str, Desk]
    people: dict[str, Person]

    def client(self, name: str) -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        client.force_login(self.people[name])
        return client

    def actor(self, name: str):
        """Somebody as who acts."""
        return queries.actor_for(self.people[name])

    def ask(
        self, name: str, *desks: str, subject: str = "product", words: str = "De verpakking scheurt.", **firm
    ) -> Case:
        """A question by a firm itself."""
        person = self.people[name]
        given = Given(
            FirmGiven(firm.pop("firm", f"Zaak van {name}"), person.email, **firm),
            NeedGiven(subject, words),
            tuple(str(self.desks[desk].pk) for desk in desks),
        )
        return actions.refer(actor=self.actor(name), given=given, at=NOW, consent=True).case

    def bring(self, name: str, office: str, email: str, *desks: str, number: str = "", words: str = "Zoekt hulp."):
        """A question that a contact brings for a client; what became of it."""
        given = Given(
            FirmGiven("Bakkerij Bas", email, number),
            NeedGiven("product", words, about="first_line"),
            tuple(str(self.desks[desk].pk) for desk in desks),
        )
        return actions.refer(
            actor=self.actor(name), given=given, at=NOW, desk_id=str(self.desks[office].pk), consent=True
        )


@pytest.fixture
def stage(db) -> Stage:
    """Everybody."""
    desks = {
        "college": people.make_desk("helper", "Hogeschool Zee", phone="050 12 34 56", business_domains=["product"]),
        "food": people.make_desk("helper", "Voedingscentrum", sectors=["food"]),
        "front": people.make_desk("helper", "Vangnet", is_fallback=True),
        "empty": people.make_desk("helper", "Nog Niemand"),
        "office": people.make_desk("accountant", "Kantoor Cijfers"),
        "federation": people.make_desk("federation", "Bakkersbond"),
    }
    members = [
        ("tine", "college", Role.MANAGER),
        ("tom", "college", Role.ADVISER),
        ("filip", "food", Role.ADVISER),
        ("ine", "front", Role.ADVISER),
        ("cas", "office", Role.FIRST_LINE),
        ("fons", "federation", Role.FIRST_LINE),
    ]
    found = {}
    for name, desk, role in members:
        found[name] = people.add_member(desks[desk], f"{name}@desk.example", role, name.title(), NOW).person
    for name in ("bas", "mia", "sam"):
        found[name] = people.person_with(f"{name}@zaak.example", name=name.title())
    for name, role in (("ria", Role.EDITOR), ("anouk", Role.ANALYST), ("bea", Role.ADMINISTRATOR)):
        found[name] = people.person_with(f"{name}@site.example", name=name.title())
        people.set_site_role(found[name], role, held=True, at=NOW)
    return Stage(desks, found)
