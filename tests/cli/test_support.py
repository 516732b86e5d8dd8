"""`wegwijzer support`: a plan in, amounts and steps out."""

from __future__ import annotations

import json

import pytest

PLAN = """
firm: {legal_form: bv, region: vlaanderen, fte: 12, turnover_eur: 900000, balance_sheet_total_eur: 500000}
actions:
- {id: course, kind: training, start: 2027-03-01, end: 2027-03-05, theme: innovation, costs: {training_fees: 2500}}
"""


def support(run, text, *options):
    result = run("support", "-", "--on", "2026-11-30", "--json", *options, input=text)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_plan_is_valued_with_its_steps(run):
    (action,) = support(run, PLAN)["actions"]
    (value,) = action["support"]
    assert (value["measure"], value["if_granted_eur"], value["certain_eur"]) == (
        "kmo-portefeuille",
        750,
        {"min": 0, "max": 750},
    )
    assert [step["rule"] for step in value["steps"]] == ["base", "share", "smallest_cost_kept", "yearly_ceiling_kept"]
    assert all(step["source"] and step["valid_from"] == "2026-02-01" for step in value["steps"])


def test_numbers_are_the_same_in_every_language(run):
    amounts = {
        json.dumps(
            [
                value["if_granted_eur"]
                for action in support(run, PLAN, "--lang", language)["actions"]
                for value in action["support"]
            ]
        )
        for language in ("nl", "en", "fr")
    }
    assert len(amounts) == 1


def test_the_text_tells_the_amount_the_source_and_that_it_is_no_tax_advice_once(run):
    result = run("support", "-", "--on", "2026-11-30", input=PLAN)
    assert result.exit_code == 0
    assert "750 euro subsidie, als alles in orde is." in result.stdout
    assert "https://www.vlaio.be/" in result.stdout
    assert result.stdout.count("geen belastingadvies") == 1
    assert "Waar we van uitgaan" in result.stdout


def test_another_firm_takes_the_place_of_that_of_the_plan(run, tmp_path):
    firm = tmp_path / "firm.yaml"
    firm.write_text("fte: 120\nturnover_eur: 30000000\nbalance_sheet_total_eur: 20000000\npart_of_group: false\n")
    (action,) = support(run, PLAN, "--firm", str(firm))["actions"]
    assert action["support"][0]["if_granted_eur"] == 500


def test_what_was_assumed_is_listed(run):
    by_id = {item["id"]: item for item in support(run, PLAN)["assumptions"]}
    assert by_id["support_taxed"]["value"] is None
    assert by_id["support_taxed"]["where"] == "assumptions.support_taxed"
    assert by_id["already_received"]["subject"] == "kmo-portefeuille 2027"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("firm: {}\nactions:\n- {kind: training}\n", "the day is missing"),
        ("firm: [\n", "not valid YAML"),
        ("", "is no plan"),
    ],
)
def test_a_wrong_plan_is_one_line_a_fault_and_status_2(run, text, told):
    result = run("support", "-", "--on", "2026-11-30", input=text)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_day_before_the_catalogue_is_refused(run):
    assert run("support", "-", "--on", "2001-01-01", input=PLAN).exit_code == 2
