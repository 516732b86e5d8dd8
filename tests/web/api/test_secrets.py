"""Keys and tokens: who may make one, what it opens, when it ends, and what another's key never opens."""

from __future__ import annotations

import base64
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.filings import clients
from tests.web.api.conftest import Program, World, program_of, with_clients
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.api.keys import KeyRefusedError, make_key, remove_old_keys, revoke
from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Membership
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import queries

FORM = "application/x-www-form-urlencoded"


def test_a_key_is_kept_as_a_digest_alone_and_its_maker_gets_a_letter(world: World):
    made = world.maes.program
    row = ApiKey.objects.get(pk=made.key.pk)
    assert made.secret not in str(ApiKey.objects.values())
    assert made.secret.startswith(f"wgw_{row.prefix}_")
    assert Outgoing.objects.filter(kind="api_key_made").count() == 4
    assert made.told("me")["person"] == "Bo Maes"
    assert ApiKey.objects.get(pk=row.pk).last_used is not None


def test_nobody_but_a_manager_makes_a_key(world: World):
    adviser = people.add_member(world.college.desk, "ann@example.test", Role.ADVISER, "Ann", world.at).person
    with pytest.raises(KeyRefusedError):
        make_key(
            world.college.desk, queries.actor_for(adviser), name="x", scopes=["cases:read"], days=1, at=timezone.now()
        )
    stranger = queries.actor_for(world.food.manager)
    with pytest.raises(KeyRefusedError):
        revoke(world.college.desk.pk, world.college.program.key.pk, stranger, at=timezone.now())


@pytest.mark.parametrize("end", ["revoked", "expired", "left", "inactive", "closed"])
def test_a_key_that_ended_opens_nothing(world: World, end: str):
    now, key = timezone.now(), world.college.program.key
    token = _token(world.college.program).json()["access_token"]
    if end == "revoked":
        revoke(world.college.desk.pk, key.pk, queries.actor_for(world.college.manager), at=now)
    elif end == "expired":
        ApiKey.objects.filter(pk=key.pk).update(expires=now - timedelta(seconds=1))
    elif end == "left":
        Membership.objects.filter(person=world.college.manager).delete()
    elif end == "inactive":
        type(world.college.manager).objects.filter(pk=world.college.manager.pk).update(is_active=False)
    else:
        type(world.college.desk).objects.filter(pk=world.college.desk.pk).update(is_active=False)
    for shown in (world.college.program, Program(token)):
        answer = shown.get("inbox")
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_key")
        assert 'error="invalid_token"' in answer["WWW-Authenticate"]


@pytest.mark.parametrize("secret", ["", "wgw_", "wgw_aaaaaaaaaa_b", "wgt_x", "x" * 2000, "é", "wgt_" + "a:b:c"])
def test_a_wrong_key_opens_nothing(world: World, secret: str):
    answer = Program(secret).get("inbox")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_key_does_what_its_scopes_say_and_no_more(world: World):
    question = world.question()
    reader = program_of(world.college.desk, world.college.manager, world.at, "cases:read", name="leest")
    assert reader.get(f"inbox/{question}").status_code == 200
    refused = reader.send(f"inbox/{question}/steps", {"to": "taken_up"}, If_Match="*")
    assert (refused.status_code, refused.json()["code"]) == (403, "no_scope")
    assert 'scope="cases:write"' in refused["WWW-Authenticate"]
    assert reader.get("clients").status_code == 403


def test_a_key_has_the_rights_of_its_maker_as_they_are_now(world: World):
    question = world.question()
    Membership.objects.filter(person=world.college.manager).update(role=Role.FIRST_LINE.value)
    assert world.college.program.get(f"inbox/{question}").status_code == 404


def test_a_key_of_one_desk_does_nothing_at_another_where_its_maker_works_too(world: World):
    question = world.question()
    people.add_member(world.college.desk, world.food.manager.email, Role.MANAGER, "", world.at)
    assert world.food.program.get(f"inbox/{question}").status_code == 404
    assert world.food.program.told("inbox")["count"] == 0


def test_what_belongs_to_another_office_is_not_there_however_it_is_asked(world: World):
    """Tried with ids that exist: every read and every change of another's, by an office and by a helper."""
    question, mine = world.question(), world.maes.program.told("referrals")["items"][0]["id"]
    talk = {"begins": "2099-12-01T10:00:00+01:00", "minutes": 45}
    stranger = {"If_Match": "*"}
    changes = [
        (f"inbox/{question}/steps", {"to": "taken_up"}),
        (f"inbox/{question}/hand-on", {"desks": [str(world.food.desk.pk)]}),
        (f"inbox/{question}/assignment", {"person": str(world.food.manager.pk)}),
        (f"inbox/{question}/messages", {"words": "x"}),
        (f"inbox/{question}/appointments", talk),
        (f"inbox/{question}/appointments/{uuid4()}", {"sequence": 0, "cancel": True}),
        (f"referrals/{mine}/needs", {"subject": "legal"}),
        (f"referrals/{mine}/messages", {"words": "x"}),
    ]
    reads = [f"inbox/{question}", f"inbox/{question}/story", f"inbox/{question}/desks", f"referrals/{mine}"]
    for other in (world.food, world.peeters):
        for path in reads:
            assert other.program.get(path).status_code == 404, path
        for path, sent in changes:
            assert other.program.send(path, sent, **stranger).status_code == 404, path
        assert other.program.send(f"referrals/{mine}", "", method="delete").status_code == 404
        assert other.program.told("inbox?view=open")["count"] == 0
        assert other.program.told("inbox?view=open&q=Korst")["count"] == 0
        assert other.program.told("referrals?q=0403019261")["count"] == 0
    assert world.maes.program.get(f"inbox/{question}").status_code == 404  # who referred it reads no words of it
    assert world.college.program.get(f"referrals/{mine}").status_code == 404


