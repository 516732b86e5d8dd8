"""What two options of a plan are to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.core.support.options_builders import ON, a_cost, a_rule, an_option, rules
from wegwijzer.core.period import Period
from wegwijzer.core.support.cumulation import Answer, RuleKind, Scope, relation

A = an_option(measure="a", costs=(a_cost(),))
B = an_option(measure="b", costs=(a_cost(),))
ELSEWHERE = an_option(measure="b", costs=(a_cost("coating:materials"),))


def test_a_pair_on_the_same_cost_without_a_rule_is_a_question():
    assert relation(A, B, rules(), on=ON).answer is Answer.ASK


def test_a_pair_on_other_costs_goes_together():
    assert relation(A, ELSEWHERE, rules(), on=ON).answer is Answer.TOGETHER


def test_one_measure_pays_a_cost_once():
    again = an_option(measure="a", costs=(a_cost(),), variant="spread")
    assert relation(A, again, rules(), on=ON).answer is Answer.ONE_OF


@pytest.mark.parametrize(
    ("kind", "others", "answer"),
    [
        (RuleKind.ALLOWED, {}, Answer.TOGETHER),
        (RuleKind.EXCLUDED, {}, Answer.NEVER),
        (RuleKind.LIMITED, {"intensity_pct": Decimal(60)}, Answer.LIMITED),
        (RuleKind.REDUCES, {}, Answer.REDUCED),
    ],
)
def test_a_rule_answers_whichever_stands_first(kind, others, answer):
    found = rules(a_rule(kind, "a", "b", **others))
    assert relation(A, B, found, on=ON).answer is answer
    assert relation(B, A, found, on=ON).answer is answer


def test_the_first_of_a_reducing_rule_is_the_one_that_lowers():
    found = relation(B, A, rules(a_rule(RuleKind.REDUCES, "a", "b")), on=ON)
    assert found.reducer is A


def test_what_the_plan_already_took_off_is_not_taken_off_again():
    lowered = replace(B, is_lowered=True)
    found = rules(a_rule(RuleKind.REDUCES, "a", "b"))
    for one, other in ((A, lowered), (lowered, A)):
        assert relation(one, other, found, on=ON).answer is Answer.TOGETHER
    assert relation(replace(A, is_lowered=True), B, found, on=ON).answer is Answer.REDUCED


def test_the_strictest_of_two_rules_counts():
    found = rules(a_rule(RuleKind.ALLOWED, "a", "b"), a_rule(RuleKind.EXCLUDED, "b", "a"))
    assert relation(A, B, found, on=ON).answer is Answer.NEVER


def test_a_rule_of_another_period_says_nothing():
    past = a_rule(RuleKind.EXCLUDED, "a", "b", period=Period(date(2014, 1, 1), date(2020, 1, 1)))
    assert relation(A, B, rules(past), on=ON).answer is Answer.ASK


@pytest.mark.parametrize(("start", "answer"), [(date(2026, 8, 31), Answer.NEVER), (date(2026, 9, 1), Answer.TOGETHER)])
def test_a_rule_for_the_same_time_needs_a_common_day(start, answer):
    later = an_option(measure="b", start=start, end=date(2027, 1, 31))
    found = rules(a_rule(RuleKind.EXCLUDED, "a", "b", scope=Scope.SAME_TIME))
    assert relation(A, later, found, on=ON).answer is answer


def test_a_rule_for_the_same_costs_leaves_other_costs_alone():
    found = rules(a_rule(RuleKind.EXCLUDED, "a", "b"))
    assert relation(A, ELSEWHERE, found, on=ON).answer is Answer.TOGETHER
