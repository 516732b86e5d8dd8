"""The firm's own side: keys of who speaks for it, and what a program then does in its case; never in another's."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.api.conftest import A_REFERRAL, Program, World, firm_program, program_of, speaks_for_its_firm
from wegwijzer.web.api.keys import KeyRefusedError, make_key, revoke, scopes_to_give
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.models import Case, Firm, Look, Outcome, Speaker

FIRM_SCOPES = ["firm:read", "firm:write", "firm:export", "plans:read", "plans:write", "topics:write"]
OTHER = {"firm": {"name": "Weverij", "email": "weaver@example.test"}}


@pytest.fixture
def baker(world: World) -> Person:
    world.referred()
    return speaks_for_its_firm("baker@example.test", world.at)


@pytest.fixture
def program(world: World, baker: Person) -> Program:
    return firm_program(baker, world.at)


@pytest.fixture
def weaver(world: World) -> Program:
    """Somebody else's firm, with a question of its own at the same college."""
    world.referred(**OTHER)
    return firm_program(speaks_for_its_firm("weaver@example.test", world.at), world.at)


def _case(program: Program) -> str:
    return program.told("own-cases")["items"][0]["id"]


def test_a_key_of_a_firm_acts_for_that_firm_alone_and_its_maker_gets_a_letter(program: Program, baker: Person):
    me = program.told("me")
    assert (me["role"], me["desk"], me["firm"]["name"], me["scopes"]) == (
        "firm",
        None,
        "Bakkerij De Korst",
        FIRM_SCOPES,
    )
    letter = Outgoing.objects.filter(kind="api_key_made", person=baker).get()
    assert letter.values["link"] == {"page": "api:firm_keys", "args": [me["firm"]["id"]]}
    for path in ("inbox", "referrals", "clients", "rule-changes", "own-events", "own-offerings"):
        assert program.get(path).status_code == 403, path


@pytest.mark.parametrize("end", ["revoked", "expired", "no longer speaks", "inactive", "erased"])
def test_a_key_of_a_firm_ends_with_what_it_stands_on(program: Program, baker: Person, end: str):
    now, key = timezone.now(), program.key
    actor = queries.actor_for(baker)
    if end == "revoked":
        revoke(None, key.pk, actor, at=now, firm_id=key.firm_id)
    elif end == "expired":
        ApiKey.objects.filter(pk=key.pk).update(expires=now)
    elif end == "no longer speaks":
        Speaker.objects.filter(person=baker).delete()
    elif end == "inactive":
        Person.objects.filter(pk=baker.pk).update(is_active=False)
    else:
        actions.erase(actor=actor, firm_id=key.firm_id, at=now)
        assert not ApiKey.objects.filter(pk=key.pk).exists()
    assert program.get("own-cases").status_code == 401


def test_nobody_makes_a_key_for_a_firm_they_do_not_speak_for(world: World, program: Program, weaver: Program):
    stranger = queries.actor_for(weaver.key.person)
    assert scopes_to_give(stranger, None, program.key.firm_id) == ()
    with pytest.raises(KeyRefusedError):
        make_key(None, stranger, name="x", scopes=["firm:read"], days=1, at=timezone.now(), firm=program.key.firm)
    with pytest.raises(KeyRefusedError):
        revoke(None, program.key.pk, stranger, at=timezone.now(), firm_id=program.key.firm_id)
    waiting = people.person_with("later@example.test")
    Speaker.objects.create(firm=program.key.firm, person=waiting, created=world.at, proof="asked")
    assert scopes_to_give(queries.actor_for(waiting), None, program.key.firm_id) == ()


