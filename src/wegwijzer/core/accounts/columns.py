"""Many firm-years side by side: one array of amounts a rubric, so that one formula reads them all at once.

Amounts are IEEE doubles: euro with cents are exact to the cent up to 10^13. A missing amount is NaN, never 0. One
firm is a table of a few rows, read in the same way; there is no second reading to keep equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from wegwijzer.core.accounts.filing import TWELVE_MONTHS, FinancialYear
from wegwijzer.core.accounts.history import AccountsYear
from wegwijzer.core.accounts.rubrics import Identity, RubricChart

Numbers = npt.NDArray[np.float64]
"""One number a row; NaN where it is missing."""
Flags = npt.NDArray[np.bool_]
"""One yes or no a row."""

_ROUNDING_EUR = 0.5


def rounding_of(identity: Identity) -> float:
    """The euro by which a sum may be off when its total and parts are rounded to whole euro."""
    return _ROUNDING_EUR * (len(identity.parts) + 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """The amounts of one column of the accounts (N or NM1): an array a rubric, all of `rows` long."""

    rows: int
    amounts: Mapping[str, Numbers]

    def of(self, code: str) -> Numbers:
        """The amounts of a rubric; all missing when no row has it."""
        found = self.amounts.get(code)
        return np.full(self.rows, np.nan) if found is None else found


@dataclass(frozen=True, slots=True)
class AccountsTable:
    """A row a firm-year: this year, the year it is compared with, and which firms are known to be an nv.

    `is_nv` is 1 for an nv, 0 for another legal form and NaN where the form is not known.
    """

    current: Columns
    previous: Columns
    is_nv: Numbers

    @property
    def rows(self) -> int:
        """The number of firm-years."""
        return self.current.rows


def accounts_table(
    years: Sequence[AccountsYear], legal_forms: Sequence[str], chart: RubricChart, codes: Sequence[str]
) -> AccountsTable:
    """The table of these years for the rubrics in `codes`, with what their own sums prove to be nil filled in.

    Flows of a year that is not twelve months are scaled to twelve. `legal_forms` goes with `years`, "" for unknown.
    """
    wanted = tuple(dict.fromkeys((*codes, *(code for identity in chart.identities for code in _codes(identity)))))
    deposit = np.fromiter((year.is_deposit for year in years), np.bool_, len(years))
    known = np.array([np.nan if not form else float(form == "nv") for form in legal_forms], np.float64)
    current = _columns([year.year for year in years], wanted, chart, deposit)
    previous = _columns([year.previous for year in years], wanted, chart, deposit)
    return AccountsTable(current, previous, known.reshape(len(years)))


def _codes(identity: Identity) -> tuple[str, ...]:
    return (identity.total, *identity.parts, *identity.unless)


def _columns(
    years: Sequence[FinancialYear | None], codes: Sequence[str], chart: RubricChart, deposit: Flags
) -> Columns:
    nothing: Mapping[str, float] = {}
    # One pass over all amounts: a list a rubric takes twice as long. None becomes NaN.
    given = chain.from_iterable(map((nothing if year is None else year.amounts).get, codes) for year in years)
    flat = np.fromiter(given, np.float64, len(years) * len(codes))
    by_code = np.ascontiguousarray(flat.reshape(len(years), len(codes)).T)
    amounts: dict[str, Numbers] = dict(zip(codes, by_code, strict=True))
    there = np.fromiter((year is not None and bool(year.amounts) for year in years), np.bool_, len(years))
    _fill_proven_zeros(amounts, chart, deposit & there)
    months = np.array([TWELVE_MONTHS if year is None else year.months or TWELVE_MONTHS for year in years], np.float64)
    if np.any(months != TWELVE_MONTHS):
        factor = TWELVE_MONTHS / months.reshape(len(years))
        for code in codes:
            if code in chart.flows:
                amounts[code] = amounts[code] * factor
    return Columns(len(years), amounts)


def _fill_proven_zeros(amounts: dict[str, Numbers], chart: RubricChart, deposit: Flags) -> None:
    """Put 0 where the accounts themselves prove it: the total equals the sum of the parts that are there.

    Accounts leave out what is nil. With a signed part absent beside another the proof fails, for the two could
    cancel out. Lines that a deposit carries only when there is something to tell are 0 in a deposit without them.
    """
    for identity in chart.identities:
        parts = [part for part in identity.parts if part in amounts]
        absent = [np.isnan(amounts[part]) for part in parts]
        count = np.sum(absent, axis=0)
        gap = sum_gap(amounts, identity)
        with np.errstate(invalid="ignore"):
            closes = np.abs(gap) <= rounding_of(identity)
        signed = [gone for part, gone in zip(parts, absent, strict=True) if chart.is_signed(part)]
        doubtful = np.any(signed, axis=0) & (count > 1) if signed else np.zeros(len(count), np.bool_)
        for code in identity.unless:
            doubtful |= np.nan_to_num(amounts[code]) != 0
        proven = closes & (count > 0) & (count < len(parts)) & ~doubtful
        if proven.any():
            for part, gone in zip(parts, absent, strict=True):
                amounts[part] = np.where(proven & gone, 0.0, amounts[part])
    for code in chart.only_when_there_is:
        if code in amounts:
            amounts[code] = np.where(deposit & np.isnan(amounts[code]), 0.0, amounts[code])


def sum_gap(amounts: Mapping[str, Numbers], identity: Identity) -> Numbers:
    """The total less the parts that are there; NaN without the total."""
    gap = amounts[identity.total].copy()
    for sign, codes in ((1.0, identity.plus), (-1.0, identity.minus)):
        for code in codes:
            if code in amounts:
                gap -= sign * np.nan_to_num(amounts[code])
    return gap
