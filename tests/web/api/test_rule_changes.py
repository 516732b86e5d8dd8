"""An editor's tools: a change checked, written, looked at, handed in; never approved by a program."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.api.conftest import Program, World, program_of
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.api.keys import KeyRefusedError, make_key
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.models import Heartbeat, Outgoing
from wegwijzer.web.publications import actions
from wegwijzer.web.publications.errors import PublicationError
from wegwijzer.web.publications.models import Proposal, Publication
from wegwijzer.web.referral import queries

KMO = "kmo-portefeuille"
A_CHANGE: dict[str, Any] = {
    "change": {
        "reason": "The government decided so.",
        "from": "2100-01-01",
        "measures": [
            {
                "measure": KMO,
                "amount": {"ceiling_eur": 5000},
                "confidence": "high",
                "source": {"title": "Decision", "url": "https://example.org/rule"},
            }
        ],
    }
}


@pytest.fixture
def ria(world: World) -> Person:
    return editor("ria")


@pytest.fixture
def program(world: World, ria: Person) -> Program:
    """Of an editor; a worker lives, so that nothing waits for figures."""
    Heartbeat.objects.create(name="worker", at=timezone.now())
    return program_of(None, ria, world.at, name="redactie")


def editor(name: str) -> Person:
    person = people.person_with(f"{name}@wegwijzer.example", name=name.capitalize())
    people.set_site_role(person, Role.EDITOR, held=True, at=timezone.now())
    return person


def test_a_key_of_an_editor_is_one_without_a_desk(program: Program, ria: Person):
    me = program.told("me")
    assert (me["desk"], me["role"], me["scopes"]) == (None, "editor", ["rules:read", "rules:write"])
    assert Outgoing.objects.filter(kind="api_key_made", person=ria).get().values["link"]["page"] == "api:own_keys"
    assert program.get("inbox").status_code == 403
    people.set_site_role(ria, Role.EDITOR, held=False, at=timezone.now())
    assert program.get("rule-changes").status_code == 401


def test_a_change_is_checked_written_once_looked_at_and_handed_in(program: Program):
    checked = program.done("rule-changes/check", A_CHANGE, status=200)
    assert (checked["measure"], checked["starts"], Proposal.objects.count()) == (KMO, "2100-01-01", 0)
    key = {"Idempotency_Key": str(uuid4())}
    made = program.done("rule-changes", A_CHANGE, **key)
    assert (made["state"], made["text"], made["is_mine"]) == ("draft", checked["text"], True)
    assert program.send("rule-changes", A_CHANGE, **key).json() == made
    path = f"rule-changes/{made['id']}"
    effects = program.told(f"{path}/effects")
    assert effects["diff"]
    assert (effects["moves_nobody"], effects["is_coming"], effects["simulation"]) == (False, True, None)
    other = {"change": {**A_CHANGE["change"], "reason": "Another reason."}}
    assert program.done(path, other, status=200)["reason"] == "Another reason."
    assert program.done(f"{path}/steps", {"to": "renew"}, status=200)["state"] == "draft"
    assert program.done(f"{path}/steps", {"to": "hand_in"}, status=200)["state"] == "waiting"
    assert program.told("rule-changes")["items"][0]["id"] == made["id"]
    late = program.send(path, A_CHANGE)
    assert (late.status_code, late.json()["code"]) == (403, "not_yours")
    assert program.done(f"{path}/steps", {"to": "withdraw"}, status=200)["state"] == "withdrawn"
    assert program.get(f"{path}/effects").json()["code"] == "refused_now"


@pytest.mark.parametrize("step", ["approve", "reject", "publish"])
def test_nothing_is_decided_by_a_program(world: World, program: Program, step: str):
    made = program.done("rule-changes", A_CHANGE)
    path = f"rule-changes/{made['id']}/steps"
    program.done(path, {"to": "hand_in"}, status=200)
    other = program_of(None, editor("rik"), world.at, name="van Rik")
    assert other.told(f"rule-changes/{made['id']}")["is_mine"] is False
    for one in (program, other):
        assert one.send(path, {"to": step}).status_code == 422
    for mine in ("hand_in", "renew", "withdraw"):
        assert other.send(path, {"to": mine}).status_code in (403, 409)
    assert Proposal.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "change",
    [
        {"from": "2100-01-01", "measures": []},
        {**A_CHANGE["change"], "from": timezone.localdate().isoformat()},
        {**A_CHANGE["change"], "measures": [{"measure": "nergens"}]},
        {**A_CHANGE["change"], "reason": 3},
        {},
    ],
)
def test_a_change_with_faults_is_refused_with_all_of_them(program: Program, change: dict[str, Any]):
    for path in ("rule-changes/check", "rule-changes"):
        answer = program.send(path, {"change": change})
        assert answer.status_code == 422, answer.content
        assert all(one["where"].startswith("body.change") for one in answer.json()["faults"])
    assert Proposal.objects.count() == 0


def test_who_is_no_editor_sees_no_proposals(world: World, program: Program):
    made = program.done("rule-changes", A_CHANGE)
    key = ApiKey.objects.get(pk=world.college.program.key.pk)
    key.scopes = ["rules:read", "rules:write"]  # as if somebody had got at the table
    key.save()
    assert world.college.program.get(f"rule-changes/{made['id']}").status_code == 403
    people.set_site_role(world.college.manager, Role.EDITOR, held=True, at=timezone.now())
    assert world.college.program.get(f"rule-changes/{made['id']}").status_code == 403  # the key is the desk's


def test_a_contact_and_an_editor_make_keys_for_their_own_role_alone(world: World, ria: Person):
    els = people.add_member(world.maes.desk, "els@example.test", Role.FIRST_LINE, "Els", world.at).person
    at = timezone.now()

    def make(desk: Any, person: Person, *scopes: str, name: str = "x") -> ApiKey:
        return make_key(desk, queries.actor_for(person), name=name, scopes=scopes, days=1, at=at).row

    assert make(world.maes.desk, els, "portfolio:write", "referrals:write").scopes == [
        "referrals:write",
        "portfolio:write",
    ]
    assert make(None, ria, "rules:write").scopes == ["rules:write"]
    for desk, person, scope, code in (
        (world.maes.desk, els, "cases:write", "other_scope"),
        (None, ria, "portfolio:read", "other_scope"),
        (None, els, "rules:read", "not_allowed"),
        (world.maes.desk, ria, "cases:read", "not_allowed"),
        (world.peeters.desk, els, "cases:read", "not_allowed"),
        (world.maes.desk, world.maes.manager, "rules:read", "other_scope"),
    ):
        with pytest.raises(KeyRefusedError) as refused:
            make(desk, person, scope, name="y")
        assert refused.value.code == code
    for number in range(4):
        make(None, ria, "rules:read", name=f"nr. {number}")
    with pytest.raises(KeyRefusedError, match="too_many_own"):
        make(None, ria, "rules:read", name="nog een")


def test_the_pages_show_a_contact_and_an_editor_their_own_keys(world: World, ria: Person, client: Client):
    els = people.add_member(world.maes.desk, "els@example.test", Role.FIRST_LINE, "Els", world.at).person
    desk = f"/nl/loket/{world.maes.desk.pk}/"
    for person, address, scope, door in (
        (els, f"{desk}sleutels/", "portfolio:write", desk),
        (ria, "/nl/regels/sleutels/", "rules:write", "/nl/regels/"),
    ):
        client.force_login(person)
        assert address in client.get(door).content.decode()
        assert "ons programma" not in client.get(address).content.decode()  # the key of the manager
        form = {"name": "van mij", "days": "30", "scopes": [scope], "once": str(uuid4())}
        assert "wgw_" in client.post(address, form).content.decode()
        row = ApiKey.objects.get(person=person)
        assert client.post(f"{address}{world.maes.program.key.pk}/").status_code == 404
        assert client.post(f"{address}{row.pk}/").status_code == 302
        row.refresh_from_db()
        assert row.revoked_at is not None
    client.force_login(world.maes.manager)
    assert "van mij" in client.get(f"{desk}sleutels/").content.decode()
    assert client.get("/nl/regels/sleutels/").status_code == 404


def test_undoing_a_publication_is_proposed_by_a_program_and_decided_by_another_person(program: Program, ria: Person):
    made = program.done("rule-changes", A_CHANGE)
    program.done(f"rule-changes/{made['id']}/steps", {"to": "hand_in"}, status=200)
    published = actions.approve(made["id"], editor("bo"), at=timezone.now(), on=timezone.localdate())
    path = f"publications/{published.pk}"
    assert program.told("publications")["items"][0]["can_be_undone"]
    seen, why = program.get(path)["ETag"], {"reason": "De datum klopt niet."}
    assert program.send(f"{path}/undo", why).json()["code"] == "no_version"
    assert program.send(f"{path}/undo", {"reason": " "}, If_Match=seen).status_code == 422
    late = program.send(f"{path}/undo", why, If_Match='"7.00"')
    assert (late.status_code, late.json()["code"]) == (412, "changed")
    undoing = program.done(f"{path}/undo", why, If_Match=seen)
    assert (undoing["kind"], undoing["state"], undoing["reason"]) == ("undo", "draft", why["reason"])
    waiting = program.done(f"rule-changes/{undoing['id']}/steps", {"to": "hand_in"}, status=200)
    assert waiting["state"] == "waiting"
    assert Publication.objects.count() == 1  # it stands until another person approves
    with pytest.raises(PublicationError):
        actions.approve(undoing["id"], ria, at=timezone.now(), on=timezone.localdate())
    actions.approve(undoing["id"], Person.objects.get(name="Bo"), at=timezone.now(), on=timezone.localdate())
    assert program.told(path)["undone_by"]
    assert program.send(f"{path}/undo", why, If_Match=seen).status_code == 412
    assert program.send(f"{path}/undo", why, If_Match="*").status_code == 409
