"""What the tests of signing in share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.signin.provider import Provider, running_provider
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions
from wegwijzer.web.people.links import make_link
from wegwijzer.web.people.models import Desk, Person

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
MINUTES = timedelta(minutes=20)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


@pytest.fixture(scope="session")
def provider_process():
    """One provider for the whole run."""
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(provider_process: Provider, settings) -> Provider:
    """A site where people sign in, which ours is told of."""
    tell(settings, provider_process.settings())
    return provider_process


def tell(settings, *providers) -> None:
    """Tell our site of providers, as the environment would."""
    settings.OIDC_PROVIDERS = providers
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [found.allauth_app() for found in providers]}}


@pytest.fixture
def an(db) -> Person:
    """An entrepreneur."""
    return actions.person_with("an@bakkerij.example", name="An Peeters")


@pytest.fixture
def desk(db) -> Desk:
    """A helper with two people: a manager and an adviser."""
    made = actions.make_desk("helper", "Voedingscentrum")
    actions.add_member(made, "mieke@centrum.example", Role.MANAGER, "Mieke Manager", AT)
    actions.add_member(made, "arne@centrum.example", Role.ADVISER, "Arne Adviseur", AT)
    return made


@pytest.fixture
def administrator(db) -> Person:
    """Who manages people."""
    person = actions.person_with("bea@wegwijzer.example", name="Bea Beheer")
    actions.set_site_role(person, Role.ADMINISTRATOR, held=True, at=AT)
    return person


def came_by_mail(person: Person) -> Client:
    """A browser in which somebody used a link, and no more."""
    client = Client(headers={"user-agent": FIREFOX})
    client.post(make_link(person, to_path="/nl/account/", at=timezone.now(), valid_for=MINUTES, purpose="sign_in"))
    return client


def person_called(name: str) -> Person:
    """The person with that address before the @."""
    return Person.objects.get(email__startswith=f"{name}@")
