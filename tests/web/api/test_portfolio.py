"""A first-line contact's own software: accounts in, talks noted, clients out; with a key of the contact's own."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.filing_files import nbb_json, nbb_reference
from tests.filings import clients
from tests.web.api.conftest import Program, World, program_of
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.portfolio.models import Client, StoredFiling

DEPOSITS = [
    {**nbb_json(filing), **nbb_reference(filing)} for filings in clients(2, years=2) for filing in filings
]  # each with its reference


@pytest.fixture(autouse=True)
def folders(settings, monkeypatch, tmp_path):
    settings.UPLOAD_FOLDER = tmp_path / "uploads"
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path))


@pytest.fixture
def contact(world: World) -> Program:
    """A program of a contact at the office of Maes, who manages nothing."""
    person = people.add_member(world.maes.desk, "els@example.test", Role.FIRST_LINE, "Els", world.at).person
    return program_of(world.maes.desk, person, world.at, name="van Els")


def test_accounts_are_added_once_and_shown_with_their_lights(contact: Program):
    told = contact.done("accounts", {"accounts": DEPOSITS}, status=200)
    assert (told["is_done"], told["read"], told["added"], told["clients"]) == (True, len(DEPOSITS), len(DEPOSITS), 2)
    again = contact.done("accounts", {"accounts": DEPOSITS}, status=200)
    assert (again["read"], again["added"], StoredFiling.objects.count()) == (len(DEPOSITS), 0, len(DEPOSITS))
    assert contact.told(f"accounts/{told['id']}") == told
    listed = contact.told("clients")
    assert listed["count"] == 2
    assert contact.told(f"clients/{listed['items'][0]['id']}")["signals"]["lights"]


def test_what_cannot_be_read_of_accounts_is_told_and_the_rest_is_kept(contact: Program):
    wrong = {**DEPOSITS[0], "Rubrics": [{"Code": "20/58", "Value": "veel", "Period": "N"}]}
    told = contact.done("accounts", {"accounts": [wrong, DEPOSITS[-1]]}, status=200)
    assert (told["added"], Client.objects.count()) == (1, 1)
    assert told["faults"][0]["where"].startswith("accounts.json")
    nothing = contact.send("accounts", {"accounts": []})
    assert (nothing.status_code, nothing.json()["faults"][0]["where"]) == (422, "body.accounts")


def test_a_talk_is_noted_as_on_the_page_and_a_client_removed(contact: Program):
    contact.done("accounts", {"accounts": DEPOSITS}, status=200)
    one = contact.told("clients")["items"][0]["id"]
    today = timezone.localdate()
    given = {"name": "De Korst", "last_talk": today.isoformat(), "note": "Over de oven."}
    assert contact.done(f"clients/{one}/talk", given, status=200) == {"id": one, **given}
    shown = contact.told(f"clients/{one}")
    assert (shown["name"], shown["note"], shown["last_talk"]) == ("De Korst", "Over de oven.", today.isoformat())
    later = contact.send(f"clients/{one}/talk", {"last_talk": (today + timedelta(days=1)).isoformat()})
    assert (later.status_code, later.json()["faults"][0]["where"]) == (422, "body.last_talk")
    assert contact.send(f"clients/{one}", "", method="delete").status_code == 204
    assert contact.told("clients")["count"] == 1


def test_nobody_else_writes_in_a_portfolio_not_even_of_the_same_office(world: World, contact: Program):
    kept = contact.done("accounts", {"accounts": DEPOSITS}, status=200)
    one = contact.told("clients")["items"][0]["id"]
    before = json.dumps(list(Client.objects.order_by("pk").values("given_name", "note")))
    for other in (world.maes.program, world.peeters.program, world.college.program):
        for path in (f"clients/{one}", f"clients/{uuid4()}", f"accounts/{kept['id']}"):
            assert other.get(path).status_code == 404
        assert other.send(f"clients/{one}/talk", {"note": "x"}).status_code == 404
        assert other.send(f"clients/{one}", "", method="delete").status_code == 404
    assert json.dumps(list(Client.objects.order_by("pk").values("given_name", "note"))) == before
    reader = program_of(world.maes.desk, world.maes.manager, world.at, "portfolio:read", name="leest")
    assert reader.send("accounts", {"accounts": DEPOSITS}).json()["code"] == "no_scope"
    adviser = people.add_member(world.food.desk, "ann@example.test", Role.ADVISER, "Ann", world.at).person
    world.food.program.key.person = adviser  # who has no clients by their role
    world.food.program.key.save()
    assert world.food.program.send("accounts", {"accounts": DEPOSITS}).status_code == 403