def test_a_key_for_one_firm_opens_nothing_of_another_firm_of_the_same_person(world: World, program: Program, baker):
    second = Firm.objects.create(name="Tweede zaak", created=world.at)
    Speaker.objects.create(firm=second, person=baker, created=world.at, confirmed_at=world.at)
    other = firm_program(baker, world.at, firm=second, name="tweede")
    assert other.told("own-cases")["count"] == 0
    assert other.get(f"own-cases/{_case(program)}").status_code == 404
    assert other.told("own-data")["firm"]["name"] == "Tweede zaak"
    refused = other.send("own-cases", {"subject": "product", "words": "x", "consent": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "refused_now")


def test_a_firm_reads_its_case_and_who_looked_and_no_look_of_its_own_is_kept(world: World, program: Program):
    case = program.told(f"own-cases/{_case(program)}")
    assert [need["words"] for need in case["needs"]] == ["Ons brood blijft niet vers."]
    assert [offer["desk"] for offer in case["needs"][0]["offers"]] == ["College"]
    assert [one["desk"] for one in case["participants"]] == ["Maes"]
    assert program.get(f"own-cases/{case['id']}")["ETag"]
    (question,) = world.college.program.told("inbox")["items"]
    world.college.program.told(f"inbox/{question['id']}")
    looks = program.told(f"own-cases/{case['id']}/looks")
    assert {(one["who"], one["desk"]) for one in looks["items"]} == {("Bo College", "College"), ("Bo Maes", "Maes")}
    assert Look.objects.count() == looks["count"]
    consents = program.told(f"own-cases/{case['id']}/consents")["items"]
    assert {one["desk"] for one in consents} == {"College", "Maes"}


def test_a_firm_writes_once_takes_back_shares_again_and_sees_its_contact_out(world: World, program: Program):
    case, key = program.told(f"own-cases/{_case(program)}"), {"Idempotency_Key": str(uuid4())}
    need, offer = case["needs"][0]["id"], case["needs"][0]["offers"][0]["id"]
    path = f"own-cases/{case['id']}"
    written = {"words": "Dinsdag past ons.", "need": need}
    story = program.done(f"{path}/messages", written, **key)
    assert story["items"][-1]["words"] == "Dinsdag past ons."
    assert program.send(f"{path}/messages", written, **key)["Idempotency-Replayed"] == "true"
    assert sum(one["kind"] == "message" for one in program.told(f"{path}/story")["items"]) == 1
    assert program.done(f"{path}/needs/{need}/together", {"yes": True}, status=200)["needs"][0]["is_together"]
    gone = program.done(f"{path}/offers/{offer}", {"is_shared": False}, status=200)
    assert gone["needs"][0]["offers"][0]["state"] == "withdrawn"
    assert world.college.program.get(f"inbox/{offer}").status_code == 404
    again = program.done(f"{path}/offers/{offer}", {"is_shared": True}, status=200)
    assert again["needs"][0]["offers"][0]["state"] == "waiting"
    seat = case["participants"][0]["id"]
    assert program.done(f"{path}/participants/{seat}", {"answer": "see_out"}, status=200)["participants"] == []
    desks = program.told(f"{path}/desks?subject=process&words=een%20oven")
    food = str(world.food.desk.pk)
    assert food in {one["id"] for one in (*desks["best"], *desks["others"])}
    added = program.done(f"{path}/needs", {"subject": "process", "words": "Een oven.", "desks": [food]})
    assert [one["subject"] for one in added["needs"]] == ["product", "process"]
    wrong = program.send(f"{path}/needs", {"subject": "brood", "desks": [food]})
    assert wrong.json()["faults"][0]["where"] == "body.subject"
    back = program.done(f"{path}/needs/{need}/take-back", None, status=200)
    assert back["needs"][0]["offers"][0]["state"] == "withdrawn"


def test_a_firm_asks_a_question_of_its_own_and_tells_how_it_went(world: World, program: Program, baker: Person):
    first = program.told(f"own-cases/{_case(program)}")
    asked = {"subject": "legal", "words": "Mag dit?", "desks": [str(world.college.desk.pk)], "consent": True}
    key = {"Idempotency_Key": str(uuid4())}
    made = program.done("own-cases", asked, **key)
    assert (made["id"], len(made["needs"])) == (first["id"], 2)
    assert program.send("own-cases", asked, **key).json()["id"] == made["id"]
    assert program.told("own-cases")["items"][0]["subjects"] == ["product", "legal"]
    Outcome.objects.create(case_id=first["id"], round=1, asked_at=timezone.now())
    path = f"own-cases/{first['id']}/outcomes"
    told = program.done(f"{path}/1", {"helped": "partly", "changed": ["product"], "words": "Deels."}, status=200)
    assert told["outcomes"][0]["helped"] == "partly"
    assert program.send(f"{path}/2", {"helped": "yes"}).status_code == 404
    assert program.send(f"{path}/1", {"helped": "misschien"}).status_code == 422


def test_a_firm_fetches_what_the_page_with_its_data_gives(program: Program, baker: Person):
    browser = Client()
    browser.force_login(baker)
    told = program.told("own-data")
    page = browser.get(f"/nl/mijn-vragen/gegevens/{program.key.firm_id}/json/").json()
    assert {**told, "made_at": ""} == {**page, "made_at": ""}
    assert told["cases"][0]["needs"][0]["words"] == A_REFERRAL["words"]
    assert [one["title"] for one in told["keys"]] == ["mijn boekhouding"]
    assert program.secret not in str(told)


def test_another_firms_key_reads_and_changes_nothing_of_ours(world: World, program: Program, weaver: Program):
    case = program.told(f"own-cases/{_case(program)}")
    path, own = f"own-cases/{case['id']}", f"own-cases/{_case(weaver)}"
    need, offer = case["needs"][0]["id"], case["needs"][0]["offers"][0]["id"]
    seat, food = case["participants"][0]["id"], str(world.food.desk.pk)
    before = Case.objects.filter(pk=case["id"]).values().get()
    for read in (path, f"{path}/story", f"{path}/looks", f"{path}/consents", f"{path}/desks?subject=product"):
        assert weaver.get(read).status_code == 404, read
    for root in (path, own):  # also through a case of their own
        tried = [
            (f"{root}/messages", {"words": "x", "need": need}),
            (f"{root}/needs/{need}/take-back", None),
            (f"{root}/needs/{need}/together", {"yes": True}),
            (f"{root}/offers/{offer}", {"is_shared": False}),
            (f"{root}/participants/{seat}", {"answer": "see_out"}),
        ]
        for address, sent in tried:
            assert weaver.send(address, sent).status_code == 404, address
    assert weaver.send(f"{path}/needs", {"subject": "legal", "desks": [food]}).status_code == 404
    assert weaver.send(f"{path}/outcomes/1", {"helped": "yes"}).status_code == 404
    assert "Korst" not in weaver.get("own-data").content.decode()
    assert Case.objects.filter(pk=case["id"]).values().get() == before


def test_keys_of_desks_and_readers_do_not_act_for_a_firm(world: World, program: Program, baker: Person):
    case = _case(program)
    for desk in (world.college.program, world.maes.program):
        assert desk.get(f"own-cases/{case}").status_code == 403
    reader = firm_program(baker, world.at, "firm:read", name="leest")
    assert reader.get(f"own-cases/{case}").status_code == 200
    refused = reader.send(f"own-cases/{case}/messages", {"words": "x"})
    assert 'scope="firm:write"' in refused["WWW-Authenticate"]
    assert reader.get("own-data").status_code == 403
    # Who works at a desk and speaks for a firm: the key of the desk is for the desk.
    people.add_member(world.college.desk, baker.email, "manager", "", world.at)
    at_desk = program_of(world.college.desk, baker, world.at, name="aan het loket")
    assert at_desk.get(f"own-cases/{case}").status_code == 403
    assert program.get("inbox").status_code == 403


def test_who_speaks_for_a_firm_makes_and_revokes_keys_on_a_page(world: World, program: Program, baker: Person, weaver):
    browser, address = Client(), f"/nl/mijn-zaak/{program.key.firm_id}/sleutels/"
    browser.force_login(baker)
    assert address in browser.get("/nl/mijn-vragen/gegevens/").content.decode()
    page = browser.get(address).content.decode()
    assert "mijn boekhouding" in page
    assert "firm:export" in page
    assert "cases:write" not in page
    wrong = browser.post(address, {"name": "x", "days": "30", "scopes": ["cases:write"]})
    assert wrong.status_code == 422
    form = {"name": "koppeling", "days": "90", "scopes": ["firm:read"], "once": str(uuid4())}
    made = browser.post(address, form).content.decode()
    row = ApiKey.objects.get(name="koppeling")
    secret = made.split(f"wgw_{row.prefix}_")[1].split("<")[0]
    other = Program(f"wgw_{row.prefix}_{secret}")
    assert other.told("own-cases")["count"] == 1
    assert browser.post(f"{address}{row.pk}/").status_code == 302
    assert other.get("own-cases").status_code == 401
    stranger = Client()
    stranger.force_login(weaver.key.person)
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}{program.key.pk}/").status_code == 404
    assert stranger.post(f"/nl/mijn-zaak/{weaver.key.firm_id}/sleutels/{program.key.pk}/").status_code == 404
    assert program.get("own-cases").status_code == 200
    for number in range(4):
        firm_program(baker, world.at + timedelta(seconds=number), name=f"nog {number}")
    full = browser.post(address, {"name": "te veel", "days": "30", "scopes": ["firm:read"]})
    assert full.status_code == 422