def test_a_question_is_given_to_nobody_outside_the_desk_and_no_appointment_of_another_is_changed(world: World):
    question = world.question()
    college = world.college.program
    college.done(f"inbox/{question}/steps", {"to": "taken_up"}, status=200, If_Match="*")
    given = {"person": str(world.food.manager.pk)}
    assert college.send(f"inbox/{question}/assignment", given, If_Match="*").status_code == 422
    assert college.send(f"inbox/{question}/appointments/{uuid4()}", {"sequence": 0}).status_code == 404


def test_two_accountants_see_their_own_clients_alone(world: World, monkeypatch, tmp_path):
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path))
    with_clients(world.maes, [one for filings in clients(3) for one in filings], world.at)
    colleague = people.add_member(world.maes.desk, "els@example.test", Role.MANAGER, "Els", world.at).person
    mine = world.maes.program.told("clients")
    assert mine["count"] == 3
    one = mine["items"][0]["id"]
    sheet = world.maes.program.told(f"clients/{one}")
    assert sheet["signals"]["lights"]
    for other in (world.peeters.program, program_of(world.maes.desk, colleague, world.at, name="van Els")):
        assert other.told("clients")["count"] == 0
        assert other.get(f"clients/{one}").status_code == 404


def test_a_browser_that_is_signed_in_opens_nothing(world: World):
    browser = Client()
    browser.force_login(world.college.manager)
    assert browser.get("/api/v1/inbox").status_code == 401
    assert browser.post("/api/v1/referrals", {}, content_type="application/json").status_code == 401
    assert "sessionid" not in str(browser.get("/api/v1/measures?limit=1").cookies)


def _token(program: Program, *, basic: bool = False, **form: str) -> object:
    fields = {"grant_type": "client_credentials", **form}
    headers = {}
    if basic:
        pair = f"{program.key.prefix}:{program.secret}"
        headers = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    else:
        fields |= {"client_id": program.key.prefix, "client_secret": program.secret} | form
    body = "&".join(f"{name}={value}" for name, value in fields.items())
    return Program().send("token", body, content_type=FORM, **headers)


def test_a_key_is_exchanged_for_a_token_of_a_quarter_of_an_hour(world: World):
    for basic in (False, True):
        answer = _token(world.college.program, basic=basic, scope="cases:read")
        told = answer.json()
        assert (told["token_type"], told["expires_in"], told["scope"]) == ("Bearer", 900, "cases:read")
        assert answer["Cache-Control"] == "no-store"
        holder = Program(told["access_token"])
        assert holder.get("inbox").status_code == 200
        assert holder.get("clients").status_code == 403
    from django.core import signing

    forged = "wgt_" + signing.dumps([world.college.program.key.pk.hex, [0]], salt="other")
    assert Program(forged).get("inbox").status_code == 401


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"client_secret": "wgw_x_y"}, 401, "invalid_client"),
        ({"client_id": "iemand"}, 401, "invalid_client"),
        ({"scope": "cases:read everything"}, 400, "invalid_scope"),
    ],
)
def test_a_token_is_refused_as_every_client_of_oauth2_expects(world: World, form, status, error):
    answer = _token(world.college.program, **form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_the_manager_makes_sees_and_revokes_keys_on_a_page(world: World, client: Client):
    client.force_login(world.maes.manager)
    address = f"/nl/loket/{world.maes.desk.pk}/sleutels/"
    assert address in client.get(f"/nl/loket/{world.maes.desk.pk}/").content.decode()
    empty = client.post(address, {"name": "", "days": "30", "scopes": ["cases:read"]})
    assert empty.status_code == 422
    form = {"name": "klantenprogramma", "days": "90", "scopes": ["cases:read"], "once": str(uuid4())}
    made = client.post(address, form).content.decode()
    row = ApiKey.objects.get(name="klantenprogramma")
    secret = made.split(f"wgw_{row.prefix}_")[1].split("<")[0]
    assert Program(f"wgw_{row.prefix}_{secret}").get("referrals").status_code == 200
    assert secret not in client.post(address, form).content.decode()
    assert ApiKey.objects.filter(name="klantenprogramma").count() == 1
    page = client.get(address).content.decode()
    assert "klantenprogramma" in page
    assert secret not in page
    assert client.post(f"{address}{row.pk}/").status_code == 302
    assert Program(f"wgw_{row.prefix}_{secret}").get("referrals").status_code == 401
    client.force_login(world.peeters.manager)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}{world.maes.program.key.pk}/").status_code == 404


def test_keys_that_ended_long_ago_are_forgotten(world: World):
    ApiKey.objects.filter(pk=world.maes.program.key.pk).update(expires=timezone.now() - timedelta(days=400))
    assert remove_old_keys(timezone.now()) == 1


def test_a_correction_is_kept_without_names_and_only_with_consent(world: World):
    sentence = {"text": "Bakkerij De Korst: ons brood blijft niet vers", "business_domains": ["product"]}
    maes = world.maes.program
    assert maes.send("corrections", {**sentence, "consent": False}).status_code == 422
    told = maes.done("corrections", {**sentence, "consent": True, "known_names": ["Bakkerij De Korst"]})
    assert told["is_kept"]
    assert "Korst" not in told["text"]
    wrong = maes.send("corrections", {**sentence, "business_domains": ["brood"], "consent": True})
    assert wrong.json()["faults"][0]["where"] == "body.business_domains.0"
