"""What the tests of the inbox share: a centre that helps, a college, an accountant, and a bakery with a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.referral import actions
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Case, Offer, Participant
from wegwijzer.web.referral.queries import actor_for

WORDS = "Onze deegmachine valt elke week stil."
NUMBER = "0403019261"


def longer_ago(**span: float):
    """A moment before now."""
    return timezone.now() - timedelta(**span)


@dataclass
class World:
    """Desks with their people, and one case."""

    centre: Desk
    college: Desk
    office: Desk
    people: dict[str, Person]

    def refer(
        self,
        *,
        firm: str = "Bakkerij Peeters",
        number: str = NUMBER,
        email: str = "an@bakkerij.example",
        subject: str = "process",
        words: str = WORDS,
        desks: tuple[Desk, ...] = (),
        at=None,
    ) -> Offer:
        """The accountant passes a client's question on to the centre, or to other desks."""
        given = Given(
            FirmGiven(firm, email, number, "09 123 45 67"),
            NeedGiven(subject, words, about="first_line"),
            tuple(str(desk.pk) for desk in desks or (self.centre,)),
        )
        referred = actions.refer(
            actor=actor_for(self.people["carla"]),
            given=given,
            desk_id=str(self.office.pk),
            consent=True,
            at=at or timezone.now(),
        )
        return referred.need.offers.get(desk=(desks or (self.centre,))[0])

    def browser(self, name: str) -> Client:
        """A browser in which somebody signed in, with their second factor."""
        client = Client()
        client.force_login(self.people[name])
        return client


@pytest.fixture
def world(db) -> World:
    """Everybody, and nothing asked yet."""
    at = timezone.now()
    centre = people.make_desk("helper", "Voedingscentrum", phone="09 222 22 22")
    college = people.make_desk("helper", "Hogeschool Voorbeeld")
    office = people.make_desk("accountant", "Kantoor Cijfers")
    found = {}
    for desk, name, role in (
        (centre, "mieke", Role.MANAGER),
        (centre, "arne", Role.ADVISER),
        (centre, "ben", Role.ADVISER),
        (college, "victor", Role.ADVISER),
        (office, "carla", Role.FIRST_LINE),
        (office, "cas", Role.MANAGER),
    ):
        people.add_member(desk, f"{name}@voorbeeld.example", role, f"{name.capitalize()} Voorbeeld", at)
        found[name] = Person.objects.get(email=f"{name}@voorbeeld.example")
    for name, role in (("ria", Role.EDITOR), ("anouk", Role.ANALYST), ("bea", Role.ADMINISTRATOR)):
        found[name] = people.person_with(f"{name}@voorbeeld.example", name=name)
        people.set_site_role(found[name], role, held=True, at=at)
    found["an"] = people.person_with("an@bakkerij.example", name="An Peeters")
    found["stranger"] = people.person_with("luc@elders.example", name="Luc Elders")
    return World(centre, college, office, found)


@pytest.fixture
def offer(world: World) -> Offer:
    """A bakery's question that waits at the centre."""
    return world.refer()


@pytest.fixture
def case(offer: Offer) -> Case:
    """The bakery's case."""
    return offer.need.case


@pytest.fixture
def brought(case: Case) -> Participant:
    """The accountant's place in it."""
    return case.participants.get()


def text_of(response: HttpResponse) -> str:
    """The page."""
    return response.content.decode()
