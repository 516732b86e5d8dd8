"""How unevenly support is spread: Lorenz curve, Gini and the share of the top tenth, with jackknife intervals.

The Gini is that of the firms in hand (G = 2 * sum(i * x_i) / (n * sum(x)) - (n + 1) / n, x rising), which lies from 0
up to 1 - 1/n. Its error is the delete-one jackknife (Efron & Stein 1981; for the Gini Ogwang 2000), worked out in one
pass; the interval is drawn on the logit scale, so that it stays within 0 and 1.
"""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt

from wegwijzer.core.reach.intervals import quantile
from wegwijzer.core.reach.results import UNTOLD, Interval, Point

Numbers = npt.NDArray[np.float64]

TOP = 0.1
"""The part of the firms that the share of the top is about."""


def gini(amounts: Numbers) -> float:
    """How unequal amounts of at least nil are: 0 when all are alike, nearly 1 when one firm has all.

    >>> gini(np.array([1.0, 2.0, 3.0, 4.0]))
    0.25
    """
    rising = np.sort(amounts)
    n, total = len(rising), float(rising.sum())
    ranks = np.arange(1, n + 1)
    return max(0.0, float(2 * (ranks @ rising) / (n * total) - (n + 1) / n))


def lorenz(amounts: Numbers) -> tuple[Numbers, Numbers]:
    """The curve: shares of the firms from the smallest amount up, and of the whole that these have, from 0 to 1."""
    rising = np.sort(amounts)
    above = np.concatenate([[0.0], np.cumsum(rising)])
    return np.arange(len(above)) / len(rising), above / above[-1]


def lorenz_points(amounts: Numbers, steps: int) -> tuple[Point, ...]:
    """The curve at equal steps of the firms."""
    firms, share = lorenz(amounts)
    at = np.linspace(0, 1, steps + 1)
    return tuple(Point(float(x), float(y)) for x, y in zip(at, np.interp(at, firms, share), strict=True))


def top_share(amounts: Numbers, part: float = TOP) -> float:
    """What the largest amounts have of the whole: those of this part of the firms, a firm on the edge in part.

    >>> top_share(np.array([1.0] * 9 + [9.0]))
    0.5
    """
    firms, share = lorenz(amounts)
    return float(1 - np.interp(1 - part, firms, share))


def gini_interval(amounts: Numbers) -> Interval:
    """The Gini with its interval; no interval below three firms, untold where there is nothing to share."""
    if not len(amounts) or amounts.sum() <= 0:
        return UNTOLD
    return within_unit(gini(amounts), _jackknife(_ginis_without_each(np.sort(amounts))))


def top_interval(amounts: Numbers, part: float = TOP) -> Interval:
    """The share of the top with its interval."""
    if not len(amounts) or amounts.sum() <= 0:
        return UNTOLD
    return within_unit(top_share(amounts, part), _jackknife(_tops_without_each(np.sort(amounts), part)))


def with_the_rest(found: Interval, share: float) -> Interval:
    """The Gini of users made that of all firms, of whom only this share has anything: G' = 1 - share * (1 - G)."""

    def moved(value: float | None) -> float | None:
        return None if value is None else 1 - share * (1 - value)

    return Interval(moved(found.value), moved(found.low), moved(found.high))


def within_unit(value: float, error: float | None) -> Interval:
    """A figure of 0 to 1 with an interval on the logit scale."""
    if error is None:
        return Interval(value)
    if not 0 < value < 1 or error == 0:
        return Interval(value, value, value) if error == 0 else Interval(value)
    middle, reach = log(value / (1 - value)), quantile() * error / (value * (1 - value))
    return Interval(value, _share(middle - reach), _share(middle + reach))


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit)) if logit >= 0 else exp(logit) / (1 + exp(logit))


def _jackknife(without: Numbers) -> float | None:
    n = len(without)
    if n < 3 or not np.isfinite(without).all():
        return None
    spread = float(((without - without.mean()) ** 2).sum())
    error = sqrt((n - 1) / n * spread)
    return error if error > 1e-12 else 0.0


def _ginis_without_each(rising: Numbers) -> Numbers:
    """The Gini of all but each: those above the one left out move a rank down."""
    n = len(rising)
    if n < 3:
        return np.empty(0)
    ranks, total = np.arange(1, n + 1), float(rising.sum())
    above = total - np.cumsum(rising)
    ranked = float(ranks @ rising) - ranks * rising - above
    left = total - rising
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * ranked / ((n - 1) * left) - n / (n - 1))


def _tops_without_each(rising: Numbers, part: float) -> Numbers:
    """The share of the top of all but each, by the sums of the largest."""
    n = len(rising)
    if n < 3:
        return np.empty(0)
    total = float(rising.sum())
    falling = np.concatenate([[0.0], np.cumsum(rising[::-1])])
    wanted = part * (n - 1)
    whole = int(wanted)
    place = np.arange(n)  # of the one left out, from the largest down
    largest = rising[::-1]
    # Leaving out one of the largest lets the next one in.
    is_among = place < whole
    kept = np.where(is_among, falling[min(whole + 1, n)] - largest, falling[whole])
    edge_place = np.where(place <= whole, whole + 1, whole)
    edge = np.where(edge_place < n, largest[np.minimum(edge_place, n - 1)], 0.0)
    found = (kept + (wanted - whole) * edge) / np.where(total > largest, total - largest, np.nan)
    return np.asarray(found)
