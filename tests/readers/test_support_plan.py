"""Plan files: what they hold, and every fault with its place and a way out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from wegwijzer.core.band import Band
from wegwijzer.core.errors import InputError
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.firm import read_firm_text
from wegwijzer.readers.support_plan import read_plan
from wegwijzer.readers.support_rules import shipped_support_rules

ON = date(2026, 11, 30)
ACTION = "- {kind: training, start: 2027-03-01, end: 2027-03-02, costs: {training_fees: 1200}"


def read(text):
    located = read_firm_text(text, name="plan.yaml")
    return read_plan(located, shipped_support_rules(), shipped_catalogue().facts, on=ON)


def an_action(extra=""):
    return read(f"firm: {{fte: 12}}\nactions:\n{ACTION}{extra}}}\n").actions[0]


def faults(text):
    with pytest.raises(InputError) as error:
        read(text)
    return [str(fault) for fault in error.value.faults]


def fault_of(action):
    (fault,) = faults(f"firm: {{fte: 12}}\nactions:\n- {{{action}}}\n")
    return fault


def test_an_action_has_days_costs_and_an_id_of_its_own():
    action = an_action()
    assert (action.id, action.start, action.end) == ("training-1", date(2027, 3, 1), date(2027, 3, 2))
    assert action.cost().exact == 1200


def test_costs_may_be_bands_and_open_on_one_side():
    costs = read(
        "firm: {}\nactions:\n- {kind: development, start: 2027-03-01, end: 2027-04-01, "
        "costs: {staff: {min: 10, max: 20}, other: {max: 5}, materials: {min: 7}}}\n"
    ).actions[0].costs  # fmt: skip
    assert costs["staff"] == Band(Decimal(10), Decimal(20))
    assert costs["other"] == Band(Decimal(0), Decimal(5))
    assert costs["materials"] == Band(Decimal(7), None)


def test_facts_of_the_catalogue_may_be_given_for_an_action():
    assert an_action(", theme: innovation").facts == {"theme": "innovation"}


def test_no_partners_at_all_is_something_else_than_partners_not_spoken_of():
    assert an_action().partners is None
    assert an_action(", partners: []").partners == ()


def test_days_in_the_past_are_allowed():
    assert read(
        "firm: {}\nactions:\n- {kind: training, start: 2015-03-01, end: 2015-03-02, costs: {training_fees: 5}}\n"
    )


def test_a_json_plan_reads_as_a_yaml_one():
    action = '{"kind": "training", "start": "2027-01-01", "end": "2027-01-01", "costs": {"training_fees": 10.5}}'
    text = f'{{"firm": {{"fte": 3}}, "actions": [{action}]}}'
    assert read(text).actions[0].cost().exact == Decimal("10.5")


DAYS = "start: 2027-03-01, end: 2027-03-02"


@pytest.mark.parametrize(
    ("action", "told"),
    [
        (f"kind: trainning, {DAYS}", 'Did you mean "training"?'),
        (f"{DAYS}, costs: {{training_fees: 5}}", "the kind of action is missing"),
        ("kind: training, start: 2027-03-02, end: 2027-03-01, costs: {training_fees: 5}", "lies before the start"),
        ("kind: training, end: 2027-03-01, costs: {training_fees: 5}", "actions.0.start: the day is missing"),
        ("kind: training, start: 2027-02-30, end: 2027-03-01, costs: {training_fees: 5}", "is no day"),
        ("kind: training, start: 2011-12-31, end: 2027-03-01, costs: {training_fees: 5}", "from 2012-01-01"),
        ("kind: training, start: 2027-01-01, end: 2060-03-01, costs: {training_fees: 5}", "within 20 years"),
        (f"kind: training, {DAYS}, costs: {{training_fees: 0}}", "a cost of 0 euro is no cost. Expected: an amount"),
        (f"kind: training, {DAYS}, costs: {{training_fees: -5}}", "-5 euro is negative"),
        (f"kind: training, {DAYS}, costs: {{training_fees: 1000000001}}", "at most 1,000,000,000 euro"),
        (f"kind: training, {DAYS}, costs: {{training_fees: many}}", "is no number"),
        (f"kind: training, {DAYS}, costs: {{training_fees: {{min: 5, max: 2}}}}", "min up to max"),
        (f"kind: training, {DAYS}, costs: {{traning_fees: 5}}", 'Did you mean "training_fees"?'),
        (f"kind: training, {DAYS}, costs: 12", "no costs by kind"),
        (f"kind: training, {DAYS}", "has no costs. Expected: costs of training_fees"),
        (f"kind: training, {DAYS}, costs: {{training_fees: 5}}, thema: innovation", 'Did you mean "theme"?'),
        (f"kind: training, {DAYS}, costs: {{training_fees: 5}}, planned_action: advice", "follows from the kind"),
        (f"kind: training, {DAYS}, costs: {{training_fees: 5}}, theme: cats", "'cats' is no option"),
        (f"kind: reward_idea, {DAYS}, ideas: [{{persons: 0, premium_eur: 5}}]", "a whole number from 1"),
        (f"kind: reward_idea, {DAYS}, ideas: [{{persons: 2}}]", "premium_eur: is missing"),
        (f"kind: reward_idea, {DAYS}, costs: {{staff: 3}}", "no costs of its own"),
        (f"kind: research, {DAYS}, costs: {{staff: 3}}, partners: [{{kind: colege}}]", '"university_college"'),
        (f"kind: research, {DAYS}, costs: {{staff: 3}}, partners: [{{kind: firm, share_pct: 100}}]", "less than 100 %"),
        (f"kind: research, {DAYS}, costs: {{staff: 3}}, partners: [{{kind: firm, country: Belgium}}]", "two letters"),
        (f"kind: research, {DAYS}, costs: {{staff: 3}}, researchers: [{{diploma: phd}}]", "'phd' is no option"),
        (
            f"kind: research, {DAYS}, costs: {{staff: 3}}, researchers: [{{withholding_tax_eur: 9, gross_pay_eur: 5}}]",
            "more than the pay itself",
        ),
        (f"kind: file_patent, {DAYS}, incomes: [{{year: 1900}}]", "is no income year"),
        (f"kind: file_patent, {DAYS}, incomes: [{{year: 2021, received_on: 2020-05-01}}]", "is not in 2021"),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_would_be_right(action, told):
    found = fault_of(action)
    assert found.startswith("plan.yaml:3: actions.0")
    assert told in found
    assert "Expected: " in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "is no plan"),
        (f"actions:\n{ACTION}}}\n", "names no firm"),
        ("firm: {}\nactions: []\n", "at least one action"),
        (f"firm: {{}}\nactons: 3\nactions:\n{ACTION}}}\n", 'Did you mean "actions"?'),
        (f"firm: {{fte: -1}}\nactions:\n{ACTION}}}\n", "-1 is impossible"),
        (f"firm: {{}}\nassumptions: {{corporate_tax_rate: 20}}\nactions:\n{ACTION}}}\n", '"corporate_tax_rate_pct"'),
        (f"firm: {{}}\nassumptions: {{corporate_tax_rate_pct: 101}}\nactions:\n{ACTION}}}\n", "at most 100 %"),
        (f"firm: {{}}\nassumptions: {{support_taxed: maybe}}\nactions:\n{ACTION}}}\n", "true or false"),
        (f"firm: {{}}\nassumptions: {{apply_on: 2027-01-01}}\nactions:\n{ACTION}}}\n", "unknown key"),
        (
            f"firm: {{}}\nalready_received: [{{measure: kmo-portefeuile, year: 2027, eur: 1}}]\nactions:\n{ACTION}}}\n",
            '"kmo-portefeuille"',
        ),
        (f"firm: {{}}\nactions:\n{ACTION}, id: a}}\n{ACTION}, id: a}}\n", '"a" is given twice'),
    ],
)
def test_a_plan_that_is_wrong_as_a_whole(text, told):
    (fault,) = faults(text)
    assert told in fault


def test_all_faults_come_at_once():
    text = "firm: {fte: -1}\nactions:\n- {kind: x, start: 1, end: 2}\n- 7\n"
    assert len(faults(text)) == 5


def test_another_firm_may_stand_in_for_that_of_the_plan():
    located = read_firm_text(f"firm: {{fte: 12}}\nactions:\n{ACTION}}}\n", name="plan.yaml")
    other = read("firm: {fte: 99}\nactions:\n" + ACTION + "}\n").firm
    plan = read_plan(located, shipped_support_rules(), shipped_catalogue().facts, on=ON, firm=other)
    assert plan.firm is other
