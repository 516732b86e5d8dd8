"""The sentences of a combination: every reason has one, in three languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.core.support.options_builders import ON, SMALL_AID, a_cost, a_rule, aid, an_option, rules
from wegwijzer.core.support.combination import Goal, Why
from wegwijzer.core.support.combining import combine
from wegwijzer.core.support.cumulation import RuleKind, Scope
from wegwijzer.core.support.de_minimis import AidLedger
from wegwijzer.core.support.options import Filing, FilingRule, OptionKind, Paper, Pool
from wegwijzer.core.support.problem import CeilingKind
from wegwijzer.core.support.scheduling import LateReason
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.combination import CombinationWording
from wegwijzer.wording.language import LANGUAGES, texts

GRANT, PORTFOLIO = "ontwikkelingsproject", "kmo-portefeuille"


def wording(language="nl"):
    names = {"coating": "Coating", "training": "Opleiding"}
    return CombinationWording(shipped_catalogue().measures, names, {"coating:staff": "lonen"}, language)


def best(*options, found=None, ledger=None):
    return combine(options, rules=found or rules(), small_aid=SMALL_AID, ledger=ledger or AidLedger(), on=ON)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("goal", [goal.value for goal in Goal]),
        ("goal_also", [goal.value for goal in Goal]),
        ("why", [why.value for why in Why]),
        ("ceiling", [kind.value for kind in CeilingKind]),
        ("late", [reason.value for reason in LateReason]),
        ("paper", [paper.value for paper in Paper]),
    ],
)
def test_every_value_has_a_sentence(language, section, values):
    known = texts("combination", language)
    assert [value for value in values if f"combination.{section}.{value}" not in known] == []


def test_the_three_languages_hold_the_same_texts():
    dutch, *others = (set(texts("combination", language)) for language in LANGUAGES)
    assert all(other == dutch for other in others)


def test_an_undocumented_pair_names_whom_to_ask_and_what():
    cost = (a_cost(eligible=200_000),)
    found = best(
        an_option(measure=GRANT, eur=50_000, costs=cost, max_intensity_pct=Decimal(50)),
        an_option(measure="bv-vrijstelling-onderzoekers", eur=9000, costs=cost, kind=OptionKind.TAX),
    )
    hopeful = next(item for item in found.alternatives if item.questions)
    assert wording().question(hopeful.questions[0], date(2026, 1, 5)) == (
        "Vraag aan VLAIO of Vrijstelling doorstorting bedrijfsvoorheffing voor onderzoekers samen mag met "
        "Ontwikkelingsproject op dezelfde kosten (lonen; Coating)."
    )


def test_a_rule_is_told_with_its_source():
    cost = (a_cost(),)
    found = best(
        an_option(measure=GRANT, eur=3000, costs=cost),
        an_option(measure=PORTFOLIO, eur=1000, costs=cost),
        found=rules(a_rule(RuleKind.EXCLUDED, GRANT, PORTFOLIO)),
    )
    left = found.alternatives[0].left_out[0]
    assert wording().why(left, ON) == "Gaat niet samen met Ontwikkelingsproject. Zo is het. (bron: a source)"


def test_too_late_tells_the_day_and_the_way_out():
    late = an_option(measure=GRANT, start=date(2026, 1, 3), filing=Filing(FilingRule.MONTH_BEFORE_START))
    found = best(late)
    assert wording().late(found.late[0]) == (
        "Te laat: de aanvraag moest ten laatste op 31 december 2025 binnen zijn. Met een start op 1 februari 2026 kan "
        "het wel."
    )
    assert wording().shift(found.shifts[0]) == (
        "Begint Coating 29 dagen later (1 februari 2026), dan is ook op tijd: Ontwikkelingsproject. Dat brengt 1.000 "
        "euro meer op, als de bedragen gelijk blijven."
    )


def test_a_waiting_period_tells_until_when():
    wait = rules(a_rule(RuleKind.WAITING, GRANT, GRANT, months=36, scope=Scope.ALWAYS))
    ledger = AidLedger((aid(1000, date(2023, 6, 15), measure=GRANT),))
    found = best(an_option(measure=GRANT, filing=Filing(FilingRule.BEFORE_START)), found=wait, ledger=ledger)
    assert wording().late(found.late[0]).startswith("U moet wachten tot 15 juni 2026. Zo is het. (bron: a source)")


def test_a_full_ceiling_is_named_by_measure_and_year():
    wallet = (Pool("kmo-portefeuille:2026", Decimal(5000)),)
    found = best(
        an_option("training", PORTFOLIO, 5000, pools=wallet), an_option("coating", PORTFOLIO, 4000, pools=wallet)
    )
    left = found.alternatives[0].left_out[0]
    assert wording().why(left, ON) == (
        "Het brengt niets meer bij: het plafond van Kmo-portefeuille 2026 (5.000 euro) is vol."
    )


def test_what_is_left_of_small_aid_says_what_it_does_not_know():
    ledger = AidLedger((aid(20_000, date(2025, 1, 1)), aid(None, date(2025, 1, 1))))
    told = wording("en").headroom(best(ledger=ledger), ledger)
    assert told[0].startswith("Small state aid (de minimis): you may still have EUR 0.")
    assert told[2] == (
        "Of one line we do not know the day, the amount or the kind. So we count on EUR 0; it may be EUR 280,000."
    )


def test_a_start_before_the_answer_is_told():
    found = best(an_option(measure=GRANT, lead_days=126))
    told = wording("en").schedule(found.alternatives[0].choices[0].timing, ON)
    assert told[-1] == "You then start before you know the answer."


def test_ranges_start_at_what_can_be_counted_on():
    said = wording()
    assert said.range(Decimal(0), Decimal(10)) == "tot 10 euro"
    assert said.range(Decimal(1500), Decimal(2500)) == "1.500 tot 2.500 euro"
    assert said.range(Decimal(5), Decimal(5)) == "5 euro"
