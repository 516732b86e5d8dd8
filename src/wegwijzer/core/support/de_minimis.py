"""Small aid received, and how much more a group of linked firms may still have on a day.

All linked firms count as one (the single undertaking of the de-minimis regulations), per member state. Aid counts on
the day it is granted. A day or an amount that nobody knows widens the answer: what is left is a band, and its low end
is safe to plan on.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.measure import Source
from wegwijzer.core.period import Period


class Counting(Enum):
    """Which earlier aid counts beside new aid."""

    ROLLING_YEARS = "rolling_years"
    TAX_YEARS = "tax_years"
    """The tax year of the new aid and the ones before it; taken to be calendar years."""


@dataclass(frozen=True, slots=True)
class SmallAidRule:
    """The de-minimis rule of a period: at most `ceiling_eur` in `years` years, counted one way."""

    period: Period
    ceiling_eur: Decimal
    years: int
    counting: Counting
    source: Source

    def counts_from(self, on: date) -> date:
        """The first day of which aid counts beside aid granted on the day."""
        if self.counting is Counting.TAX_YEARS:
            return date(on.year - self.years + 1, 1, 1)
        return months_later(on, -12 * self.years)  # that day counts: the careful reading of "over three years"

    def counts_until(self, granted: date) -> date:
        """The last day on which aid granted on the day still counts."""
        if self.counting is Counting.TAX_YEARS:
            return date(granted.year + self.years - 1, 12, 31)
        return months_later(granted, 12 * self.years)


@dataclass(frozen=True, slots=True)
class AidEntry:
    """Aid that a firm of the group had.

    `granted` holds the days on which it may have been granted (None: no idea); `euro` is open above where the amount
    is unknown; `is_de_minimis` is None where the letter does not say so.
    """

    granted: Period | None
    euro: Band
    grantor: str
    member: str
    measure: str
    is_de_minimis: bool | None = True


@dataclass(frozen=True, slots=True)
class AidLedger:
    """All aid that a group of linked firms had, of every member, in any order."""

    entries: tuple[AidEntry, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The firms that it names, once each."""
        return tuple(sorted({entry.member for entry in self.entries if entry.member}))


NO_AID = AidLedger()


@dataclass(frozen=True, slots=True)
class Headroom:
    """What small aid a group may still be granted on a day; `rule` is None where no regulation is known.

    `counted` is what counts already, `left` what remains below the ceiling, both in euro. `unsure` are the entries
    whose day, amount or kind leaves the answer open.
    """

    on: date
    rule: SmallAidRule | None
    counted: Band
    left: Band
    entries: tuple[AidEntry, ...]
    unsure: tuple[AidEntry, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """From `on`, so many euro more are left, for older aid no longer counts."""

    on: date
    euro: Decimal


def months_later(day: date, months: int) -> date:
    """The same day so many months on (or back); the last of the month where it is shorter.

    >>> months_later(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def rule_on(rules: Iterable[SmallAidRule], on: date) -> SmallAidRule | None:
    """The rule of the day, or None; never the nearest one."""
    return next((rule for rule in rules if rule.period.covers(on)), None)


def headroom(ledger: AidLedger, rules: Iterable[SmallAidRule], *, on: date) -> Headroom:
    """What may still be granted on the day, given the aid that the group had before or on it."""
    rule = rule_on(rules, on)
    if rule is None:
        nothing = exactly(0)
        return Headroom(on, None, nothing, nothing, (), ())
    counted = exactly(0)
    entries, unsure = [], []
    for entry in ledger.entries:
        surely, perhaps = _counts(entry, rule, on)
        if not perhaps:
            continue
        entries.append(entry)
        counted = counted.plus(Band(entry.euro.low if surely else Decimal(0), entry.euro.high))
        if not surely or not entry.euro.is_exact:
            unsure.append(entry)
    zero = Decimal(0)
    left = Band(
        zero if counted.high is None else max(zero, rule.ceiling_eur - counted.high),
        max(zero, rule.ceiling_eur - (counted.low or zero)),
    )
    return Headroom(on, rule, counted, left, tuple(entries), tuple(unsure))


def releases(ledger: AidLedger, rules: tuple[SmallAidRule, ...], *, since: date, until: date) -> tuple[Release, ...]:
    """The days after `since` up to `until` on which more is surely left than before, the first of them first."""
    days = {rule.period.valid_from for rule in rules}
    for entry in ledger.entries:
        ends = {entry.granted.valid_until or entry.granted.valid_from} if entry.granted is not None else set()
        # two days: three years after the last of February may be either of two days
        days |= {rule.counts_until(end) + timedelta(days=more) for rule in rules for end in ends for more in (1, 2)}
    found = []
    left = headroom(ledger, rules, on=since).left.low or Decimal(0)
    for day in sorted(day for day in days if since < day <= until):
        now = headroom(ledger, rules, on=day).left.low or Decimal(0)
        if now > left:
            found.append(Release(day, now - left))
        left = now
    return tuple(found)


def _counts(entry: AidEntry, rule: SmallAidRule, on: date) -> tuple[bool, bool]:
    """Whether an entry counts surely, and whether it counts perhaps."""
    if entry.is_de_minimis is False:
        return False, False
    first = rule.counts_from(on)
    if entry.granted is None:
        return False, True
    earliest, latest = entry.granted.valid_from, entry.granted.valid_until or on
    perhaps = latest >= first and earliest <= on
    surely = earliest >= first and latest <= on and entry.is_de_minimis is True
    return surely, perhaps
