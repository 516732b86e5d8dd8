"""What the annual accounts say of a firm, as facts with provenance: the firm need not type them.

Turnover is taken from rubric 70 alone: the gross margin of an abridged model is no turnover.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from wegwijzer.core.accounts.filing import FinancialYear
from wegwijzer.core.accounts.history import AccountsHistory
from wegwijzer.core.band import Band
from wegwijzer.core.firm.facts import FactSource, FactValue, KnownFact
from wegwijzer.core.firm.profile import YearFigures
from wegwijzer.core.firm.size import Figures

DETAIL = "nbb"
"""Marks a fact that comes from annual accounts."""


def accounts_facts(history: AccountsHistory, *, read_on: date) -> dict[str, KnownFact]:
    """The facts that the newest year tells, as of its closing day (`read_on` where no closing day is known).

    `capital_half_lost` follows Regulation (EU) 651/2014, art. 2(18)(a) and (b): losses have taken more than half of the
    subscribed capital (contributions, 10/11) when equity is below half of it. A year that is not twelve months tells
    no turnover, for what a full year would have shown is not known.
    """
    year = history.latest.year
    as_of = year.end or read_on
    values: dict[str, FactValue | None] = {
        "fte": _band(_staff(year)),
        "turnover_eur": _band(_turnover(history)),
        "balance_sheet_total_eur": _band(year.amounts.get("20/58")),
        "equity_eur": _band(year.amounts.get("10/15")),
        "capital_half_lost": capital_half_lost(year),
    }
    return {
        fact: KnownFact(value, FactSource.REGISTER, as_of, DETAIL)
        for fact, value in values.items()
        if value is not None
    }


def earlier_figures(history: AccountsHistory) -> tuple[YearFigures, ...]:
    """The figures of the years before the newest, for the two-year rule on size; newest first."""
    years = history.years[1:]
    before = [year.year for year in years] or [year for year in (history.latest.previous,) if year is not None]
    return tuple(
        YearFigures(
            Figures(_band(_staff(year)), _band(_not_negative(year.amounts.get("70"))), _band(year.amounts.get("20/58")))
        )
        for year in before
        if year.amounts
    )


def capital_half_lost(year: FinancialYear) -> bool | None:
    """Whether losses have taken more than half of the capital; None where the accounts do not tell."""
    equity = year.amounts.get("10/15")
    capital = _first(year.amounts, "10/11", "10", "100")
    if equity is None or capital is None or capital <= 0:
        return None
    return equity < capital / 2


def _turnover(history: AccountsHistory) -> float | None:
    year = history.latest
    return _not_negative(year.year.amounts.get("70")) if year.months == 12 else None


def _staff(year: FinancialYear) -> float | None:
    return _not_negative(_first(year.amounts, "9087", "1003"))


def _first(amounts: Mapping[str, float], *codes: str) -> float | None:
    return next((amounts[code] for code in codes if code in amounts), None)


def _not_negative(amount: float | None) -> float | None:
    return None if amount is None or amount < 0 else amount


def _band(amount: float | None) -> Band | None:
    if amount is None:
        return None
    exact = Decimal(repr(amount))
    return Band(exact, exact)
