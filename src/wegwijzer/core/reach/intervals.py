"""Intervals of shares, of differences of shares and of their ratios.

Wilson (1927, JASA 22) for a share; Newcombe (1998, Statistics in Medicine 17, method 10) for a difference; Katz et
al. (1978, Biometrics 34) for a ratio; Greenland & Robins (1985, Biometrics 41) for a ratio pooled over strata.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from statistics import NormalDist

from wegwijzer.core.reach.results import UNTOLD, Interval, Rate

CONFIDENCE = 0.95


def quantile(confidence: float = CONFIDENCE) -> float:
    """How many standard errors an interval of this confidence reaches to either side."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(share: float, n: float, *, confidence: float = CONFIDENCE) -> Interval:
    """A share of `n`, which need not be whole: that of a survey is what its rows are worth.

    >>> found = wilson(15 / 148, 148)
    >>> round(found.low, 4), round(found.high, 4)
    (0.0624, 0.1605)
    """
    if n <= 0:
        return UNTOLD
    z2 = quantile(confidence) ** 2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = sqrt(z2) * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low = 0.0 if share == 0 else max(0.0, middle - reach)
    high = 1.0 if share == 1 else min(1.0, middle + reach)
    return Interval(share, low, high)


def rate(count: int, of: float, *, of_error: float = 0.0, confidence: float = CONFIDENCE) -> Rate:
    """So many of so many. With `of_error` the number of firms is an estimate, whose error adds to the interval.

    The two errors are added as variances, and Wilson's interval is drawn for a sample worth that much (as Korn &
    Graubard 1998 do for surveys). Where nobody is reached, the low end of the number of firms is taken.
    """
    if of <= 0 or count > of * (1 + 1e-9):
        return Rate(count, of, UNTOLD, of_error)
    share = min(count / of, 1.0)
    worth = of
    if of_error > 0:
        variance = share * (1 - share) / of + (share * of_error / of) ** 2
        if 0 < share < 1:
            worth = share * (1 - share) / variance
        else:
            worth = max(of - quantile(confidence) * of_error, 1.0)
    return Rate(count, of, wilson(share, worth, confidence=confidence), of_error)


def difference(one: Rate, other: Rate) -> Interval:
    """The share of one less that of another; both must have been given the confidence that is wanted."""
    first, second = one.share, other.share
    if (
        first.value is None
        or second.value is None
        or first.low is None
        or first.high is None
        or second.low is None
        or second.high is None
    ):
        return UNTOLD
    value = first.value - second.value
    low = value - sqrt((first.value - first.low) ** 2 + (second.high - second.value) ** 2)
    high = value + sqrt((first.high - first.value) ** 2 + (second.value - second.low) ** 2)
    return Interval(value, low, high)


def ratio(one: Rate, other: Rate, *, confidence: float = CONFIDENCE) -> Interval:
    """How many times the second share the first one is; untold where one of them is nil or there is no second."""
    if not one.share.value or not other.share.value:
        return UNTOLD
    value = one.share.value / other.share.value
    variance = 1 / one.count - 1 / one.of + 1 / other.count - 1 / other.of
    reach = quantile(confidence) * sqrt(max(variance, 0.0))
    return Interval(value, value * exp(-reach), value * exp(reach))


def pooled_ratio(strata: Sequence[tuple[int, float, int, float]], *, confidence: float = CONFIDENCE) -> Interval:
    """The ratio of two shares among alike firms: strata of (count, of) of the one and (count, of) of the other.

    Mantel and Haenszel's estimate. A stratum that lacks either side says nothing and is left out.

    >>> round(pooled_ratio([(10, 100, 5, 100), (8, 40, 10, 100)]).value, 4)
    2.0
    """
    above = below = spread = 0.0
    for a, n1, b, n2 in strata:
        if n1 <= 0 or n2 <= 0 or a > n1 or b > n2:
            continue
        n = n1 + n2
        above += a * n2 / n
        below += b * n1 / n
        spread += ((a + b) * n1 * n2 - a * b * n) / n**2
    if above <= 0 or below <= 0:
        return UNTOLD
    value = above / below
    reach = quantile(confidence) * sqrt(max(spread, 0.0) / (above * below))
    return Interval(value, exp(log(value) - reach), exp(log(value) + reach))
