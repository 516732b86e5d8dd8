"""`wegwijzer combine` through the front door."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wegwijzer.cli.main import main

PLAN, LEDGER = "examples/plans/coating.yaml", "examples/aid-received.csv"


def run(*arguments, text=None):
    return CliRunner().invoke(main, ["combine", *arguments], input=text)


def data(*arguments):
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_metal_firm_today_keeps_three_grants_and_asks_one_question():
    found = data(PLAN, "--on", "2026-11-30")
    certain, most, hopeful = found["alternatives"]
    assert [item["goals"] for item in (certain, most)] == [
        ["certain_first", "least_paper"],
        ["most_money", "fastest"],
    ]
    assert {choice["measure"] for choice in most["choices"]} == {
        "ontwikkelingsproject",
        "baekeland-mandaat",
        "kmo-portefeuille",
    }
    assert most["eur"]["low"] == 170_100  # 45 % of 240,000; 50 % of 117,000; 30 % of 12,000
    assert (certain["eur"]["low"], certain["certain_eur"], most["certain_eur"]) == (128_400, 16_800, 0)
    assert [(item["id"], item["drops"]) for item in certain["also_possible"]] == [
        ("onderzoeker:baekeland-mandaat", ["onderzoeker:bv-vrijstelling-onderzoekers"])
    ]
    assert {choice["measure"] for choice in certain["choices"]} == {
        "ontwikkelingsproject",
        "bv-vrijstelling-onderzoekers",
        "kmo-portefeuille",
    }
    assert hopeful["eur"]["low"] == 186_900  # and 80 % of 14,000 a year, over a year and a half
    assert [question["options"] for question in hopeful["questions"]] == [
        ["onderzoeker:baekeland-mandaat", "onderzoeker:bv-vrijstelling-onderzoekers"]
    ]


def test_the_metal_firm_in_2017_has_another_ceiling_and_another_grant():
    found = data("examples/plans/coating-2017.yaml", "--on", "2017-02-01")
    assert (found["small_aid"]["ceiling_eur"], found["small_aid"]["counting"]) == (200_000, "tax_years")
    assert "kmo-innovatieproject" in {choice["measure"] for choice in found["alternatives"][0]["choices"]}
    assert not found["knows_speed"]


def test_the_ledger_lowers_what_is_left_of_small_aid():
    small_aid = data(PLAN, "--on", "2026-11-30", "--ledger", LEDGER)["small_aid"]
    assert small_aid["left_eur"] == {"low": 265_000, "high": 267_000}
    assert small_aid["unsure_entries"] == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Het meeste geld, als u overal voor in aanmerking komt: 170.100 tot 205.200 euro"),
        ("en", "The most money, if you qualify for all of it: EUR 170,100 to 205,200"),
        ("fr", "Le plus d’argent, si vous avez droit à tout: 170"),
    ],
)
def test_the_answer_is_told_in_three_languages(language, words):
    result = run(PLAN, "--on", "2026-11-30", "--lang", language)
    assert result.exit_code == 0
    assert words in result.stdout.replace("\u202f", " ").replace("\xa0", " ")


def test_a_later_day_is_too_late_and_a_later_start_is_told():
    result = run(PLAN, "--on", "2027-01-11")
    assert "Te laat: de aanvraag moest ten laatste op 31 december 2026 binnen zijn." in " ".join(result.stdout.split())
    assert "Later beginnen:" in result.stdout


def test_the_same_question_gets_the_same_answer_to_the_letter():
    assert run(PLAN, "--on", "2026-11-30").stdout == run(PLAN, "--on", "2026-11-30").stdout


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("staff: 150000", "staff: 1000000000000"), "staff"),
        (("staff: 150000", "staff: -5"), "staff"),
        (("kind: development", "kind: developmint"), 'Did you mean "development"'),
        (("end: 2028-06-30", "end: 2020-06-30"), "lies before the start"),
    ],
)
def test_a_plan_that_cannot_be_is_one_line_a_fault(change, problem):
    text = Path(PLAN).read_text(encoding="utf-8")
    result = run("-", "--on", "2026-11-30", text=text.replace(*change))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert problem in result.stderr
    assert "Traceback" not in result.stderr


def test_faults_of_the_ledger_are_told_and_nothing_else(tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_text("date,euro,measure\n2027-05-01,100,kmo-portefuille\n", encoding="utf-8")
    result = run(PLAN, "--on", "2026-11-30", "--ledger", str(path))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2
    assert 'Did you mean "kmo-portefeuille"?' in result.stderr


def test_a_missing_ledger_and_a_share_of_nothing_are_refused():
    assert run(PLAN, "--ledger", "no-such.csv").exit_code == 2
    assert run(PLAN, "--share", "0").exit_code == 2
