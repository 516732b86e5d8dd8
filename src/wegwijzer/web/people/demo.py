"""Made-up people of every role, for an empty installation on a machine for development."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions, queries
from wegwijzer.web.people.models import Desk, Person

PASSWORD = "wegwijzer-proef"  # noqa: S105
"""The password of every made-up person. It works on a machine for development alone."""
_DOMAIN = "voorbeeld.example"

_AT_HELPERS = (
    ("team-bedrijfstrajecten", "Tine Voorbeeld", "tine", Role.MANAGER),
    ("team-bedrijfstrajecten", "Tom Voorbeeld", "tom", Role.ADVISER),
    ("hogeschool-vives", "Vera Voorbeeld", "vera", Role.MANAGER),
    ("hogeschool-vives", "Victor Voorbeeld", "victor", Role.ADVISER),
    ("flanders-food", "Farah Voorbeeld", "farah", Role.MANAGER),
    ("flanders-food", "Filip Voorbeeld", "filip", Role.ADVISER),
    ("hogeschool-hogent", "Hanne Voorbeeld", "hanne", Role.ADVISER),
    ("blikopener", "Bram Voorbeeld", "bram", Role.ADVISER),
    ("sirris", "Sara Voorbeeld", "sara", Role.ADVISER),
    ("buildwise", "Bilal Voorbeeld", "bilal", Role.ADVISER),
    ("fit", "Fien Voorbeeld", "fien", Role.ADVISER),
    ("unizo", "Ugo Voorbeeld", "ugo", Role.ADVISER),
    ("syntra", "Sien Voorbeeld", "sien", Role.ADVISER),
    ("pom-west-vlaanderen", "Pol Voorbeeld", "pol", Role.ADVISER),
)
_OFFICES = (
    (Desk.Kind.ACCOUNTANT, "Proefkantoor Cijfers", "Carla Voorbeeld", "carla", Role.MANAGER),
    (Desk.Kind.ACCOUNTANT, "Proefkantoor Cijfers", "Cas Voorbeeld", "cas", Role.FIRST_LINE),
    (Desk.Kind.BANK, "Proefbank", "Bob Voorbeeld", "bob", Role.FIRST_LINE),
    (Desk.Kind.SOCIAL_SECRETARIAT, "Proefsecretariaat", "Lies Voorbeeld", "lies", Role.FIRST_LINE),
    (Desk.Kind.FEDERATION, "Proeffederatie van bakkers", "Fons Voorbeeld", "fons", Role.FIRST_LINE),
)
_ON_SITE = (
    ("Ria Voorbeeld", "ria", Role.EDITOR),
    ("Rik Voorbeeld", "rik", Role.EDITOR),
    ("Anouk Voorbeeld", "anouk", Role.ANALYST),
    ("Bea Voorbeeld", "bea", Role.ADMINISTRATOR),
)
_FALLBACK = ("Wegwijzer-team (proef)", "Ine Voorbeeld", "ine")
_ENTREPRENEURS = (("Bas Voorbeeld", "bas", "nl"), ("Mia Voorbeeld", "mia", "nl"), ("Luc Exemple", "luc", "fr"))


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """One made-up person: who they are, what they do where (role ids and names of desks), and their address."""

    name: str
    email: str
    roles: Sequence[tuple[str, str]]


@transaction.atomic
def fill_people(catalogue: Catalogue, at: datetime) -> Sequence[DemoLogin]:
    """Fill the installation with made-up people and offices; what is there already stays. Who can log in."""
    actions.sync_desks_from_catalogue(catalogue, on=at.date())
    password = make_password(PASSWORD)
    desks = {desk.organisation: desk for desk in queries.desks().filter(kind=Desk.Kind.HELPER)}
    for organisation, name, short, role in _AT_HELPERS:
        if organisation in desks:
            _member(desks[organisation], name, short, role, password, at)
    for kind, desk_name, name, short, role in _OFFICES:
        _member(_office(kind, desk_name), name, short, role, password, at)
    _member(_office(Desk.Kind.HELPER, _FALLBACK[0], is_fallback=True), *_FALLBACK[1:], Role.MANAGER, password, at)
    for name, short, role in _ON_SITE:
        actions.set_site_role(_person(name, short, password), role, held=True, at=at)
    for name, short, language in _ENTREPRENEURS:
        _person(name, short, password, language=language)
    return demo_logins()


def demo_logins() -> Sequence[DemoLogin]:
    """The made-up people who can log in with the password."""
    return [
        DemoLogin(
            person.name,
            person.email,
            [(row.role, str(row.desk)) for row in person.memberships.all()]
            + [(row.role, "") for row in person.site_roles.all()],
        )
        for person in queries.demo_people()
        if person.has_usable_password()
    ]


def _office(kind: str, name: str, *, is_fallback: bool = False) -> Desk:
    found = Desk.objects.filter(kind=kind, name=name, is_demo=True).first()
    return found or actions.make_desk(kind, name, is_demo=True, is_fallback=is_fallback)


def _member(desk: Desk, name: str, short: str, role: Role, password: str, at: datetime) -> None:
    person = _person(name, short, password)
    actions.add_member(desk, person.email, role, name, at)


def _person(name: str, short: str, password: str, *, language: str = "nl") -> Person:
    person = actions.person_with(f"{short}@{_DOMAIN}", name=name, language=language, is_demo=True)
    if not person.has_usable_password():
        Person.objects.filter(pk=person.pk).update(password=password)
    return person
