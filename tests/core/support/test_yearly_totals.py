"""Ceilings of a calendar year that several actions share."""

from __future__ import annotations

from itertools import permutations

from tests.core.support.plans import a_plan, an_action, euros, found, valued
from wegwijzer.core.band import Band


def a_course(day, cost, **changes):
    return an_action("training", day, id=f"c-{day}", theme="innovation", costs={"training_fees": cost}, **changes)


def shares(*actions, **keys):
    return [value.if_granted for value in found(valued(a_plan(*actions, **keys)), "kmo-portefeuille")]


def test_the_later_action_gets_what_is_left_of_the_year():
    """30 % of 15,000 = 4,500 and of 20,000 = 6,000; together at most 7,500."""
    assert shares(a_course("2027-03-01", 15_000), a_course("2027-06-01", 20_000)) == [euros(4_500), euros(3_000)]


def test_another_year_has_its_own_ceiling():
    assert shares(a_course("2027-03-01", 15_000), a_course("2028-03-01", 20_000)) == [euros(4_500), euros(6_000)]


def test_training_and_advice_share_it():
    advice = an_action("advice", "2025-02-01", theme="innovation", costs={"advice_fees": 20_000})
    plan = a_plan(a_course("2025-03-01", 15_000), advice)
    assert [value.if_granted for value in found(valued(plan), "kmo-portefeuille")] == [euros(6_000), euros(1_500)]


def test_what_was_received_before_the_plan_counts():
    received = [{"measure": "kmo-portefeuille", "year": 2027, "eur": 5_000}]
    assert shares(a_course("2027-03-01", 15_000), already_received=received) == [euros(2_500)]


def test_the_order_of_entry_changes_nothing():
    actions = [a_course("2027-03-01", 9_000), a_course("2027-04-01", 12_000), a_course("2027-02-01", 10_000)]
    found_values = {tuple(str(value) for value in shares(*order)) for order in permutations(actions)}
    assert len(found_values) == 1


def test_a_refused_action_takes_nothing_from_the_ceiling():
    refused = a_course("2027-02-01", 20_000) | {"theme": "other"}
    assert shares(refused, a_course("2027-03-01", 20_000))[1] == euros(6_000)


def test_a_range_before_leaves_a_range():
    """The first takes 1,500 to 6,000 of 7,500, so 1,500 to 6,000 is left for the second, which asks 6,000."""
    first = a_course("2027-02-01", {"min": 5_000, "max": 20_000})
    assert shares(first, a_course("2027-03-01", 20_000))[1] == Band(euros(1_500).low, euros(6_000).high)


def test_the_value_on_its_own_stays_known():
    plan = a_plan(a_course("2027-03-01", 15_000), a_course("2027-06-01", 20_000))
    assert [value.alone for value in found(valued(plan), "kmo-portefeuille")] == [euros(4_500), euros(6_000)]
