"""What may be published of a table: the rules, why a cell is hidden, and how well a hidden cell must be protected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class Reason(Enum):
    """Why a cell is hidden. The value is the name in files."""

    MINIMUM_COUNT = "minimum_count"
    DOMINANCE = "dominance"
    P_PERCENT = "p_percent"
    SECONDARY = "secondary"

    @property
    def is_primary(self) -> bool:
        """Whether the cell itself is sensitive; a secondary one only protects another."""
        return self is not Reason.SECONDARY


@dataclass(frozen=True, slots=True)
class Dominance:
    """A cell is sensitive when its `largest` contributors together give more than `percent` of its value."""

    largest: int
    percent: float


@dataclass(frozen=True, slots=True)
class DisclosureRules:
    """The rules of a publication; `data/disclosure.yaml` tells where each value comes from.

    `minimum_count`: a cell with at least one firm and fewer than this is sensitive, and a reader must be left with at
    least this many possible counts for it. `dominance` and `p_percent` are about values, such as turnover: by the
    second, a cell is sensitive when its second contributor can estimate the first to within that percentage.
    `weight_dominance` is about weights: a cell is sensitive when its largest weights are more than that percentage of
    their sum, for its share then tells of one or two firms. See `for_weights`.
    `value_percent`: how far, in percent of the value, the value of a cell below the minimum must stay unknown, both
    ways. `zeros_are_known`: empty cells are shown as 0, so that a reader knows that a hidden cell is not empty.
    `margin_weight`: how much dearer hiding a margin is than hiding an inner cell. `rounding_step`: round what is
    published to multiples of this. `publish_reasons`: tell readers which rule hid a cell; they then know more, and the
    auditor reckons with it.
    """

    minimum_count: int = 5
    dominance: Dominance | None = None
    p_percent: float | None = None
    value_percent: float = 10.0
    zeros_are_known: bool = True
    margin_weight: float = 5.0
    rounding_step: int | None = None
    publish_reasons: bool = False
    weight_dominance: Dominance | None = None

    def for_weights(self, minimum_count: int) -> DisclosureRules:
        """The rules for tables whose values are sums of weights; a weight is no secret, so `p_percent` is left out."""
        return replace(self, minimum_count=minimum_count, dominance=self.weight_dominance, p_percent=None)


@dataclass(frozen=True, slots=True)
class Protection:
    """What must stay unknown of a number: at least `width` in all, and `below` and `above` the true one."""

    width: float = 0.0
    below: float = 0.0
    above: float = 0.0


HIDDEN = Protection(width=1.0)
"""What every hidden count gets: at least one other possible count, or hiding it is a sham."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a hidden cell may have as far as readers can tell; `high` is infinite without a limit."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the ends are."""
        return self.high - self.low

    def gives(self, protection: Protection, true: float) -> bool:
        """Whether a number is as unknown as it must be; allows for the rounding of floating-point numbers."""
        slack = 1e-6 * max(1.0, abs(true))
        return (
            self.width >= protection.width - slack
            and true - self.low >= protection.below - slack
            and self.high - true >= protection.above - slack
        )
