"""A small world: a college, a food centre, the agency that answers when nobody does, an accountant and a federation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk, Person, SiteRole
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.givens import FirmGiven, Given, NeedGiven
from wegwijzer.web.referral.models import Case, Offer

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BAKER = "0403019261"


@dataclass
class World:
    """Desks by name, with one person each; `at` is the moment of the next thing that happens."""

    desks: dict[str, Desk] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    at: datetime = NOW

    def later(self, **time: float) -> datetime:
        """Let time pass."""
        self.at += timedelta(**(time or {"minutes": 1}))
        return self.at

    def actor(self, name: str) -> Actor:
        """A person as somebody who acts now."""
        return queries.actor_for(Person.objects.get(pk=self.people[name].pk))

    def desk(self, name: str) -> str:
        """A desk's id."""
        return str(self.desks[name].pk)

    def brings(self, name: str = "accountant", number: str = BAKER, **changes: object) -> actions.opening.Referred:
        """A contact passes on a client's question."""
        return actions.refer(
            actor=self.actor(name),
            desk_id=self.desk(name),
            consent=True,
            given=a_question(number, **changes),
            at=self.later(),
        )

    def firm_comes_in(self, email: str = "baker@example.test") -> Actor:
        """Who has that address follows the link of a letter."""
        person = Person.objects.get(email=email)
        self.people["firm"] = person
        actions.claim(actor=queries.actor_for(person), at=self.later())
        return queries.actor_for(person)

    def offer_to(self, name: str) -> Offer:
        """The offer to a desk."""
        return Offer.objects.select_related("need__case").get(desk=self.desks[name])

    def case(self) -> Case:
        """The only case."""
        return Case.objects.get()


def a_question(
    number: str = BAKER,
    *,
    email: str = "baker@example.test",
    subject: str = "product",
    desks: tuple[str, ...] = (),
    words: str = "Ons brood blijft niet vers.",
    name: str = "Bakkerij De Korst",
) -> Given:
    """A firm's question as somebody fills it in."""
    facts = {"province": {"value": "oost-vlaanderen"}, "sector": {"value": "food"}, "size_class": {"value": "micro"}}
    firm = FirmGiven(name=name, email=email, enterprise_number=number, facts=facts)
    return Given(firm, NeedGiven(subject, words, about="first_line"), desks)


@pytest.fixture
def world(db: None) -> World:
    found = World()
    kinds = {
        "college": (Desk.Kind.HELPER, {}),
        "food": (Desk.Kind.HELPER, {"sectors": ["food"], "business_domains": ["product", "process"]}),
        "agency": (Desk.Kind.HELPER, {"is_fallback": True}),
        "accountant": (Desk.Kind.ACCOUNTANT, {}),
        "federation": (Desk.Kind.FEDERATION, {}),
    }
    for name, (kind, facts) in kinds.items():
        desk = Desk.objects.create(kind=kind, name=name.title(), organisation=f"{name}-test", **facts)
        role = Role.ADVISER if kind == Desk.Kind.HELPER else Role.FIRST_LINE
        member = people.add_member(desk, f"{name}@example.test", role, f"Ann {name}", NOW)
        found.desks[name], found.people[name] = desk, member.person
    manager = people.add_member(found.desks["college"], "boss@example.test", Role.MANAGER, "Bo Boss", NOW)
    found.people["manager"] = manager.person
    for role in (Role.EDITOR, Role.ANALYST, Role.ADMINISTRATOR):
        person = people.person_with(f"{role.value}@example.test", name=role.value)
        SiteRole.objects.create(person=person, role=role.value)
        found.people[role.value] = person
    return found
