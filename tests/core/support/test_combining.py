"""Alternatives, reasons, questions, and what a later start wins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from tests.core.support.options_builders import (
    EVERY_RULE,
    ON,
    SMALL_AID,
    TIGHT,
    TIGHT_LEDGER,
    a_cost,
    a_rule,
    aid,
    an_option,
    rules,
    small_options,
)
from wegwijzer.core.errors import InputError
from wegwijzer.core.support.combination import Goal, Why
from wegwijzer.core.support.combining import MOST_OPTIONS, combine
from wegwijzer.core.support.cumulation import RuleKind
from wegwijzer.core.support.de_minimis import AidLedger
from wegwijzer.core.support.options import Filing, FilingRule, Paper, Pool

ONE_COST = (a_cost(),)


def best(*options, found=None, ledger=None, **others):
    return combine(options, rules=found or rules(), small_aid=SMALL_AID, ledger=ledger or AidLedger(), on=ON, **others)


def alternative(combination, goal):
    return next(item for item in combination.alternatives if goal in item.goals)


def taken(item):
    return {choice.option.measure for choice in item.choices}


def why(item, measure):
    return next(left for left in item.left_out if left.option.measure == measure)


def test_the_same_set_is_told_once_under_all_it_is_best_in():
    found = best(an_option(lead_days=30))
    assert [item.goals for item in found.alternatives] == [(Goal.MOST_MONEY, Goal.LEAST_PAPER, Goal.FASTEST)]


def test_the_least_paper_drops_what_the_share_can_spare_and_says_so():
    found = best(
        an_option("x", "a", 9000, paper=Paper.LIGHT),
        an_option("y", "b", 1000, paper=Paper.HEAVY),
        share_pct=Decimal(80),
    )
    least = alternative(found, Goal.LEAST_PAPER)
    assert taken(least) == {"a"}
    left = why(least, "b")
    assert (left.why, left.gain_low) == (Why.NOT_WORTH_THE_PAPER, 1000)
    assert taken(alternative(found, Goal.MOST_MONEY)) == {"a", "b"}


def test_the_fastest_prefers_what_is_decided_first():
    slow = an_option(measure="a", eur=1200, lead_days=200, costs=ONE_COST)
    quick = an_option(measure="b", eur=1000, lead_days=10, costs=ONE_COST)
    found = best(slow, quick)
    assert taken(alternative(found, Goal.MOST_MONEY)) == {"a"}
    assert taken(alternative(found, Goal.FASTEST)) == {"b"}


def test_without_any_known_answer_time_there_is_no_fastest():
    found = best(an_option())
    assert not found.knows_speed
    assert all(Goal.FASTEST not in item.goals for item in found.alternatives)


def test_an_undocumented_pair_is_asked_and_given_both_ways():
    found = best(
        an_option(measure="a", eur=3000, costs=ONE_COST, max_intensity_pct=Decimal(35)),
        an_option(measure="b", eur=1000, costs=ONE_COST, max_intensity_pct=Decimal(10)),
    )
    careful, hopeful = alternative(found, Goal.MOST_MONEY), alternative(found, Goal.IF_ALLOWED)
    assert taken(careful) == {"a"}
    assert why(careful, "b").why is Why.ASK
    assert (careful.euro_low, careful.questions) == (3000, ())
    assert hopeful.euro_low == 3500  # 35 % of the cost, the highest of the two
    assert [(item.one.measure, item.other.measure) for item in hopeful.questions] == [("a", "b")]


def test_a_question_that_would_win_nothing_is_not_asked():
    found = best(
        an_option(measure="a", eur=3000, costs=ONE_COST),
        an_option(measure="b", eur=1000, costs=ONE_COST),
    )
    assert all(Goal.IF_ALLOWED not in item.goals for item in found.alternatives)


def test_a_rule_keeps_out_and_is_named():
    found = best(
        an_option(measure="a", eur=3000, costs=ONE_COST),
        an_option(measure="b", eur=1000, costs=ONE_COST),
        found=rules(a_rule(RuleKind.EXCLUDED, "a", "b")),
    )
    left = why(found.alternatives[0], "b")
    assert (left.why, left.relation.rule.id, [option.measure for option in left.beside]) == (
        Why.EXCLUDED,
        "a-excluded-b",
        ["a"],
    )


def test_a_full_ceiling_is_named():
    wallet = (Pool("wallet:2026", Decimal(5000)),)
    found = best(an_option("x", "a", 5000, pools=wallet), an_option("y", "b", 4000, pools=wallet))
    left = why(found.alternatives[0], "b")
    assert left.why is Why.CEILING_FULL
    assert [ceiling.pool.id for ceiling in left.ceilings] == ["wallet:2026"]


def test_a_choice_that_a_ceiling_cuts_says_by_which():
    wallet = (Pool("wallet:2026", Decimal(7500)),)
    found = best(an_option("x", "a", 5000, pools=wallet), an_option("y", "b", 4000, pools=wallet))
    cut = [choice for choice in found.alternatives[0].choices if choice.cut_by]
    assert [(choice.option.measure, choice.euro_low) for choice in cut] == [("b", 2500)]


def test_no_more_files_than_a_measure_takes():
    two = (Pool("a:2026", limit_files=2),)
    found = best(*(an_option(action, "a", eur, pools=two) for action, eur in (("x", 100), ("y", 200), ("z", 300))))
    left = found.alternatives[0].left_out[0]
    assert (left.option.action, left.why, left.files.id) == ("x", Why.FILES_FULL, "a:2026")


def test_small_aid_is_kept_within_what_the_group_has_left():
    ledger = AidLedger((aid(250_000, date(2025, 1, 1)),))
    found = best(
        an_option("x", "a", 60_000, is_de_minimis=True), an_option("y", "b", 10_000, is_de_minimis=False), ledger=ledger
    )
    item = found.alternatives[0]
    assert item.euro_low == 60_000
    assert item.small_aid_left == 0
    assert found.headroom.left.low == 50_000


def test_support_of_an_unknown_kind_counts_as_small_aid_until_somebody_says_no():
    ledger = AidLedger((aid(299_000, date(2025, 1, 1)),))
    found = best(an_option("x", "a", 5000, is_de_minimis=None), ledger=ledger)
    assert alternative(found, Goal.MOST_MONEY).euro_low == 1000
    hopeful = alternative(found, Goal.IF_ALLOWED)
    assert hopeful.euro_low == 5000
    assert [(item.one.measure, item.other) for item in hopeful.questions] == [("a", None)]


def test_room_that_comes_free_later_is_used_by_what_is_granted_later():
    ledger = AidLedger((aid(300_000, date(2023, 3, 1)),))
    now = an_option("x", "a", 5000, is_de_minimis=True, lead_days=1)
    later = an_option("y", "b", 4000, is_de_minimis=True, lead_days=90)
    found = best(now, later, ledger=ledger)
    assert taken(found.alternatives[0]) == {"b"}
    assert [release.on for release in found.releases] == [date(2026, 3, 2)]


def test_a_late_option_is_refused_with_its_day_and_a_later_start_is_priced():
    late = an_option(start=date(2026, 1, 3), end=date(2026, 6, 30), filing=Filing(FilingRule.MONTH_BEFORE_START))
    found = best(late)
    assert not found.alternatives[0].choices
    assert [item.deadline for item in found.late] == [date(2025, 12, 31)]
    shift = found.shifts[0]
    assert (shift.action, shift.days, shift.start, shift.gain_low) == ("coating", 29, date(2026, 2, 1), 1000)
    assert [option.measure for option in shift.options] == ["a"]


def test_a_later_start_that_wins_nothing_is_not_told():
    late = an_option(
        measure="a", eur=500, start=date(2026, 1, 5), costs=ONE_COST, filing=Filing(FilingRule.BEFORE_START)
    )
    in_time = an_option(measure="b", eur=800, start=date(2026, 1, 5), costs=ONE_COST)
    assert best(late, in_time).shifts == ()


def test_nothing_to_choose_from_is_an_empty_answer():
    found = best()
    assert [item.choices for item in found.alternatives] == [()]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_options(5))
def test_every_option_is_chosen_or_left_out_with_a_reason_and_sums_agree(options):
    found = combine(options, rules=EVERY_RULE, small_aid=TIGHT, ledger=TIGHT_LEDGER, on=ON)
    told = {option.id for option in options if option.euro_high}
    for item in found.alternatives:
        choices = {choice.option.id for choice in item.choices}
        left = {entry.option.id for entry in item.left_out}
        assert choices | left == told
        assert not choices & left
        assert item.euro_low == sum(choice.euro_low for choice in item.choices)
        assert sum(item.files) == len(item.choices)
    most = alternative(found, Goal.MOST_MONEY)
    assert all(item.euro_low <= most.euro_low for item in found.alternatives if Goal.IF_ALLOWED not in item.goals)
    assert not any(entry.why is Why.NOT_WORTH_THE_PAPER for entry in most.left_out)


@pytest.mark.parametrize(
    ("others", "problem"),
    [
        ({"euro_high": Decimal(1_000_000_000)}, "is no support"),
        ({"euro_low": Decimal(-1)}, "is no support"),
        ({"end": date(2026, 1, 1)}, "before it starts"),
        ({"lead_days": -1}, "days to the decision"),
        ({"max_intensity_pct": Decimal(101)}, "an intensity"),
        ({"costs": (a_cost(eligible=0),)}, "a cost"),
        ({"costs": (a_cost(), a_cost())}, "names a cost twice"),
        ({"pools": (Pool("p", Decimal(-1)),)}, "is negative"),
    ],
)
def test_an_option_that_cannot_be_is_refused(others, problem):
    with pytest.raises(InputError, match=problem):
        best(an_option(**others))


def test_an_option_given_twice_and_a_ceiling_known_two_ways_are_refused():
    one = an_option(pools=(Pool("p", Decimal(1)),))
    other = an_option("y", pools=(Pool("p", Decimal(2)),))
    with pytest.raises(InputError) as error:
        best(one, one, other)
    assert [fault.problem for fault in error.value.faults] == [
        "is given twice.",
        'knows the ceiling "p" otherwise than another option.',
    ]


def test_too_many_options_are_refused():
    with pytest.raises(InputError, match="options"):
        best(*(an_option(f"x{place}") for place in range(MOST_OPTIONS + 1)))
