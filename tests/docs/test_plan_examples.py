"""The example plans, with the amounts worked out by hand from the researched measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.docs.pages import ROOT
from wegwijzer.core.support.valuing import value_plan
from wegwijzer.core.truth import NOT_MET
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.firm import read_firm_text
from wegwijzer.readers.support_plan import read_plan
from wegwijzer.readers.support_rules import shipped_support_rules

FOLDER = ROOT / "examples" / "plans"
TODAY, THEN = date(2026, 11, 30), date(2017, 2, 10)
DAYS = {"coating": TODAY, "coating-2017": THEN, "course": TODAY}


def value_of(name):
    path, on, rules = FOLDER / f"{name}.yaml", DAYS[name], shipped_support_rules()
    located = read_firm_text(path.read_text(encoding="utf-8"), name=path.name)
    return value_plan(read_plan(located, rules, shipped_catalogue().facts, on=on), rules, shipped_day, on=on)


def test_every_example_plan_is_tried():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(DAYS)


@pytest.mark.parametrize(
    ("plan", "action", "measure", "euro"),
    [
        # The coating: 240,000 euro, a firm of 35 is small. Alone with a college is not with another enterprise.
        # 2017, kmo-innovatieproject: 45 % = 108,000; costs above 50,000, below 250,000 (VLAIO, bedrag).
        ("coating-2017", "coating", "kmo-innovatieproject", 108_000),
        # 2026, ontwikkelingsproject: 25 + 20 = 45 % = 108,000; above 25,000, below 3 million (PNO 2018; VLAIO).
        ("coating", "coating", "ontwikkelingsproject", 108_000),
        # The researcher, a master, 18 months: 80 % of 14,000 a year (art. 275/3 WIB 92), so 80 % of 21,000 = 16,800.
        ("coating-2017", "onderzoeker", "bv-vrijstelling-onderzoekers", 16_800),
        ("coating", "onderzoeker", "bv-vrijstelling-onderzoekers", 16_800),
        # The hire in 2017, kmo-groeisubsidie: 50 % of 117,000, but at most 25,000 (VLAIO, 12 March 2020).
        ("coating-2017", "onderzoeker", "kmo-groeisubsidie", 25_000),
        # The training of 12,000: 40 % in 2017 (VLAIO, 8 January 2016), 30 % now (VLAIO, 2026).
        ("coating-2017", "opleiding", "kmo-portefeuille", 4_800),
        ("coating", "opleiding", "kmo-portefeuille", 3_600),
        # The weaver's course of 2,500: 30 % = 750.
        ("course", "training-1", "kmo-portefeuille", 750),
    ],
)
def test_the_amounts_are_those_worked_out_by_hand(plan, action, measure, euro):
    (value,) = [item for item in value_of(plan).of(action) if item.measure.id == measure]
    assert value.verdict is not NOT_MET
    assert value.if_granted.exact == Decimal(euro)


def test_the_weaver_who_wants_a_course_hears_of_one_measure_and_nothing_else():
    assert [item.measure.id for item in value_of("course").values] == ["kmo-portefeuille"]


def test_the_measures_of_2017_are_gone_and_their_successor_is_there():
    def offered(name):
        return {item.measure.id for item in value_of(name).of("coating") if not item.is_refused}

    assert "kmo-innovatieproject" in offered("coating-2017")
    assert "kmo-innovatieproject" not in offered("coating")
    assert "ontwikkelingsproject" in offered("coating") - offered("coating-2017")
