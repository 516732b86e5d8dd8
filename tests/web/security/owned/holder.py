"""Who has it, and what they have: filled area by area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.web.security.owned.keys import a_key
from wegwijzer.web.people.models import Membership, Person
from wegwijzer.web.referral.models import Speaker

SECRET = "Onze oven lekt en niemand mag dat weten."
"""Words that stand in all that is ours, and in nothing that anybody else may read."""
OURS = ("adviser", "manager", "contact", "firm")


@dataclass
class Possessions:
    """`things` are the arguments of addresses by app and name, `exact` those of one address. `around` are things of
    theirs that hold others, by parameter, with whose they are. People by what they are, ours and theirs."""

    at: datetime = field(default_factory=timezone.now)
    ours: dict[str, Person] = field(default_factory=dict)
    theirs: dict[str, Person] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    exact: dict[str, dict[str, Any]] = field(default_factory=dict)
    around: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def browser(self, person: Person | None) -> Client:
        """A browser in which somebody signed in with two factors; without a person, a visitor's."""
        client = Client()
        if person is not None:
            client.force_login(person)
            session = client.session
            session["sign_in"] = {**session["sign_in"], "two_factors": True}
            session.save()
        return client

    def arguments(self, name: str, parameters: Mapping[str, Any]) -> dict[str, Any] | None:
        """The arguments with which an address leads to something of ours; None when nothing is known of one."""
        known = {**self.things.get(name.partition(":")[0], {}), **self.exact.get(name, {}), "language": "nl"}
        return {key: known[key] for key in parameters} if parameters.keys() <= known.keys() else None

    def program(self, person: Person) -> Client:
        """A program with a key for all that it can do: where somebody works, for the firm that they speak for, or as an
        editor."""
        seat = Membership.objects.filter(person=person).order_by("pk").first()
        speaks = Speaker.objects.filter(person=person, confirmed_at__isnull=False).first() if seat is None else None
        desk, firm = seat.desk if seat is not None else None, speaks.firm if speaks is not None else None
        return Client(headers={"authorization": f"Bearer {a_key(desk, person, self.at, firm)}", "if-match": "*"})
