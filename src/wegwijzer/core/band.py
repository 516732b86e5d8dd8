"""Numbers known exactly, within a band, or not at all.

A headcount "between 10 and 49" decides every threshold that the band does not cross. Ends are inclusive; an open
end is None. Numbers are exact decimals, so that money never suffers binary rounding.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict


class _Ends(NamedTuple):
    low: Decimal | None
    high: Decimal | None


class Band(_Ends):
    """A number between `low` and `high`, both included; None leaves that side open.

    A tuple underneath: advice for one firm makes a few hundred of them.
    """

    __slots__ = ()

    def __new__(cls, low: Decimal | None, high: Decimal | None) -> Band:
        """A band; ValueError when it stands upside down."""
        if low is not None and high is not None and high < low:
            raise ValueError(f'the band\'s "max" ({high}) is smaller than its "min" ({low})')
        return super().__new__(cls, low, high)

    @property
    def is_exact(self) -> bool:
        """Whether the number is known to the last digit."""
        return self.low is not None and self.low == self.high

    @property
    def exact(self) -> Decimal | None:
        """The number, where it is known exactly."""
        return self.low if self.is_exact else None

    def at_least(self, limit: Decimal) -> Verdict:
        """Whether the number is `limit` or more."""
        if self.low is not None and self.low >= limit:
            return MET
        if self.high is not None and self.high < limit:
            return NOT_MET
        return UNKNOWN

    def above(self, limit: Decimal) -> Verdict:
        """Whether the number is more than `limit`."""
        if self.low is not None and self.low > limit:
            return MET
        if self.high is not None and self.high <= limit:
            return NOT_MET
        return UNKNOWN

    def at_most(self, limit: Decimal) -> Verdict:
        """Whether the number is `limit` or less."""
        if self.high is not None and self.high <= limit:
            return MET
        if self.low is not None and self.low > limit:
            return NOT_MET
        return UNKNOWN

    def below(self, limit: Decimal) -> Verdict:
        """Whether the number is less than `limit`."""
        if self.high is not None and self.high < limit:
            return MET
        if self.low is not None and self.low >= limit:
            return NOT_MET
        return UNKNOWN

    def plus(self, other: Band) -> Band:
        """The band of the sum."""
        return Band(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def times_share(self, share: Decimal) -> Band:
        """The band of a non-negative share of the number."""
        return Band(
            None if self.low is None else self.low * share,
            None if self.high is None else self.high * share,
        )

    def product(self, other: Band) -> Band:
        """The band of the product of two numbers that are not negative."""
        low = None if self.low is None or other.low is None else self.low * other.low
        high = None if self.high is None or other.high is None else self.high * other.high
        return Band(low, high)

    def capped(self, ceiling: Band) -> Band:
        """The band of the smaller of the number and the ceiling."""
        highs = [value for value in (self.high, ceiling.high) if value is not None]
        return Band(
            None if self.low is None or ceiling.low is None else min(self.low, ceiling.low),
            min(highs) if highs else None,
        )

    def hull(self, other: Band) -> Band:
        """The smallest band that holds both."""
        return Band(
            None if self.low is None or other.low is None else min(self.low, other.low),
            None if self.high is None or other.high is None else max(self.high, other.high),
        )


ANYTHING = Band(None, None)
NOTHING = Band(Decimal(0), Decimal(0))


def exactly(value: Decimal | int | str) -> Band:
    """A number that is known to the last digit."""
    number = Decimal(value)
    return Band(number, number)


def hull_of(bands: Iterable[Band]) -> Band:
    """The smallest band that holds all of a non-empty collection."""
    remaining = iter(bands)
    result = next(remaining)
    for band in remaining:
        result = result.hull(band)
    return result
