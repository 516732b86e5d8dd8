"""What an entrepreneur keeps on their own name, for a program: plans, dossiers, promises, agreements, premiums."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.web.api.conftest import Program, World, firm_program, speaks_for_its_firm
from wegwijzer.web.agreements import log_actions
from wegwijzer.web.agreements.models import Cooperation, Draft, DraftOwner
from wegwijzer.web.dossiers import actions as dossiers
from wegwijzer.web.dossiers.models import Applicant, Dossier, Version
from wegwijzer.web.duties.models import Keeper, Support
from wegwijzer.web.money.models import Action, Aid, Planner
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.premium.models import Idea, Manager, Premium, Scheme
from wegwijzer.web.referral.models import Firm, Speaker

DUE = (timezone.localdate() + timedelta(days=30)).isoformat()


@pytest.fixture
def baker(world: World) -> Person:
    world.referred()
    return speaks_for_its_firm("baker@example.test", world.at)


@pytest.fixture
def program(world: World, baker: Person) -> Program:
    return firm_program(baker, world.at)


@pytest.fixture
def weaver(world: World) -> Program:
    return somebody("weaver@example.test", world)


def somebody(email: str, world: World) -> Program:
    person = people.person_with(email, name=email.partition("@")[0])
    firm = Firm.objects.create(name=email, created=world.at)
    Speaker.objects.create(firm=firm, person=person, created=world.at, confirmed_at=world.at)
    return firm_program(person, world.at)


def a_dossier(program: Program) -> Dossier:
    person, now = program.key.person, timezone.now()
    owner = Applicant.objects.create(person=person, created=now, seen=now)
    known = dossiers.Prefilled({"idea": {"text": "Een oven die minder eet."}}, {}, {})
    made = dossiers.begin(
        owner, "Oven", measure="ontwikkelingsproject", language="nl", known=known, person=str(person.pk), at=now
    )
    assert made is not None
    return made


def test_a_dossier_is_read_checked_and_written_in_upon_what_was_seen(program: Program):
    made = a_dossier(program)
    path = f"own-dossiers/{made.pk}"
    assert program.told("own-dossiers")["items"][0]["title"] == "Oven"
    assert program.told(path)["parts"]["idea"] == {"text": "Een oven die minder eet."}
    before = program.told(f"{path}/check")
    costs = {
        "fields": {"text": "Twee mensen.", "total": "1000.50"},
        "rows": [{"kind": "staff", "euro": "1000.50", "year": "2027"}],
    }
    seen = program.get(f"{path}/parts/costs")["ETag"]
    assert program.send(f"{path}/parts/costs", costs).json()["code"] == "no_version"
    written = program.done(f"{path}/parts/costs", costs, status=200, If_Match=seen)
    assert (written["revision"], written["fields"]["total"]) == (1, "1000.50")
    assert written["rows"][0]["euro"] == "1000.50"
    late = program.send(f"{path}/parts/costs", {"fields": {"text": "Iets anders."}}, If_Match=seen)
    assert (late.status_code, late.json()["code"]) == (412, "changed")
    assert program.told(f"{path}/parts/costs")["fields"]["text"] == "Twee mensen."
    assert not made.rivals.exists()
    tag = program.get(f"{path}/parts/costs")["ETag"]
    kept = program.done(f"{path}/parts/costs", {"fields": {"text": "Drie mensen."}}, status=200, If_Match=tag)
    assert (kept["fields"]["total"], len(kept["rows"])) == ("1000.50", 1)
    assert Version.objects.filter(dossier=made).count() == 3
    after = program.told(f"{path}/check")
    assert after["findings"] != before["findings"]
    assert {one["part"] for one in after["findings"]} <= {one["id"] for one in after["parts"]}


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"fields": {"teks": "x"}}, "body.fields.teks"),
        ({"fields": {"text": "x" * 12_001}}, "body.fields.text"),
        ({"rows": [{"naam": "x"}]}, "body.rows.0.naam"),
        ({"rows": [{"name": "x"}] * 41}, "body.rows"),
    ],
)
def test_what_no_part_holds_is_refused_and_nothing_is_cut_off(program: Program, given, where):
    made = a_dossier(program)
    answer = program.send(f"own-dossiers/{made.pk}/parts/plan", given, If_Match="*")
    assert (answer.status_code, answer.json()["faults"][0]["where"]) == (422, where)
    made.refresh_from_db()
    assert made.revisions == {}


def test_how_far_a_request_is_can_be_told(program: Program):
    path = f"own-dossiers/{a_dossier(program).pk}/state"
    days = {"title": "Onze oven", "submitted_on": "2026-11-02", "approved_on": "2026-12-01"}
    told = program.done(path, days, status=200)
    assert (told["title"], told["submitted_on"], told["starts_on"]) == ("Onze oven", "2026-11-02", None)
    wrong = program.send(path, {"title": "x", "starts_on": "2027-02-01", "ends_on": "2027-01-01"})
    assert wrong.json()["faults"][0]["where"] == "body.ends_on"


def test_a_dossier_of_another_firm_is_not_there_nor_that_of_another_firm_of_the_same_person(
    world: World, program: Program, weaver: Program, baker: Person
):
    made = a_dossier(program)
    second = Firm.objects.create(name="Tweede", created=world.at)
    Speaker.objects.create(firm=second, person=baker, created=world.at, confirmed_at=world.at)
    Dossier.objects.filter(pk=made.pk).update(firm=program.key.firm_id)
    for other in (weaver, firm_program(baker, world.at, firm=second, name="tweede")):
        path = f"own-dossiers/{made.pk}"
        assert other.told("own-dossiers")["count"] == 0
        for read in (path, f"{path}/check", f"{path}/parts/idea"):
            assert other.get(read).status_code == 404
        assert other.send(f"{path}/parts/idea", {"fields": {"text": "x"}}, If_Match="*").status_code == 404
        assert other.send(f"{path}/state", {"title": "x"}).status_code == 404
    Dossier.objects.filter(pk=made.pk).update(firm=second)
    assert program.get(f"own-dossiers/{made.pk}").status_code == 404


def a_log(program: Program, other: Program) -> Cooperation:
    now = timezone.now()
    made = log_actions.start(program.key.person, title="Samen bakken", name="De Korst", at=now)
    second = log_actions.invite(made, made.partners.get(), email=other.key.person.email, name="Weverij", at=now)
    log_actions.join(second, at=now)
    return made


def test_a_promise_is_made_confirmed_and_settled_by_the_programs_of_two_partners(program: Program, weaver: Program):
    path = f"own-logs/{a_log(program, weaver).pk}"
    given, key = {"what": "Een proefbrood", "due": DUE, "other": 2}, {"Idempotency_Key": str(uuid4())}
    made = program.done(f"{path}/promises", given, **key)
    assert program.send(f"{path}/promises", given, **key)["Idempotency-Replayed"] == "true"
    assert [(one["giver"], one["state"], one["steps"]) for one in made["promises"]] == [(1, "waiting", ["withdrawn"])]
    step = f"{path}/promises/1/steps"
    mine = program.send(step, {"to": "confirmed"})
    assert (mine.status_code, mine.json()["code"]) == (409, "refused_now")
    assert weaver.done(step, {"to": "confirmed"}, status=200)["promises"][0]["state"] == "agreed"
    asked = program.done(step, {"to": "change_asked", "what": "Twee broden", "due": DUE}, status=200)
    assert asked["promises"][0]["change"] == {"what": "Twee broden", "due": DUE, "by": 1}
    weaver.done(step, {"to": "change_agreed"}, status=200)
    program.done(step, {"to": "said_kept"}, status=200)
    kept = weaver.done(step, {"to": "kept"}, status=200)
    assert (kept["promises"][0]["what"], kept["promises"][0]["state"]) == ("Twee broden", "kept")
    timeline = program.told(f"{path}/timeline")
    assert timeline["head"] == timeline["events"][-1]["hash"] == kept["head"]
    assert program.told("own-logs")["items"][0]["open"] == 0
    assert Outgoing.objects.filter(person=weaver.key.person, kind__startswith="promise").exists()


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"due": "2020-01-01"}, ""), ({"other": 7}, "body.other"), ({"what": " "}, "body.what")],
)
def test_a_promise_with_a_fault_is_not_made(program: Program, weaver: Program, changes, where):
    log = a_log(program, weaver)
    answer = program.send(f"own-logs/{log.pk}/promises", {"what": "Brood", "due": DUE, "other": 2, **changes})
    assert answer.status_code == 422
    assert not where or answer.json()["faults"][0]["where"] == where
    assert log.promises.count() == 0


def test_a_log_is_there_for_its_partners_alone_once_they_said_yes(world: World, program: Program, weaver: Program):
    log = a_log(program, weaver)
    program.done(f"own-logs/{log.pk}/promises", {"what": "Brood", "due": DUE, "other": 2})
    invited, stranger = somebody("invited@example.test", world), somebody("stranger@example.test", world)
    log_actions.invite(log, log.partners.get(number=1), email="invited@example.test", name="Derde", at=timezone.now())
    (line,) = invited.told("own-logs")["items"]
    assert (line["is_invited"], line["open"]) == (True, 0)
    assert stranger.told("own-logs")["count"] == 0
    for other in (invited, stranger):
        assert other.get(f"own-logs/{log.pk}").status_code == 404
        assert other.get(f"own-logs/{log.pk}/timeline").status_code == 404
        assert other.send(f"own-logs/{log.pk}/promises", {"what": "x", "due": DUE, "other": 1}).status_code == 404
        assert other.send(f"own-logs/{log.pk}/promises/1/steps", {"to": "confirmed"}).status_code == 404
    assert log.promises.count() == 1


def test_what_stands_on_ones_own_name_is_read_by_its_own_key_alone(world: World, program: Program, weaver: Program):
    now, person = timezone.now(), program.key.person
    planner = Planner.objects.create(person=person, created=now, seen=now, firm={"fte": 12})
    Action.objects.create(planner=planner, kind="training", data={"start": "2027-02-01"}, created=now)
    Aid.objects.create(planner=planner, date="2025", euro="2500", grantor="Vlaio")
    drafts = DraftOwner.objects.create(person=person, created=now, seen=now)
    draft = Draft.objects.create(owner=drafts, kind="nda", answers={"party.1.name": "X"}, created=now, changed=now)
    scheme = Scheme.objects.create(
        manager=Manager.objects.create(person=person, created=now, seen=now), firm="X", token="geheim", created=now
    )
    idea = Idea.objects.create(scheme=scheme, title="Broodzak", created=now)
    Premium.objects.create(idea=idea, person="Jo", year=2026, amount="250.00")
    keeper = Keeper.objects.create(person=person, created=now, seen=now)
    Support.objects.create(keeper=keeper, measure="kmo-portefeuille", title="Cursus", created=now, changed=now)
    plan = program.told("own-plan")
    assert (plan["firm"], plan["actions"][0]["kind"], plan["aid"][0]["euro"]) == ({"fte": 12}, "training", "2500")
    assert program.told(f"own-agreements/{draft.pk}")["answers"] == {"party.1.name": "X"}
    told = program.told(f"own-premiums/{scheme.pk}")
    assert told["ideas"][0]["premiums"] == [
        {"person": "Jo", "year": 2026, "paid": None, "month_pay": None, "amount": "250.00"}
    ]
    assert "geheim" not in str(told)
    assert program.told("own-supports")["items"][0]["title"] == "Cursus"
    (line,) = plan["aid"]
    assert weaver.send(f"own-plan/aid/{line['id']}", "", method="delete").status_code == 404
    assert Aid.objects.count() == 1
    assert weaver.told("own-plan") == {"firm": {}, "assumptions": {}, "actions": [], "aid": []}
    for path in ("own-agreements", "own-premiums", "own-supports"):
        assert weaver.told(path)["count"] == 0
    for path in (f"own-agreements/{draft.pk}", f"own-premiums/{scheme.pk}"):
        assert weaver.get(path).status_code == 404
        assert world.college.program.get(path).status_code == 403


def test_aid_that_was_had_is_added_once_whole_or_not_at_all_and_taken_off(program: Program):
    given, key = {"aid": [{"date": "2025-03-01", "euro": "2500.50"}, {"date": "2024", "euro": "100-200"}]}, str(uuid4())
    made = program.done("own-plan/aid", given, Idempotency_Key=key)
    assert [(one["date"], one["euro"]) for one in made["aid"]] == [("2025-03-01", "2500.50"), ("2024", "100-200")]
    assert program.send("own-plan/aid", given, Idempotency_Key=key)["Idempotency-Replayed"] == "true"
    wrong = program.send("own-plan/aid", {"aid": [{"date": "2025", "euro": "5"}, {"date": "ooit", "euro": "veel"}]})
    assert [one["where"] for one in wrong.json()["faults"]] == ["body.aid.1.date", "body.aid.1.euro"]
    assert Aid.objects.count() == 2
    assert program.send(f"own-plan/aid/{made['aid'][0]['id']}", "", method="delete").status_code == 204
    assert [one["date"] for one in program.told("own-plan")["aid"]] == ["2024"]
