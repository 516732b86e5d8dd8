"""Join the filings of an enterprise into its years, newest first.

The year's own filing counts. A corrected filing (same closing day, deposited later) replaces the first. A year
without a filing of its own is taken from the column NM1 of the filing after it.

The year that a filing compares itself with is its own column NM1, which the law wants comparable (KB/WVV art. 3:57),
unless the year before was filed again later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from wegwijzer.core.accounts.filing import TWELVE_MONTHS, AccountsModel, Filing, FinancialYear

_LONGEST_GAP = 31
"""Days by which the closing day of the year before may differ from what the later filing says."""


@dataclass(frozen=True, slots=True)
class AccountsYear:
    """One year of an enterprise and the year it is compared with.

    `is_deposit` and `model` are those of the filing it comes from; `is_own` whether that is the year's own filing.
    """

    year: FinancialYear
    previous: FinancialYear | None
    is_deposit: bool
    model: AccountsModel | None
    is_own: bool = True
    where: str = ""

    @property
    def months(self) -> float:
        """The length of the year in months; twelve where nothing else is said."""
        return self.year.months or TWELVE_MONTHS


@dataclass(frozen=True, slots=True)
class AccountsHistory:
    """The accounts of one enterprise: its years, newest first, and what is said of the firm itself.

    `replaced` names the filings that a later one corrected.
    """

    entity: str
    years: tuple[AccountsYear, ...]
    name: str = ""
    legal_form: str = ""
    nace: str = ""
    nace_version: str = ""
    replaced: tuple[str, ...] = field(default=())

    @property
    def latest(self) -> AccountsYear:
        """The newest year."""
        return self.years[0]


def join_filings(filings: Iterable[Filing]) -> list[AccountsHistory]:
    """One history an enterprise, in the order in which the enterprises first appear."""
    by_entity: dict[str, list[Filing]] = {}
    for filing in filings:
        by_entity.setdefault(filing.entity, []).append(filing)
    return [history_of(group) for group in by_entity.values()]


def join_sorted(filings: Iterable[Filing]) -> Iterator[AccountsHistory]:
    """The same for a stream in which the filings of one enterprise stand together; holds one enterprise at a time."""
    for _, group in groupby(filings, key=lambda filing: filing.entity):
        yield history_of(list(group))


def history_of(filings: list[Filing]) -> AccountsHistory:
    """The history of one enterprise from its filings (at least one)."""
    kept: dict[date | None, Filing] = {}
    replaced: list[str] = []
    for filing in filings:
        before = kept.get(filing.year.end)
        if before is None:
            kept[filing.year.end] = filing
            continue
        newer, older = _later_of(before, filing)
        kept[filing.year.end] = newer
        replaced.append(older.where or older.reference)
    newest_first = sorted(kept.values(), key=lambda filing: filing.year.end or date.min, reverse=True)
    return AccountsHistory(
        entity=filings[0].entity,
        years=tuple(_years(newest_first)),
        name=_first(filing.name for filing in newest_first),
        legal_form=_first(filing.legal_form for filing in newest_first),
        nace=_first(filing.nace for filing in newest_first),
        nace_version=_first(filing.nace_version for filing in newest_first),
        replaced=tuple(replaced),
    )


def _later_of(first: Filing, second: Filing) -> tuple[Filing, Filing]:
    """The filing that counts and the one it replaces: by day of deposit, then by reference, then as given."""
    keys = [(filing.deposited or date.min, filing.reference) for filing in (first, second)]
    return (first, second) if keys[0] > keys[1] else (second, first)


def _years(filings: list[Filing]) -> Iterator[AccountsYear]:
    ends = _own_years(filings)
    for filing in filings:
        end = _previous_end(filing)
        own = _near(ends, end)
        previous = filing.previous
        if own is not None and (previous is None or _was_filed_after(own, filing)):
            previous = own.year
        if previous is not None and previous.end is None and end is not None:
            previous = replace(previous, end=end)
        yield AccountsYear(filing.year, previous, filing.is_deposit, filing.model, True, filing.where)
        if own is None and filing.previous is not None and previous is not None:
            yield AccountsYear(previous, None, filing.is_deposit, filing.model, False, filing.where)


def _own_years(filings: list[Filing]) -> Mapping[date, Filing]:
    return {filing.year.end: filing for filing in filings if filing.year.end is not None}


def _previous_end(filing: Filing) -> date | None:
    """The closing day of the year before: as given, or the eve of the first day of this one."""
    if filing.previous is not None and filing.previous.end is not None:
        return filing.previous.end
    end = filing.year.end
    if end is None:
        return None
    months = round(filing.year.months or TWELVE_MONTHS)
    index = end.year * 12 + end.month - 1 - months
    if not 12 <= index < 12 * 9999:
        return None
    following = index + 1
    last_day = date.fromordinal(date(following // 12, following % 12 + 1, 1).toordinal() - 1)
    return last_day if (end.month, end.day) == _last_of_month(end) else last_day.replace(day=min(end.day, last_day.day))


def _last_of_month(day: date) -> tuple[int, int]:
    following = day.year * 12 + day.month
    if following >= 12 * 9999:
        return (12, 31)
    last = date.fromordinal(date(following // 12, following % 12 + 1, 1).toordinal() - 1)
    return (last.month, last.day)


def _near(ends: Mapping[date, Filing], end: date | None) -> Filing | None:
    if end is None:
        return None
    exact = ends.get(end)
    if exact is not None:
        return exact
    near = [filing for day, filing in ends.items() if abs((day - end).days) <= _LONGEST_GAP]
    return near[0] if len(near) == 1 else None


def _was_filed_after(own: Filing, filing: Filing) -> bool:
    return own.deposited is not None and filing.deposited is not None and own.deposited > filing.deposited


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
