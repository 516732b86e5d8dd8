"""Sums that do not hold are reported, whatever made them so."""

import pytest

from tests.core.accounts.builders import a_chart, a_filing, a_year
from wegwijzer.core.accounts.checking import broken_sums


def totals(filing):
    return [(found.identity.total, found.is_previous) for found in broken_sums(filing, a_chart())]


def test_accounts_that_add_up_have_no_break():
    assert totals(a_filing(a_year(), a_year())) == []


def test_assets_that_differ_from_liabilities_are_a_break():
    broken = a_filing(a_year(r10_49=999_000, r10_15=499_000, r14=349_000))
    assert totals(broken) == [("20/58", False)]
    [found] = broken_sums(broken, a_chart())
    assert (found.stated, found.summed) == (1_000_000, 999_000)


def test_the_column_of_the_year_before_is_checked_too():
    assert totals(a_filing(a_year(), a_year(r17=150_000))) == [("17/49", True)]


@pytest.mark.parametrize("cents", [0.4, -0.9])
def test_rounding_to_whole_euro_is_no_break(cents):
    assert totals(a_filing(a_year(r17=200_000 + cents))) == []


def test_an_export_that_leaves_a_part_out_is_not_broken_but_a_deposit_is():
    partial = a_year(r40_41=None)
    assert totals(a_filing(partial)) == []
    assert totals(a_filing(partial, is_deposit=True)) == [("29/58", False)]


def test_parts_that_exceed_their_total_are_a_break_even_in_part():
    assert totals(a_filing(a_year(r40_41=None, r3=5_000_000))) == [("29/58", False)]


def test_an_advance_on_net_assets_makes_equity_a_sum_that_is_not_checked():
    assert totals(a_filing(a_year(r19=10_000, r14=300_000))) == []
