"""First-time and repeat users by year, and how likely the next use is by what a firm used before.

"Before" means in an earlier year of the file: what happened before its first year is not known, so the file's first
year has no first-time users, and the years right after it have too many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wegwijzer.core.reach.intervals import pooled_ratio, rate, ratio
from wegwijzer.core.reach.rates import firms_counted, joined_names, moved
from wegwijzer.core.reach.results import UNTOLD, Interval, Rate
from wegwijzer.core.reach.use import Firms, Integers, Uses

NEVER, BEFORE, LAST_YEAR = "never", "before", "last_year"
TIMES = ("once", "twice", "more")
"""In one, two, or three and more earlier years."""


@dataclass(frozen=True, eq=False)
class Past:
    """What each firm of the file did up to a year.

    `users` used something in the year, `earlier` in any year before (rising). `years_used` says in how many years each
    of the earlier ones did, `last_row` is its latest use before the year, for its class.
    """

    year: int
    users: Integers
    earlier: Integers
    years_used: Integers
    last_row: Integers
    used_last_year: Integers
    years_back: int

    @property
    def has_past(self) -> bool:
        """Whether the file has an earlier year."""
        return self.years_back > 0

    @cached_property
    def again(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which of the earlier users used something in the year too."""
        return np.isin(self.earlier, self.users)

    @property
    def first_users(self) -> int:
        """Users of the year who were none before."""
        return len(self.users) - int(self.again.sum())


def past(uses: Uses, year: int) -> Past:
    """What the file tells of the years up to this one."""
    before = np.flatnonzero(uses.year < year)
    order = before[np.lexsort((uses.year[before], uses.firm[before]))]
    firm, when = uses.firm[order], uses.year[order]
    earlier, start = np.unique(firm, return_index=True)
    end = np.append(start[1:], len(firm))
    is_new_year = np.ones(len(firm), np.int64)
    is_new_year[1:] = (firm[1:] != firm[:-1]) | (when[1:] != when[:-1])
    counted = np.concatenate([[0], np.cumsum(is_new_year)])
    return Past(
        year=year,
        users=uses.users(year),
        earlier=np.asarray(earlier, np.int64),
        years_used=np.asarray(counted[end] - counted[start], np.int64),
        last_row=np.asarray(order[end - 1] if len(order) else order, np.int64),
        used_last_year=uses.users(year - 1),
        years_back=len({found for found in uses.years if found < year}),
    )


def first_and_again(found: Past) -> tuple[Rate, Rate]:
    """The shares of a year's users that come for the first time, and that come again."""
    users = len(found.users)
    return rate(found.first_users, users), rate(users - found.first_users, users)


def next_use_rates(found: Past, firms: Firms) -> dict[str, Rate]:
    """The share that uses something in the year, by what was used before.

    Firms of the past that are gone cannot come back; the file does not tell which, so they stay among those that
    could. The firms that never used anything are the population less the earlier users.
    """
    population = firms_counted(firms, found.year)
    again, earlier = int(found.again.sum()), len(found.earlier)
    rates = {
        NEVER: rate(found.first_users, population.firms - earlier, of_error=population.error),
        BEFORE: rate(again, earlier),
        LAST_YEAR: rate(int(np.isin(found.used_last_year, found.users).sum()), len(found.used_last_year)),
    }
    for name, low, high in zip(TIMES, (1, 2, 3), (1, 2, 10**9), strict=True):
        chosen = (found.years_used >= low) & (found.years_used <= high)
        rates[name] = rate(int(found.again[chosen].sum()), int(chosen.sum()))
    return rates


def times_likelier(rates: dict[str, Rate]) -> Interval:
    """How many times likelier use is after earlier use than without."""
    return ratio(rates[BEFORE], rates[NEVER])


def times_likelier_alike(found: Past, uses: Uses, firms: Firms, dimensions: tuple[str, ...]) -> Interval:
    """The same among firms alike in some dimensions, so that a mere difference in size or sector does not tell.

    A firm's class is that of its latest use; a population drawn as a survey has too few rows a stratum for this.
    """
    if not dimensions or firms.design is not None or not found.has_past:
        return UNTOLD
    return pooled_ratio(list(_strata(found, uses, firms, dimensions)))


def _strata(
    found: Past, uses: Uses, firms: Firms, dimensions: tuple[str, ...]
) -> Iterator[tuple[int, float, int, float]]:
    mine, theirs, size = _joint(uses, firms, dimensions)
    within = firms.within(found.year) & (theirs >= 0)
    all_firms = np.bincount(theirs[within], firms.weight[within], size)
    earlier_at = mine[found.last_row]
    now_rows = uses.rows(found.year)
    is_first = ~np.isin(uses.firm[now_rows], found.earlier)
    first_at = mine[now_rows][is_first]
    earlier = np.bincount(earlier_at[earlier_at >= 0], minlength=size)
    again = np.bincount(earlier_at[(earlier_at >= 0) & found.again], minlength=size)
    first = np.bincount(first_at[first_at >= 0], minlength=size)
    for place in range(size):
        never = float(all_firms[place]) - int(earlier[place])
        yield int(again[place]), float(earlier[place]), int(first[place]), never


def _joint(uses: Uses, firms: Firms, dimensions: tuple[str, ...]) -> tuple[Integers, Integers, int]:
    """The joint class of each use and of each row of the population; -1 where a part is not known."""
    mine = np.zeros(len(uses.firm), np.int64)
    theirs = np.zeros(len(firms.weight), np.int64)
    size = 1
    for dimension in dimensions:
        names = joined_names(uses.classes[dimension], firms.classes[dimension])
        size *= len(names)
        parts = (moved(uses.classes[dimension], names), moved(firms.classes[dimension], names))
        mine, theirs = (
            np.where((whole < 0) | (part < 0), -1, whole * len(names) + part)
            for whole, part in zip((mine, theirs), parts, strict=True)
        )
    return mine, theirs, size
