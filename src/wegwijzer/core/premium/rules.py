"""The ceilings of the innovation premium as they stood in a period, and what an idea must meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.period import Period

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumRules:
    """The ceilings of a period.

    A firm with fewer than `small_below` employees may reward `most_persons_small` of them in a calendar year, another
    one `most_staff_pct` per cent of its staff. A person may get at most one month's gross pay in a calendar year; all
    premiums of the year together are at most `most_wage_bill_pct` per cent of the year's wage bill.
    """

    period: Period
    most_persons_per_innovation: int
    small_below: int
    most_persons_small: int
    most_staff_pct: Decimal
    most_wage_bill_pct: Decimal
    source: Source
    confidence: Confidence
    caveat: Text | None

    def most_persons(self, headcount: Band) -> Band:
        """How many different persons may be rewarded in a year, for a number of employees that may be a band.

        The share is not rounded up: of 39 employees, 10 per cent is 3 whole persons at most.
        """
        low = self._persons(headcount.low if headcount.low is not None else Decimal(0))
        high = None if headcount.high is None else self._persons(headcount.high)
        return Band(low, high)

    def _persons(self, headcount: Decimal) -> Decimal:
        if headcount < self.small_below:
            return Decimal(self.most_persons_small)
        return headcount * self.most_staff_pct // _HUNDRED


def rules_of(year: int, versions: Sequence[PremiumRules]) -> PremiumRules | None:
    """The rules that hold the whole calendar year; None where no source says that there is a premium that year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return next((found for found in versions if found.period.covers(first) and found.period.covers(last)), None)


class Condition(Enum):
    """What an idea, and its premium, must meet besides the ceilings."""

    NOVEL = "novel"
    INTERNAL = "internal"
    NOT_ORDERED = "not_ordered"
    APPLIED = "applied"
    EMPLOYEES = "employees"
    NOT_PAY = "not_pay"


@dataclass(frozen=True, slots=True)
class ConditionText:
    """A condition in words: what to ask the firm, what it means, and who says so."""

    condition: Condition
    question: Text
    means: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Definition:
    """How a word of the ceilings is to be read; without a source it is a question, and `source` is None."""

    id: str
    text: Text
    source: Source | None


@dataclass(frozen=True, slots=True)
class PremiumBook:
    """Everything known about the premium: its rules by period (oldest first), conditions and definitions."""

    rules: tuple[PremiumRules, ...]
    conditions: tuple[ConditionText, ...]
    definitions: tuple[Definition, ...]
