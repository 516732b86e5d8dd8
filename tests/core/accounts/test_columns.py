"""Amounts side by side: nothing missing becomes nil unless the accounts prove it, and years are made comparable."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.accounts.builders import HEALTHY, a_chart, a_filing, a_year
from wegwijzer.core.accounts.columns import accounts_table
from wegwijzer.core.accounts.history import join_filings

CODES = tuple(HEALTHY)


def table_of(*filings):
    years = [year for history in join_filings(filings) for year in history.years]
    return accounts_table(years, [""] * len(years), a_chart(), CODES)


def test_what_is_missing_stays_missing():
    table = table_of(a_filing(a_year(r42_48=None, r9904=None)))
    assert math.isnan(table.current.of("42/48")[0])
    assert math.isnan(table.current.of("9904")[0])
    assert math.isnan(table.previous.of("70")[0])


def test_parts_left_out_are_nil_where_the_total_shows_it():
    table = table_of(a_filing(a_year(r29=None, r50_53=None)))
    assert table.current.of("29")[0] == 0
    assert table.current.of("50/53")[0] == 0


def test_a_part_left_out_that_the_total_needs_is_not_worked_out():
    table = table_of(a_filing(a_year(r40_41=None)))
    assert math.isnan(table.current.of("40/41")[0])


def test_two_parts_of_which_one_may_be_negative_could_cancel_out():
    table = table_of(a_filing(a_year(r14=None, r13=None, r10_11=500_000)))
    assert math.isnan(table.current.of("14")[0])


def test_a_deposit_without_overdue_debts_has_none_and_an_export_may_have_left_them_out():
    without = a_year(r9072=None, r9076=None)
    assert table_of(a_filing(without, is_deposit=True)).current.of("9072")[0] == 0
    assert math.isnan(table_of(a_filing(without)).current.of("9072")[0])


def test_a_column_that_was_not_given_says_nothing_of_overdue_debts():
    table = table_of(a_filing(a_year(), is_deposit=True))
    assert math.isnan(table.previous.of("9072")[0])


@given(months=st.sampled_from([6.0, 9.0, 15.0, 18.0, 23.5]))
def test_flows_of_another_year_than_twelve_months_are_scaled_and_stocks_are_not(months):
    table = table_of(a_filing(a_year(months=months)))
    assert table.current.of("70")[0] == pytest.approx(HEALTHY["70"] * 12 / months)
    assert table.current.of("20/58")[0] == HEALTHY["20/58"]
    assert table.current.of("9087")[0] == HEALTHY["9087"]
