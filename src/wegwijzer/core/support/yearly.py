"""Ceilings of a calendar year that several actions of a plan share, filled in the order in which the actions start.

Every ceiling lies inside the next (a part, a group of parts, the whole), so more cost never makes the sum less.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from wegwijzer.core.band import NOTHING, Band

_NONE_LEFT = Decimal(0)


@dataclass(slots=True)
class YearlyUse:
    """What is taken of the ceilings of one measure in one calendar year, by the name of the ceiling."""

    taken: dict[str, Band] = field(default_factory=dict)

    def room(self, name: str, ceiling: Band) -> Band:
        """What is left under a ceiling; never less than nothing."""
        return left_over(ceiling, self.taken.get(name, NOTHING))

    def take(self, name: str, amount: Band) -> None:
        """Take an amount from a ceiling."""
        self.taken[name] = self.taken.get(name, NOTHING).plus(amount)


def left_over(whole: Band, taken: Band) -> Band:
    """The whole less what is taken of it, but not less than nothing; the band holds every case inside both."""
    low = _NONE_LEFT if whole.low is None or taken.high is None else max(whole.low - taken.high, _NONE_LEFT)
    high = None if whole.high is None else max(whole.high - (taken.low or _NONE_LEFT), _NONE_LEFT)
    return Band(low, high)
