"""Accounts answer questions that the firm would otherwise type."""

from datetime import date
from decimal import Decimal

import pytest

from tests.core.accounts.builders import a_filing, a_year
from wegwijzer.core.accounts.facts import accounts_facts, earlier_figures
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.band import exactly
from wegwijzer.core.firm.facts import FactSource

READ_ON, END = date(2026, 11, 24), date(2025, 12, 31)


def facts_of(year, previous=None):
    [history] = join_filings([a_filing(year, previous)])
    return accounts_facts(history, read_on=READ_ON)


def test_the_newest_year_tells_size_and_equity_with_its_closing_day():
    facts = facts_of(a_year(end=END))
    assert facts["fte"].value == exactly("9.5")
    assert facts["turnover_eur"].value == exactly(2_000_000)
    assert facts["balance_sheet_total_eur"].value == exactly(1_000_000)
    assert {fact.source for fact in facts.values()} == {FactSource.REGISTER}
    assert {fact.as_of for fact in facts.values()} == {END}


def test_what_the_accounts_leave_out_is_not_told():
    facts = facts_of(a_year(r70=None, r9087=None, r20_58=None))
    assert {"fte", "turnover_eur", "balance_sheet_total_eur"}.isdisjoint(facts)


def test_the_social_balance_sheet_tells_the_staff_when_the_notes_do_not():
    assert facts_of(a_year(r9087=None, r1003=7))["fte"].value == exactly(7)


def test_a_long_year_tells_no_yearly_turnover():
    assert "turnover_eur" not in facts_of(a_year(months=18))


@pytest.mark.parametrize(("equity", "lost"), [(24_999, True), (25_000, False), (500_000, False), (-1, True)])
def test_half_the_capital_is_lost_when_equity_is_below_half_of_it(equity, lost):
    """Regulation (EU) 651/2014, art. 2(18)(a); the capital of the firm is 50,000 euro."""
    assert facts_of(a_year(r10_15=equity))["capital_half_lost"].value is lost


def test_without_contributions_nothing_is_said_of_half_the_capital():
    assert "capital_half_lost" not in facts_of(a_year(r10_11=None))


def test_the_years_before_serve_the_two_year_rule():
    [history] = join_filings([a_filing(a_year(end=END), a_year(r9087=60))])
    [before] = earlier_figures(history)
    assert before.figures.fte == exactly(Decimal(60))
