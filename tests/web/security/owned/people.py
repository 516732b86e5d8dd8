"""The people of both organisations, of the site, and somebody who is everything else."""

from __future__ import annotations

from datetime import datetime

from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.referral.models import Firm, Speaker


def staff(who: dict[str, Person], side: str, at: datetime) -> tuple[Desk, Desk]:
    """A college with its adviser and manager, and an office with its accountant; a bakery's firm without a desk."""
    college = people.make_desk("helper", f"College {side}", business_domains=["product"])
    office = people.make_desk("accountant", f"Office {side}")
    for name, desk, role in (
        ("adviser", college, Role.ADVISER),
        ("manager", college, Role.MANAGER),
        ("contact", office, Role.FIRST_LINE),
    ):
        who[name] = people.add_member(desk, f"{name}@{side}.example", role, f"{name} {side}", at).person
    who["firm"] = people.person_with(f"firm@{side}.example", name=f"firm {side}")
    return college, office


def site_person(email: str, role: Role, at: datetime) -> Person:
    """Somebody with a role on the site."""
    person = people.person_with(email, name=role.value)
    people.set_site_role(person, role, held=True, at=at)
    return person


def everything_else(at: datetime) -> Person:
    """Somebody who has every role but that of administrator, at organisations that have nothing to do with ours."""
    email = "all@theirs.example"
    for kind, role in (("helper", Role.MANAGER), ("accountant", Role.FIRST_LINE), ("federation", Role.MANAGER)):
        people.add_member(people.make_desk(kind, f"Another {kind}"), email, role, "All", at)
    for site_role in (Role.EDITOR, Role.ANALYST):
        person = site_person(email, site_role, at)
    firm = Firm.objects.create(name="Another firm", created=at)
    Speaker.objects.create(firm=firm, person=person, created=at, confirmed_at=at)
    return person
