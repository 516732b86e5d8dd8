"""Where a light's value stands among the firms of the same sector and size.

A sector is a NACE division (two digits) of one NACE version: versions are never mixed, for a division of one is not
the same trade in another. A size is told by the balance sheet total alone (see `size_of`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from math import isnan

from wegwijzer.core.accounts.columns import Numbers
from wegwijzer.core.firm.size import SIZE_CLASSES, SizeCeilings

STEPS = 20
"""Quantiles are kept at 0, 5, 10 up to 100 %."""
MINIMUM_FIRMS = 20
"""Firms below which nothing is told.

Statistical: a step of 5 % is then one firm, so fewer firms would make quantiles finer than the figures they rest on,
and the median of 20 already has a margin of some 22 points of rank to either side (twice the root of 0.25 / 20).
Disclosure: the loaded accounts may hold exports that are not deposited yet; among 20 a quartile is a rank, not a firm
that somebody can point at.
"""
ALL_SIZES = ""
"""The size of a group that holds every firm of the division."""

_QUARTILES = (STEPS // 4, STEPS // 2, 3 * STEPS // 4)


@dataclass(frozen=True, slots=True)
class SectorGroup:
    """The firms that a position is taken among: a division of a NACE version, of one size or `ALL_SIZES`."""

    nace_version: str
    division: str
    size: str = ALL_SIZES

    @property
    def is_of_one_size(self) -> bool:
        """Whether only firms of one size are in it."""
        return self.size != ALL_SIZES


@dataclass(frozen=True, slots=True)
class Distribution:
    """How one light's values are spread over a group of `count` firms.

    `quantiles` are the smallest values that 0, 5, ... 100 % of the firms do not exceed, so each is a value that some
    firm has; empty where there are fewer than `MINIMUM_FIRMS`.
    """

    count: int
    quantiles: tuple[float, ...] = ()

    def below(self, value: float) -> float:
        """The share of firms whose value is lower, to within one step; exactly equal values count on neither side."""
        place = bisect_left(self.quantiles, value)
        if place in (0, len(self.quantiles)):
            return 0.0 if place == 0 else 1.0
        return (place - 1 + _way(self.quantiles[place - 1], value, self.quantiles[place])) / STEPS

    def above(self, value: float) -> float:
        """The share of firms whose value is higher, to within one step."""
        place = bisect_right(self.quantiles, value)
        if place in (0, len(self.quantiles)):
            return 1.0 if place == 0 else 0.0
        return (STEPS - place + 1 - _way(self.quantiles[place - 1], value, self.quantiles[place])) / STEPS


@dataclass(frozen=True, slots=True)
class SectorPosition:
    """Where a value stands among the `count` firms of a group that have the light.

    `worse_off` is the share of them on the bad side of the value; `below` and `above` the shares with a lower and a
    higher value. Firms with the very same value are in none of them, so that these need not add up to 1.
    """

    light: str
    group: SectorGroup
    count: int
    worse_off: float
    below: float
    above: float
    lower_quartile: float
    median: float
    upper_quartile: float


class HiddenReason(Enum):
    """Why no position is told."""

    NO_VALUE = "no_value"
    NO_SECTOR = "no_sector"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Hidden:
    """No position, and why; TOO_FEW stands for a group with fewer firms than `MINIMUM_FIRMS`, or none."""

    reason: HiddenReason


@dataclass(frozen=True)
class SectorTable:
    """The distributions of every light in every group, and the ceilings by which firms were put in a size."""

    distributions: Mapping[tuple[SectorGroup, str], Distribution] = field(hash=False)
    lower_is_worse: Mapping[str, bool] = field(hash=False)
    ceilings: SizeCeilings
    firms: int = 0

    def place(
        self, nace: str, nace_version: str, size: str | None, light_id: str, value: float | None
    ) -> SectorPosition | Hidden:
        """Where the value stands: within division and size, else within the division, else why it cannot be told."""
        if value is None or isnan(value):
            return Hidden(HiddenReason.NO_VALUE)
        division = division_of(nace)
        if not division:
            return Hidden(HiddenReason.NO_SECTOR)
        for group in _groups(nace_version, division, size):
            found = self.distributions.get((group, light_id))
            if found is not None and found.count >= MINIMUM_FIRMS:
                return self._position(light_id, group, found, value)
        return Hidden(HiddenReason.TOO_FEW)

    def position(
        self, nace: str, nace_version: str, size: str | None, light_id: str, value: float | None
    ) -> SectorPosition | None:
        """The same, and None where it is hidden; `place` tells why."""
        found = self.place(nace, nace_version, size, light_id, value)
        return found if isinstance(found, SectorPosition) else None

    def size_of(self, balance_sheet_total: float | None) -> str | None:
        """The size by which a firm is compared in this table."""
        return size_of(balance_sheet_total, self.ceilings)

    def _position(self, light_id: str, group: SectorGroup, found: Distribution, value: float) -> SectorPosition:
        below, above = found.below(value), found.above(value)
        low, middle, high = (found.quantiles[place] for place in _QUARTILES)
        return SectorPosition(
            light=light_id,
            group=group,
            count=found.count,
            worse_off=below if self.lower_is_worse[light_id] else above,
            below=below,
            above=above,
            lower_quartile=low,
            median=middle,
            upper_quartile=high,
        )


def division_of(nace: str) -> str:
    """The two digits of the NACE division; empty where the code does not tell.

    >>> division_of("62.010"), division_of("C 10.71"), division_of("")
    ('62', '10', '')
    """
    digits = "".join(sign for sign in nace if sign in "0123456789")
    return digits[:2] if len(digits) >= 2 else ""


def size_of(balance_sheet_total: float | None, ceilings: SizeCeilings) -> str | None:
    """micro, small, medium or large by the balance sheet total alone, None where it is not known.

    This is no size under Recommendation 2003/361/EC: most accounts give no turnover and many no headcount, and linked
    enterprises are not in them. It only keeps like with like: the balance sheet total is in all accounts.
    """
    if balance_sheet_total is None or isnan(balance_sheet_total):
        return None
    total = Decimal(balance_sheet_total)
    return SIZE_CLASSES[sum(total > limit for limit in ceilings.balance_sheet_total_eur)]


def quantile_places(count: int) -> tuple[int, ...]:
    """Where in `count` sorted values the quantiles stand: the inverse of the distribution, without interpolation.

    >>> quantile_places(20)[:3], quantile_places(20)[-1]
    ((0, 0, 1), 19)
    """
    return tuple(max(0, (count * step + STEPS - 1) // STEPS - 1) for step in range(STEPS + 1))


def distribution_of(ordered: Sequence[float] | Numbers) -> Distribution:
    """The distribution of values that stand in order; below the minimum only their number is kept."""
    count = len(ordered)
    if count < MINIMUM_FIRMS:
        return Distribution(count)
    return Distribution(count, tuple(float(ordered[place]) for place in quantile_places(count)))


def _groups(nace_version: str, division: str, size: str | None) -> Iterator[SectorGroup]:
    if size:
        yield SectorGroup(nace_version, division, size)
    yield SectorGroup(nace_version, division)


def _way(low: float, value: float, high: float) -> float:
    """How far the value lies on the way from low to high, from 0 to 1; halves, as the distance can be out of range."""
    span = high / 2 - low / 2
    if not span > 0:
        return 1.0 if value >= high else 0.0
    return min(1.0, max(0.0, (value / 2 - low / 2) / span))
