"""What may be read without a key: the same as the commands print, in pages, in three languages, with ETags."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.docs.pages import ROOT
from tests.web.api.conftest import A_REFERRAL, Program, World
from wegwijzer.cli.main import main

DAY = "2026-11-24"
FIRM = {"legal_form": "bv", "region": "vlaanderen", "fte": 12.5, "turnover_eur": {"max": 2000000}}


def command(*arguments: str, given: object = None) -> object:
    result = CliRunner().invoke(main, [*arguments, "--json"], input=json.dumps(given) if given is not None else None)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(autouse=True)
def no_registers(monkeypatch, tmp_path):
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path))


def test_advice_is_the_document_that_the_command_prints(program: Program, db):
    need = "onze verpakking scheurt in de diepvries"
    for language in ("nl", "fr"):
        told = program.done("advise", {"firm": FIRM, "need": need, "on": DAY}, status=200, Accept_Language=language)
        lines = ("--firm", "-", "--need", need, "--on", DAY, "--lang", language)
        assert told == command("advise", *lines, given=FIRM)


def test_a_measure_is_the_document_that_the_command_prints_on_any_day(program: Program, db):
    for day in (DAY, "2016-04-01"):
        assert program.told(f"measures/kmo-portefeuille?on={day}") == command(
            "catalogue", "show", "kmo-portefeuille", "--on", day
        )
    listed = program.told(f"measures?on={DAY}&limit=100")
    assert listed["items"] == command("catalogue", "list", "--on", DAY)
    changes = program.told("measures/kmo-portefeuille/changes?from=2019-11-30&to=2019-12-01")
    assert changes == command("catalogue", "diff", "kmo-portefeuille", "2019-11-30", "2019-12-01")


def test_size_understanding_and_search_are_those_of_the_commands(program: Program, db):
    relations = {**FIRM, "relations": [{"name": "Moeder", "share_pct": 60, "holder": "other", "fte": 240}]}
    assert program.done("size", {"firm": relations, "on": DAY}, status=200) == command(
        "size", "--firm", "-", "--on", DAY, given=relations
    )
    text = "onze verpakking scheurt in de diepvries"
    assert program.done("understand", {"text": text}, status=200) == command("understand", text)
    assert program.told("search?q=octrooi&limit=3")["items"] == command("search", "octrooi", "--limit", "3")


def test_a_plan_is_valued_combined_and_dated_as_by_the_commands(program: Program, db, tmp_path):
    course, duties = (
        _plain_yaml(ROOT / "examples" / name) for name in ("plans/course.yaml", "duties/after-approval.yaml")
    )
    given = {"plan": course, "on": DAY}
    assert program.done("support", given, status=200) == command("support", "-", "--on", DAY, given=course)
    ledger = tmp_path / "aid.csv"
    ledger.write_text("date,euro,grantor,member,measure,de_minimis,name\n2025-03-01,295000,VLAIO,,,yes,Iets\n")
    aid = [{"date": "2025-03-01", "euro": "295000", "grantor": "VLAIO", "de_minimis": "yes", "name": "Iets"}]
    combined = program.done("combine", {**given, "aid": aid}, status=200)
    assert combined == command("combine", "-", "--ledger", str(ledger), "--on", DAY, given=course)
    assert combined["small_aid"]["left_eur"]["high"] == 5000
    dated = program.done("duties", {"plan": duties, "on": DAY}, status=200)
    assert dated == command("duties", "-", "--on", DAY, given=duties)


@pytest.mark.parametrize(
    ("path", "given", "where"),
    [
        ("support", {"plan": {"actions": []}}, "body.plan"),
        ("combine", {"plan": {}, "aid": [{"date": "ooit", "euro": "5"}]}, "body.aid"),
        ("duties", {"plan": {"name": "x", "measures": [{"measure": "nergens"}]}}, "body.plan"),
        ("duties", {"plan": {}, "firm": {}}, "body.firm"),
    ],
)
def test_a_plan_with_a_fault_says_where(program: Program, db, path, given, where):
    answer = program.send(path, given)
    assert answer.status_code == 422, answer.content
    assert all(one["where"].startswith(where) for one in answer.json()["faults"])


def _plain_yaml(file: Path) -> object:
    """As JSON would have it: days as text."""
    return json.loads(json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str))


def test_a_receipt_is_replayed_and_one_that_was_changed_is_refused(program: Program, db):
    receipt = program.done("receipts", {"firm": FIRM, "on": DAY}, status=200)
    again = program.done("receipts/replay", {"receipt": receipt}, status=200)
    assert (again["same"], again["differences"]) == (True, [])
    changed = program.send("receipts/replay", {"receipt": {**receipt, "on": "2026-11-25"}})
    assert (changed.status_code, changed.json()["faults"][0]["where"]) == (422, "body.receipt")


def test_a_list_is_read_page_by_page_to_its_end(program: Program, db):
    seen, address = [], "measures?limit=7"
    while address:
        response = program.get(address)
        told = response.json()
        seen += [one["id"] for one in told["items"]]
        address = (told["next"] or "").removeprefix("http://testserver")
        assert (f'<{told["next"]}>; rel="next"' == response.get("Link", "")) == bool(address)
    assert len(seen) == len(set(seen)) == told["count"]


@pytest.mark.parametrize(
    "path",
    [
        "measures?kind=grant&status=open&domain=product&level=flemish&q=subsidie",
        "measures/kmo-portefeuille/versions",
        "organisations?province=antwerpen&sector=food&q=octrooi",
        "organisations/vlaio",
        "facts?scope=firm&askable=true",
        "facts/fte",
        "vocabulary",
        "structures?step=problem&province=antwerpen",
        "events?theme=product&first=2026-01-01",
        "offerings?kind=training&q=lassen",
        "problems",
        "problems/invalid",
    ],
)
def test_everything_public_is_read_without_a_key_by_any_site_and_not_sent_again(program: Program, db, path: str):
    first = program.get(path, Origin="https://elders.example")
    assert first.status_code == 200, first.content
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in first
    again = program.get(path, If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    head = program.client.head(f"/api/v1/{path}")
    assert (head.status_code, head["ETag"], head.content) == (200, first["ETag"], b"")
    other = program.get(path, If_None_Match=first["ETag"], Accept_Language="en")
    assert other["Content-Language"] == "en"
    assert "Accept-Language" in other["Vary"]


def test_a_page_of_another_site_may_ask_for_advice_but_not_with_a_key(program: Program, db):
    asked = {"Origin": "https://elders.example", "Access-Control-Request-Method": "POST"}
    public = program.client.options("/api/v1/advise", headers=asked)
    assert (public.status_code, public["Access-Control-Allow-Origin"]) == (204, "*")
    assert "authorization" not in public["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Origin" not in program.client.options("/api/v1/inbox", headers=asked)
    assert "Access-Control-Allow-Origin" not in program.get("inbox", Origin="https://elders.example")


def test_the_document_names_the_public_operations_that_the_doors_open():
    from wegwijzer.web.api.document import operations
    from wegwijzer.web.api.doors import PUBLIC

    asked = {path.split("/")[3] for path, _, operation in operations() if not operation.get("security")}
    assert asked | {"openapi.json"} == PUBLIC | {"token"}


def test_an_inbox_and_a_list_of_referrals_cost_as_many_queries_with_thirty_as_with_three(world: World):
    def costs() -> tuple[int, int]:
        found = []
        for program, path in ((world.college.program, "inbox?limit=50"), (world.maes.program, "referrals?limit=50")):
            program.told(path)  # notes the look, once an hour
            with CaptureQueriesContext(
                connection,
            ) as queries:
                told = program.told(path)
            found.append(len(queries))
        counts.append(told["count"])
        return found[0], found[1]

    counts: list[int] = []
    for number in range(3):
        _refer(world, number)
    few = costs()
    for number in range(3, 30):
        _refer(world, number)
    assert (costs(), counts) == (few, [3, 30])


def _refer(world: World, number: int) -> None:
    firm = {"name": f"Firma {number}", "email": f"firma{number}@example.test"}
    world.referred(firm={**A_REFERRAL["firm"], **firm, "enterprise_number": ""})


def test_without_a_key_fewer_actions_are_combined_and_the_answer_for_few_is_the_same(world: World, program: Program):
    action = {"kind": "training", "costs": {"training_fees": 500}, "theme": "professional_skills"}
    firm = {"legal_form": "bv", "region": "vlaanderen", "fte": 18}

    def plan(count: int) -> dict[str, object]:
        days = [{"start": f"2027-02-{day:02}", "end": f"2027-02-{day:02}"} for day in range(1, count + 1)]
        return {"plan": {"firm": firm, "actions": [action | day for day in days]}, "on": DAY}

    few = program.done("combine", plan(4), status=200)
    assert few == world.college.program.done("combine", plan(4), status=200)
    refused = program.send("combine", plan(5))
    assert (refused.status_code, refused.json()["faults"][0]["where"]) == (422, "body.plan.actions")
    assert "12" in refused.json()["faults"][0]["expected"]
    assert world.college.program.send("combine", plan(5)).status_code == 200
    assert world.college.program.send("combine", plan(13)).status_code == 422
