"""The words of a plan's value: every step has its sentence in every language, and amounts read as people say them."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import wegwijzer
from tests.core.support.plans import LARGE, SMALL, a_plan, an_action, found, valued
from wegwijzer.core.band import Band
from wegwijzer.core.support.steps import percent
from wegwijzer.core.support.valuing import PlanValue
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.language import LANGUAGES, texts
from wegwijzer.wording.support import SupportWording

CORE = Path(wegwijzer.__file__).parent / "core" / "support"


def rules_in_code() -> set[str]:
    """The ids of steps in the code: the first argument of Step, where it is written out."""
    found_rules = set()
    for path in CORE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_step = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Step" and node.args
            if is_step and isinstance(node.args[0], ast.Constant):
                found_rules.add(node.args[0].value)
    return found_rules


def test_every_step_of_the_code_has_a_sentence():
    known = {key.removeprefix("support.step.") for key in texts("support", "nl") if key.startswith("support.step.")}
    assert rules_in_code() - known == set()


def words(language="nl") -> SupportWording:
    return SupportWording(shipped_catalogue().facts, language)


def a_wide_plan() -> PlanValue:
    new = {"assets_new_professional": True, "depreciation_years": 3, "investment_category": "technology_rd"}
    return valued(
        a_plan(
            an_action("training", "2027-03-01", id="t", theme="innovation", costs={"training_fees": 90_000}),
            an_action("advice", "2025-03-01", id="a", theme="innovation", costs={"advice_fees": 40_000}),
            an_action("advice", "2025-04-01", id="b", theme="innovation", costs={"advice_fees": 40_000}),
            an_action("development", "2027-02-01", id="d", costs={"staff": {"min": 10_000, "max": 90_000}}),
            an_action("development", "2017-02-01", id="o", costs={"staff": 90_000}, collaboration=True),
            an_action("buy_equipment", "2026-02-01", id="m", costs={"investment": 9}, **new),
            an_action("file_patent", "2026-02-01", id="p", incomes=[{"year": 2026, "net_eur": 5}]),
            an_action("hire_researcher", "2026-02-01", id="h", costs={"hire": 9}, researchers=[{"number": 2}]),
            an_action("reward_idea", "2026-02-01", id="r", ideas=[{"persons": 2, "premium_eur": 5}]),
        )
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_plan_can_say_is_said_in_every_language(language):
    value, wording = a_wide_plan(), words(language)
    lines = []
    for item in value.values:
        lines += [wording.worth(item), wording.rules_of(item), wording.years(item), *wording.reasons(item)]
        lines += [*wording.cash(item), *(wording.step(step) for step in item.steps)]
        lines += wording.others(item, value.of(item.action.id))
    lines += [wording.assumption(item) for item in value.assumptions]
    lines += [wording.notice(item, value.on) for item in value.notices]
    assert lines
    assert [line for line in lines if "{" in line or "None" in line] == []


def test_amounts_read_as_people_say_them():
    wording = words()
    assert wording.euro(Band(Decimal(0), Decimal(7500))) == "tot 7.500 euro"
    assert wording.euro(Band(Decimal(10), Decimal(20))) == "10 euro tot 20 euro"
    assert wording.euro(Band(Decimal(10), None)) == "10 euro of meer"
    assert wording.euro(Band(Decimal(0), None)) == "nog niet te berekenen"


def test_a_fraction_is_shown_in_two_decimals():
    value = Decimal(2) / Decimal(3) * 100
    assert words().figure(percent(Band(value, value))) == "66,67 %"


def a_course(firm=SMALL, cost=2_500):
    plan = a_plan(an_action("training", "2027-03-01", theme="innovation", costs={"training_fees": cost}), firm=firm)
    return found(valued(plan), "kmo-portefeuille")[0]


def test_a_certain_grant_is_told_without_reserve_and_an_open_one_with():
    assert words().worth(a_course()) == "750 euro subsidie."
    unknown = {key: item for key, item in SMALL.items() if key != "kmop_activity_listed"}
    assert words().worth(a_course(unknown)) == "750 euro subsidie, als alles in orde is."


def test_a_refusal_gives_the_reason_of_the_criterion():
    assert words().reasons(a_course(LARGE)) == ["De grootte van uw onderneming is hoogstens middelgroot. Bij u: groot."]


def test_costs_below_the_minimum_are_told_as_such():
    assert words("en").reasons(a_course(cost=50)) == [
        "Your costs are too small. The costs must be at least EUR 100. That gives EUR 0."
    ]


def test_a_ceiling_that_others_used_up_is_told_as_such():
    def a(day):
        return an_action("training", day, id=day, theme="innovation", costs={"training_fees": 90_000})

    second = found(valued(a_plan(a("2027-01-01"), a("2027-02-01"))), "kmo-portefeuille")[1]
    assert second.is_refused
    assert "in plaats van 7.500 euro" in words().reasons(second)[0]


def test_a_period_reads_as_days():
    assert (
        words().rules_of(a_course())
        == "Regels van 1 maart 2027 (de dag van de aanvraag), geldig sinds 1 februari 2026."
    )
    assert words("en").day(date(2027, 3, 1)) == "1 March 2027"
