"""What the tests of offers share: a college, a centre, an accountant's office, two firms, and the staff of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.offers.models import OfferingRow, TopicRequest
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk, Person

MACHINE = {
    "title": "Trekbank voor kunststof en metaal",
    "text": "Meet hoe sterk uw materiaal is, tot 50 kN. Breng proefstukken mee.",
    "business_domains": ["product"],
    "expertise": ["product_development"],
    "provinces": ["oost-vlaanderen"],
    "steps": ["test"],
    "languages": ["nl"],
    "page": "https://www.voorbeeld.example/labo",
    "operator": "together",
}
TOPIC = {
    "title": "Brood drie dagen vers houden",
    "text": "Een student zoekt uit hoe ons brood langer vers blijft, met proeven in de bakkerij.",
    "business_domains": ["product"],
    "expertise": ["food"],
    "steps": ["test"],
    "languages": ["nl"],
    "level": "professional_bachelor",
    "field": "food_and_bio",
}
FIRM = "Bakkerij Peeters bv"


def in_days(count: int) -> str:
    """A day as one types it, so many days from now."""
    day = timezone.localdate() + timedelta(days=count)
    return f"{day.day}/{day.month}/{day.year}"


def text_of(response: HttpResponse) -> str:
    """The page."""
    return response.content.decode()


@dataclass
class World:
    """Desks, people, and what they do here."""

    college: Desk
    centre: Desk
    office: Desk
    people: dict[str, Person]

    def browser(self, name: str) -> Client:
        """A browser in which somebody signed in, with their second factor; for "visitor" nobody did."""
        client = Client()
        if name != "visitor":
            client.force_login(self.people[name])
        return client

    def post(self, name: str, kind: str = "equipment", *, desk: Desk | None = None, **changes) -> HttpResponse:
        """Fill in the form; for a desk, else for one's own firm."""
        base = TOPIC if kind == "topic" else MACHINE
        term = {"term_from": in_days(60), "term_until": in_days(150)} if kind == "topic" else {}
        fields = {"valid_until": in_days(200), **base, **term, **changes}
        owner = desk.pk if desk is not None else "zaak"
        return self.browser(name).post(f"/nl/aanbod/nieuw/{kind}/?voor={owner}", fields)

    def machine(self, **changes) -> OfferingRow:
        """A machine of the college."""
        assert self.post("vera", desk=self.college, **changes).status_code == 302
        return OfferingRow.objects.latest("created")

    def topic_of_school(self, **changes) -> OfferingRow:
        """A topic of the college."""
        assert self.post("vera", "topic", desk=self.college, **changes).status_code == 302
        return OfferingRow.objects.latest("created")

    def topic_of_firm(self, name: str = "an", firm: str = FIRM, **changes) -> OfferingRow:
        """A topic of a firm."""
        assert self.post(name, "topic", firm_name=firm, **changes).status_code == 302
        return OfferingRow.objects.latest("created")

    def ask(self, name: str, topic: OfferingRow, **changes) -> HttpResponse:
        """Ask about a topic."""
        fields = {"words": "Dit past bij wat wij al jaren willen doen.", "agree": "yes", **changes}
        return self.browser(name).post(f"/nl/aanbod/{topic.pk}/vraag/", fields)

    def asked(self, name: str, topic: OfferingRow, **changes) -> TopicRequest:
        """Ask, and the request that came of it."""
        assert self.ask(name, topic, **changes).status_code == 302
        return TopicRequest.objects.latest("asked")


@pytest.fixture
def world(db, settings) -> World:
    """Everybody, and nothing on offer yet."""
    settings.POSTS_PER_MINUTE = 1000
    at = timezone.now()
    college = people.make_desk("helper", "Hogeschool Proef", phone="09 222 22 22")
    centre = people.make_desk("helper", "Centrum Proef")
    office = people.make_desk("accountant", "Kantoor Cijfers")
    found = {}
    for desk, name, role in (
        (college, "vera", Role.MANAGER),
        (college, "victor", Role.ADVISER),
        (centre, "sara", Role.ADVISER),
        (centre, "sien", Role.MANAGER),
        (office, "carla", Role.FIRST_LINE),
        (office, "cas", Role.MANAGER),
    ):
        people.add_member(desk, f"{name}@voorbeeld.example", role, f"{name.capitalize()} Voorbeeld", at)
        found[name] = Person.objects.get(email=f"{name}@voorbeeld.example")
    for name, role in (("ria", Role.EDITOR), ("anouk", Role.ANALYST), ("bea", Role.ADMINISTRATOR)):
        found[name] = people.person_with(f"{name}@voorbeeld.example", name=name)
        people.set_site_role(found[name], role, held=True, at=at)
    found["an"] = people.person_with("an@bakkerij.example", name="An Peeters")
    found["luc"] = people.person_with("luc@elders.example", name="Luc Elders")
    return World(college, centre, office, found)


def moment(day: date) -> datetime:
    """Noon of a day, in Brussels."""
    return datetime.combine(day, datetime.min.time().replace(hour=12), tzinfo=timezone.get_current_timezone())
