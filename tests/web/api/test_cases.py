"""A referral over the API from its first word to its end: by the functions of the pages, with their rights."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.web.api.conftest import A_REFERRAL, World
from wegwijzer.web.referral.models import Appointment, Case, Consent, Look, Message, Need


def test_a_firm_is_referred_taken_up_answered_and_helped(world: World):
    told = world.referred()
    assert (told["outcome"], told["referral"]["state"]) == ("opened", "joined")
    assert told["referral"]["needs"][0]["offers"][0]["desk"] == "College"
    assert Consent.objects.filter(given_how="spoken").count() == 2
    college = world.college.program
    line = college.told("inbox")["items"][0]
    assert (line["firm"], line["subject"], line["state"]) == ("Bakkerij De Korst", "product", "waiting")
    first = college.get(f"inbox/{line['id']}")
    assert first.json()["need"]["words"] == "Ons brood blijft niet vers."
    taken = college.done(f"inbox/{line['id']}/steps", {"to": "taken_up"}, status=200, If_Match=first["ETag"])
    assert (taken["state"], taken["adviser"], taken["version"]) == ("taken_up", "Bo College", 2)
    story = college.done(f"inbox/{line['id']}/messages", {"words": "Wij bellen morgen."})
    assert story["items"][-1]["words"] == "Wij bellen morgen."
    talk = {"begins": "2099-12-01T10:00:00+01:00", "minutes": 45, "place": "bij u"}
    met = college.done(f"inbox/{line['id']}/appointments", talk)
    moved = {"sequence": 0, "begins": "2099-12-02T10:00:00+01:00"}
    college.done(f"inbox/{line['id']}/appointments/{met['appointments'][0]['id']}", moved, status=200)
    college.done(f"inbox/{line['id']}/steps", {"to": "done"}, status=200, If_Match=college.tag(line["id"]))
    brought = world.maes.program.told("referrals")["items"][0]
    assert (brought["case_state"], brought["needs"][0]["state"]) == ("ended", "helped")
    assert "Wij bellen morgen." not in str(brought)


def test_a_look_is_kept_as_on_the_pages(world: World):
    question = world.question()
    Look.objects.all().delete()
    world.college.program.told("inbox")
    world.college.program.told(f"inbox/{question}")
    assert sorted(Look.objects.values_list("what", flat=True)) == ["case", "list"]


def test_a_change_asks_for_the_version_that_was_seen(world: World):
    question = world.question()
    college = world.college.program
    tag = college.tag(question)
    without = college.send(f"inbox/{question}/steps", {"to": "taken_up"})
    assert (without.status_code, without.json()["code"]) == (428, "no_version")
    college.done(f"inbox/{question}/steps", {"to": "taken_up"}, status=200, If_Match=tag)
    late = college.send(f"inbox/{question}/steps", {"to": "done"}, If_Match=tag)
    assert (late.status_code, late.json()["code"]) == (412, "changed")
    assert "Bo College" in late.json()["what"]
    strange = college.send(f"inbox/{question}/steps", {"to": "done"}, If_Match='"something"')
    assert strange.status_code == 412
    college.done(f"inbox/{question}/steps", {"to": "done"}, status=200, If_Match="*")


def test_a_message_that_came_meanwhile_does_not_stand_in_the_way_of_a_step(world: World):
    question = world.question()
    tag = world.college.program.tag(question)
    world.college.program.done(f"inbox/{question}/messages", {"words": "Even geduld."})
    world.college.program.done(f"inbox/{question}/steps", {"to": "taken_up"}, status=200, If_Match=tag)


@pytest.mark.parametrize(
    ("step", "status", "code"),
    [
        ({"to": "done"}, 409, "refused_now"),
        ({"to": "not_for_us"}, 422, "refused"),
        ({"to": "not_for_us", "reason": "other"}, 422, "refused"),
        ({"to": "withdrawn"}, 422, "invalid"),
        ({"to": "not_for_us", "reason": "no_answer"}, 422, "invalid"),
    ],
)
def test_a_step_that_is_not_allowed_is_refused_in_the_words_of_the_pages(world: World, step, status, code):
    question = world.question()
    answer = world.college.program.send(f"inbox/{question}/steps", step, If_Match="*")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Case.objects.get().state == "waiting"


def test_a_question_is_handed_on_which_ends_ones_own_part(world: World):
    question = world.question()
    college, tag = world.college.program, world.college.program.tag(question)
    names = [one["name"] for one in college.told(f"inbox/{question}/desks")["best"]]
    assert "Food" in names
    given = {"desks": [str(world.food.desk.pk)], "words": "Jullie kennen brood."}
    headers = {"If_Match": tag, "Idempotency_Key": str(uuid4())}
    handed = college.done(f"inbox/{question}/hand-on", given, status=200, **headers)
    assert handed["state"] == "referred_on"
    again = college.send(f"inbox/{question}/hand-on", given, **headers)
    assert (again.status_code, again["Idempotency-Replayed"]) == (200, "true")
    assert world.food.program.told("inbox")["count"] == 1


def test_what_is_sent_twice_with_one_key_is_done_once(world: World):
    key = {"Idempotency_Key": str(uuid4())}
    given = {**A_REFERRAL, "desks": [str(world.college.desk.pk)]}
    first = world.maes.program.done("referrals", given, **key)
    second = world.maes.program.send("referrals", given, **key)
    assert (second.status_code, second["Idempotency-Replayed"]) == (201, "true")
    assert second.json() == first
    other = world.maes.program.send("referrals", {**given, "words": "Iets anders."}, **key)
    assert (other.status_code, other.json()["code"]) == (409, "sent_before")
    assert Need.objects.count() == 1
    question = world.college.program.told("inbox")["items"][0]["id"]
    for _ in range(2):
        world.college.program.done(f"inbox/{question}/messages", {"words": "Dag!"}, **key)
    assert Message.objects.count() == 1
    assert Appointment.objects.count() == 0


def test_an_office_that_comes_second_asks_to_be_let_in_and_reads_nothing_until_then(world: World):
    world.referred()
    given = {**A_REFERRAL, "words": "Hij zoekt een bakoven.", "subject": "process"}
    told = world.peeters.program.done("referrals", given, Idempotency_Key="a key of ours")
    assert (told["outcome"], told["referral"]["state"]) == ("asked", "asked")
    assert (told["referral"]["firm"], told["referral"]["needs"]) == ("", [])
    assert told["referral"]["words"] == "Hij zoekt een bakoven."
    again = world.peeters.program.done("referrals", given, Idempotency_Key="a key of ours")
    assert again["referral"]["id"] == told["referral"]["id"]
    mine = told["referral"]["id"]
    for what, sent in (("messages", {"words": "Dag"}), ("needs", {"subject": "legal"})):
        assert world.peeters.program.send(f"referrals/{mine}/{what}", sent).status_code == 404


def test_who_follows_a_firm_adds_a_question_writes_and_leaves(world: World):
    mine = world.referred()["referral"]["id"]
    maes = world.maes.program
    more = maes.done(f"referrals/{mine}/needs", {"subject": "finance", "words": "Een lening?"})
    assert {need["subject"] for need in more["needs"]} == {"product", "finance"}
    story = maes.done(f"referrals/{mine}/messages", {"words": "Zij bellen u."})
    assert [line["words"] for line in story["items"] if line["words"]] == ["Zij bellen u."]
    assert maes.send(f"referrals/{mine}", "", method="delete").status_code == 204
    assert maes.told("referrals")["count"] == 0


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"consent": False}, "body.consent"),
        ({"subject": "zot"}, "body.subject"),
        ({"firm": {**A_REFERRAL["firm"], "enterprise_number": "123"}}, "body.firm.enterprise_number"),
        ({"firm": {**A_REFERRAL["firm"], "email": "geen"}}, "body.firm.email"),
        ({"firm": {**A_REFERRAL["firm"], "postal_code": "0001"}}, "body.firm.postal_code"),
        ({"firm": {**A_REFERRAL["firm"], "is_demo": True}}, "body.firm.is_demo"),
        ({"opened_at": "2020-01-01"}, "body.opened_at"),
        ({"desks": ["x"]}, "body.desks.0"),
    ],
)
def test_a_referral_with_a_fault_keeps_nothing_and_says_where(world: World, changes, where):
    answer = world.maes.program.send("referrals", {**A_REFERRAL, **changes})
    assert answer.status_code == 422
    assert where in [fault["where"] for fault in answer.json()["faults"]]
    assert Case.objects.count() == 0


def test_the_desks_that_suit_are_told_with_why(world: World):
    told = world.maes.program.told("desks?subject=product&words=brood")
    assert {"College", "Food"} <= {one["name"] for one in (*told["best"], *told["others"])}
