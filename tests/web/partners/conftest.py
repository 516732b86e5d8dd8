"""Firms that look for a partner, each with a person who speaks for it, and an accountant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.visitor import words_of
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.partners import actions
from wegwijzer.web.partners.actions import Said
from wegwijzer.web.partners.models import ContactRow, Seeking, Suggestion
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.referral.models import Case, Firm, Participant, Speaker

WEAVER = ("Weverij Vlasbloem", "13.20", ["zwaar doek weven"], ["een laser die textiel snijdt"])
CUTTER = ("Snijwerken Janssens", "25.62", ["textiel snijden met een laser"], ["iemand die zwaar doek weeft"])
BAKER = ("Bakkerij De Korst", "10.71", ["brood bakken op steen"], ["een verpakking die vers houdt"])
PAGE = "/nl/partners/"


@dataclass
class Hall:
    """Where they meet. Firms and people by a short name."""

    firms: dict[str, Firm]
    people: dict[str, Person]
    office: Desk

    def client(self, name: str) -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        client.force_login(self.people[name])
        return client

    def page(self, name: str, address: str = PAGE) -> str:
        """What somebody reads on a page."""
        return words_of(self.client(name).get(address).content.decode())

    def row(self, name: str) -> Seeking:
        """A firm in the search."""
        return Seeking.objects.get(firm=self.firms[name])

    def say(self, name: str, has=(), seeks=(), at: datetime | None = None, **more) -> Seeking:
        """A firm says what it has and seeks."""
        known = Seeking.objects.filter(firm=self.firms[name]).first()
        said = Said(list(has), list(seeks), more.pop("markets", ["antwerpen"]), more.pop("competitors", False), **more)
        version = known.version if known else 0
        return actions.say(self.firms[name], said, version=version, at=at or timezone.now())

    def everybody_says(self) -> None:
        """All three are in the search."""
        for name, (_, _, has, seeks) in (("weaver", WEAVER), ("cutter", CUTTER), ("baker", BAKER)):
            self.say(name, has, seeks)

    def pair(self) -> Suggestion:
        """The only two that fit."""
        return Suggestion.objects.get()

    def asked(self, name: str = "weaver", at: datetime | None = None) -> ContactRow:
        """One of the two asks the other."""
        return actions.ask(self.pair(), self.row(name), "Kunt u 3 meter breed?", at=at or timezone.now())


@pytest.fixture
def hall(db) -> Hall:
    firms, persons = {}, {}
    for short, (name, nace, _, _) in (("weaver", WEAVER), ("cutter", CUTTER), ("baker", BAKER)):
        firm = Firm.objects.create(name=name, facts={"nace": {"value": nace}}, created=timezone.now())
        person = people.person_with(f"{short}@voorbeeld.example", name=f"Mevrouw {short.title()}")
        Speaker.objects.create(firm=firm, person=person, created=timezone.now(), confirmed_at=timezone.now())
        firms[short], persons[short] = firm, person
    office = people.make_desk("accountant", "Kantoor Cijfer")
    people.add_member(office, "kim@cijfer.example", Role.FIRST_LINE, "Kim", timezone.now())
    persons["kim"] = Person.objects.get(email="kim@cijfer.example")
    persons["nobody"] = people.person_with("iemand@voorbeeld.example")
    case = Case.objects.create(
        firm=firms["weaver"], state="new", opened_at=timezone.now(), opened_side="firm", last_activity=timezone.now()
    )
    Participant.objects.create(case=case, desk=office, state=Participant.State.JOINED, asked_at=timezone.now())
    return Hall(firms, persons, office)
