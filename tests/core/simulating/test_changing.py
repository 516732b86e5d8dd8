"""What a changed measure shares with what it was, and which way it and its amount can go."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import FACTS, a_measure, a_version, in_all
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.measure import Amount, AmountPart, EuroCase, PercentageCase, Status
from wegwijzer.core.criteria.nodes import AtLeast, AtMost, Below, IsTrue, Not, OneOf
from wegwijzer.core.simulating.changing import (
    AmountChange,
    amount_change,
    compare_versions,
    contradictions,
    largest_step,
)

SMALL = AtMost("size_class", Decimal(1))
MEDIUM = AtMost("size_class", Decimal(2))
SOUND = Not(IsTrue("insolvent"))


def compared(before, after, **more):
    return compare_versions(a_measure(), before, after, FACTS, **more)


def part(**changes):
    values = {"base": "project_budget_eur", "rate": (PercentageCase(exactly(30)),), **changes}
    return AmountPart("part", in_all("part"), **values)


def amount(ceiling=7500, *parts, **changes):
    euros = () if ceiling is None else (EuroCase(exactly(ceiling)),)
    return Amount("year", parts or (part(),), ceiling=euros, **changes)


def test_the_same_criteria_are_shared_and_the_others_stand_apart():
    found = compared(a_version(SOUND, MEDIUM), a_version(SOUND, SMALL))
    assert [item.test for item in found.shared] == [SOUND]
    assert [item.test for item in found.before_only] == [MEDIUM]
    assert [item.test for item in found.after_only] == [SMALL]


@pytest.mark.parametrize(
    ("before", "after", "gains", "loses"),
    [
        ((MEDIUM,), (SMALL,), False, True),
        ((SMALL,), (MEDIUM,), True, False),
        ((MEDIUM,), (MEDIUM, SOUND), False, True),
        ((SMALL,), (SOUND,), True, True),
        ((SOUND, OneOf("legal_form", ("bv",))), (SOUND,), True, False),
    ],
)
def test_who_can_gain_and_who_can_lose_follows_from_the_criteria(before, after, gains, loses):
    found = compared(a_version(*before), a_version(*after))
    assert (not found.nobody_gains, not found.nobody_loses) == (gains, loses)


@pytest.mark.parametrize(
    ("before", "after", "gains", "loses"),
    [
        (a_version(SOUND), a_version(SOUND, status=Status.CLOSED), False, True),
        (a_version(SOUND, status=Status.CLOSED), a_version(SOUND), True, False),
        (a_version(SOUND), None, False, True),
        (None, a_version(SOUND), True, False),
        (a_version(SOUND), a_version(SOUND, status=Status.ANNOUNCED), True, True),
    ],
)
def test_a_measure_that_closes_or_opens_moves_one_way(before, after, gains, loses):
    found = compared(before, after)
    assert (not found.nobody_gains, not found.nobody_loses) == (gains, loses)


def test_with_other_ceilings_of_size_nothing_that_reads_the_size_is_shared():
    version = a_version(SOUND, MEDIUM)
    found = compared(version, version, other_sizes=True)
    assert [item.test for item in found.shared] == [SOUND]
    assert [item.test for item in found.after_only] == [MEDIUM]
    assert not found.nobody_gains
    assert not found.nobody_loses


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (amount(), amount(), AmountChange.NONE),
        (amount(), amount(5000), AmountChange.LOWER_CEILING),
        (amount(), amount(9000), AmountChange.HIGHER_CEILING),
        (amount(), amount(None), AmountChange.HIGHER_CEILING),
        (amount(), amount(7500, part(rate=(PercentageCase(exactly(20)),))), AmountChange.LOWER),
        (amount(), amount(7500, part(surcharges=(PercentageCase(exactly(5)),))), AmountChange.OTHER),
        (amount(), amount(9000, part(rate=(PercentageCase(exactly(20)),))), AmountChange.OTHER),
        (amount(), amount(7500, part(minimum_base_eur=Decimal(500))), AmountChange.LOWER),
        (amount(), amount(7500, part(base="turnover_eur")), AmountChange.OTHER),
        (amount(None, part(ceiling=(EuroCase(exactly(9)),))), amount(None, part()), AmountChange.HIGHER_CEILING),
        (amount(one_of=True), amount(5000, one_of=True), AmountChange.LOWER),
        (amount(), None, AmountChange.OTHER),
        (None, None, AmountChange.NONE),
    ],
)
def test_an_amount_goes_the_way_of_its_numbers(before, after, change):
    assert amount_change(before, after) is change


def test_a_ceiling_that_hangs_on_the_size_is_no_single_ceiling_when_sizes_change():
    one = replace(amount(), ceiling=(EuroCase(exactly(9), SMALL), EuroCase(exactly(5))))
    assert amount_change(one, one, other_sizes=True) is AmountChange.OTHER
    assert amount_change(one, one) is AmountChange.NONE


def test_the_largest_step_of_a_ceiling_is_that_of_its_cases():
    old = replace(amount(), ceiling=(EuroCase(exactly(9), SMALL), EuroCase(exactly(5))))
    new = replace(amount(), ceiling=(EuroCase(exactly(8), SMALL), EuroCase(exactly(1))))
    assert largest_step(old, new) == 4
    assert largest_step(old, amount(None)) == float("inf")
    assert amount_change(old, new) is AmountChange.LOWER_CEILING
    assert amount_change(
        old, replace(new, ceiling=(EuroCase(Band(Decimal(1), Decimal(2)), SMALL), new.ceiling[1]))
    ) is (AmountChange.LOWER)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ((SOUND, Below("fte", Decimal(0))), [("c2", "never", ())]),
        ((SOUND, AtLeast("fte", Decimal(0))), [("c2", "always", ())]),
        ((SMALL, AtLeast("size_class", Decimal(3))), [("c1", "clash", ("c2",)), ("c2", "clash", ("c1",))]),
        ((SOUND, SMALL), []),
    ],
)
def test_criteria_that_nobody_or_everybody_meets_are_named(after, told):
    assert contradictions(compared(a_version(SOUND), a_version(*after)), FACTS) == told


def test_a_clash_that_was_there_before_is_not_the_change_s():
    clashing = (SMALL, AtLeast("size_class", Decimal(3)))
    found = compared(a_version(*clashing), a_version(*clashing, Not(IsTrue("collaboration"))))
    assert contradictions(found, FACTS) == []
