"""Annual accounts as they were filed or exported: amounts by rubric for a year and the year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

TWELVE_MONTHS = 12.0
_DAYS_A_MONTH = 365.25 / 12


class AccountsModel(Enum):
    """The model of the accounts (KB/WVV art. 3:80 and following); NBB calls them m02, m01 and m07."""

    FULL = "full"
    ABRIDGED = "abridged"
    MICRO = "micro"


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """One year's amounts in euro (headcounts in persons), by rubric code, exactly as given.

    A rubric that was not given is not in `amounts`: it is never 0. `end` is the closing day and `months` the length;
    None where the source does not say.
    """

    amounts: Mapping[str, float] = field(hash=False)
    end: date | None = None
    months: float | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """One set of accounts of one enterprise: this year (N) and, where given, the year before (NM1).

    `entity` is the enterprise number in ten digits, or the label that an export gives the client. `is_deposit`: the
    accounts as deposited with the NBB, which leave out what is nil; an export may leave out anything. `where` is the
    file, and line where there is one, that it was read from.
    """

    entity: str
    year: FinancialYear
    previous: FinancialYear | None = None
    model: AccountsModel | None = None
    is_deposit: bool = False
    deposited: date | None = None
    reference: str = ""
    name: str = ""
    legal_form: str = ""
    nace: str = ""
    nace_version: str = ""
    where: str = ""


def months_between(start: date, end: date) -> float:
    """The length of a financial year in months, whole where it runs from a day to the eve of that day of a month.

    >>> months_between(date(2023, 7, 1), date(2024, 12, 31))
    18.0
    >>> months_between(date(2024, 1, 1), date(2024, 12, 30))
    12.0
    """
    after = end + timedelta(days=1)
    whole = (after.year - start.year) * 12 + after.month - start.month
    days = after.day - start.day
    if abs(days) <= 1:  # a year that runs to the 30th or starts on the 2nd is still a year of twelve months
        return float(whole)
    return round(whole + days / _DAYS_A_MONTH, 1)
