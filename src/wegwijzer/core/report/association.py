"""What two printed percentages can still mean for the chi-square of their two-by-two table.

A report that prints shares but not the counts behind them leaves the test open. Still, the sample size and the
rounding of the shares set a limit: over all splits of the sample no chi-square is larger, and no p-value smaller.
"""

from __future__ import annotations

import math
from decimal import Decimal

from wegwijzer.core.report.table import decimals_of


def largest_chi_square(sample: int, one_pct: Decimal, other_pct: Decimal) -> float:
    """The largest Pearson chi-square (one degree of freedom, no correction) that can round to these percentages.

    `sample` firms fall into two groups of unknown size, of which `one_pct` and `other_pct` per cent have the trait.

    >>> round(largest_chi_square(1077, Decimal("47.3"), Decimal("42.5")), 2)
    2.61
    """
    low, high = sorted((one_pct, other_pct))
    bottom = float(max(low - _half_unit(low), Decimal(0))) / 100
    top = float(min(high + _half_unit(high), Decimal(100))) / 100
    largest = 0.0
    for first in range(1, sample):
        part = first / sample
        for share in (part, 1 - part):
            pooled = share * top + (1 - share) * bottom
            if 0 < pooled < 1:
                largest = max(largest, sample * share * (1 - share) * (top - bottom) ** 2 / (pooled * (1 - pooled)))
    return largest


def smallest_p(sample: int, one_pct: Decimal, other_pct: Decimal) -> float:
    """The smallest p-value of Pearson's chi-square that can go with these percentages.

    >>> round(smallest_p(1077, Decimal("47.3"), Decimal("42.5")), 3)
    0.106
    """
    return math.erfc(math.sqrt(largest_chi_square(sample, one_pct, other_pct) / 2))


def _half_unit(number: Decimal) -> Decimal:
    return Decimal(5).scaleb(-decimals_of(number) - 1)
