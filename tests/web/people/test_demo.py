"""The demonstration: everybody that is needed, plainly made up, and never beside real people."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.test import Client

from wegwijzer.cli.main import main
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions, queries
from wegwijzer.web.people.demo import PASSWORD
from wegwijzer.web.people.models import Desk, Person

pytestmark = pytest.mark.django_db


def demo(*options: str):
    return CliRunner().invoke(main, ["demo", *options])


def test_there_is_somebody_of_every_role_who_can_log_in():
    told = json.loads(demo("--json").stdout)
    roles = {role["role"] for login in told for role in login["roles"]}
    assert roles == {role.value for role in Role}
    assert any(not login["roles"] for login in told)  # entrepreneurs
    client = Client()
    sent = {"email": told[0]["email"], "password": told[0]["password"]}
    assert client.post("/nl/aanmelden/wachtwoord/", sent).status_code == 302


def test_everybody_is_plainly_made_up():
    demo()
    assert not queries.has_real_people()
    assert all(person.email.endswith("@voorbeeld.example") for person in Person.objects.all())
    assert len({row.desk_id for row in queries.Membership.objects.filter(desk__kind="helper")}) >= 10
    assert Desk.objects.get(is_fallback=True).memberships.count() == 1
    kinds = set(Desk.objects.filter(is_demo=True).values_list("kind", flat=True))
    assert kinds == {"helper", "accountant", "bank", "social_secretariat", "federation"}


def test_it_prints_a_table_with_the_password_and_a_second_time_adds_nothing():
    first, people = demo(), Person.objects.count()
    assert PASSWORD in first.stdout
    assert "farah@voorbeeld.example" in first.stdout
    assert demo().stdout == first.stdout
    assert Person.objects.count() == people


def test_it_refuses_where_real_people_are_and_in_production(settings):
    actions.person_with("an@firma.example")
    result = demo()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "holds real people" in result.stderr
    assert Person.objects.count() == 1
    settings.IS_PRODUCTION = True
    assert "is production" in demo().stderr


def test_the_first_administrator_is_made_by_command_and_comes_in_by_the_link_it_prints(settings):
    result = CliRunner().invoke(main, ["administrator", "an@site.example", "--name", "An"])
    assert result.exit_code == 0
    link = result.stdout.strip().removeprefix(settings.SITE_ADDRESS)
    client = Client()
    assert client.post(link)["Location"].startswith("/nl/aanmelden/code/")
    assert [person.name for person in queries.people_with(Role.ADMINISTRATOR)] == ["An"]
    assert CliRunner().invoke(main, ["administrator", "geen adres"]).exit_code == 2
