"""What the reach of measures comes to: rates with intervals, and who is left out, comes back, or waits.

A figure that may not be published is not here: it is None, so that no page or file can show it by mistake. Counts are
of firms unless said otherwise; shares lie from 0 to 1, their intervals are of 95 % unless said otherwise.
docs/how-reach-is-measured.md defines each figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure between its ends; None where it cannot be told."""

    value: float | None
    low: float | None = None
    high: float | None = None


UNTOLD = Interval(None)
"""A figure that cannot be told."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many, as a share.

    `of` need not be whole where weights stand for firms; `of_error` is its standard error where it was estimated from
    a survey, and 0 where it was counted. `share` is untold where nobody could have been counted, and where a survey
    finds fewer firms than there are users.
    """

    count: int
    of: float
    share: Interval
    of_error: float = 0.0


class Standing(Enum):
    """How a class of firms stands to all others; UNCLEAR where the interval of the difference holds nil."""

    BELOW = "below"
    ABOVE = "above"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class ReachCell:
    """A class of firms: how many of them are reached, and how that differs from all others together.

    `rate` is None where it is hidden, and then `difference` and `standing` are too. `difference` is the share of this
    class less that of the others; its interval is widened for the number of classes compared (Bonferroni).
    """

    category: str
    rate: Rate | None
    difference: Interval | None = None
    standing: Standing | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether the cell may not be shown."""
        return self.rate is None


@dataclass(frozen=True, slots=True)
class ReachBy:
    """Reach by one dimension. `unplaced` counts users whose class is not known; None where that is hidden."""

    dimension: str
    cells: tuple[ReachCell, ...]
    unplaced: int | None = 0


@dataclass(frozen=True, slots=True)
class MeasureReach:
    """One measure in one year, by each dimension; `whole` is None where it is hidden."""

    measure: str
    whole: Rate | None
    by: tuple[ReachBy, ...] = ()


@dataclass(frozen=True, slots=True)
class YearReach:
    """One year: firms that used any measure, and how many of them for the first time.

    `first` and `again` are shares of the users; None where hidden, or (`has_past` false) in the first year of the
    file, when nobody can have come back. First time means: in no earlier year of the file.
    """

    year: int
    whole: Rate | None
    first: Rate | None
    again: Rate | None
    has_past: bool


@dataclass(frozen=True, slots=True)
class NextUse:
    """How likely use in a year is by what a firm used before (the Matthew effect).

    `group` is `never`, `before` (in any earlier year), `last_year`, or `once`, `twice`, `more` (years of use before).
    """

    group: str
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class Matthew:
    """Next use by past use in one year; `years_back` is how far the file looks back.

    `times` says how many times likelier use is after earlier use than without; `times_alike` the same among firms
    alike in `alike` (Mantel-Haenszel). Both are None where hidden, untold where they cannot be worked out.
    """

    year: int
    years_back: int
    groups: tuple[NextUse, ...]
    times: Interval | None
    times_alike: Interval | None
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a Lorenz curve: the share of firms from the smallest up, and what these have of the whole."""

    firms: float
    share: float


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly something is spread over the firms that have any of it.

    `what` is `amount` (euro) or `uses` (years and measures used). `gini_all` counts the firms without any as having
    nil; untold without a population. `curve` has so few points that each step holds enough firms. `total` is None
    where hidden.
    """

    what: str
    first_year: int
    last_year: int
    firms: int | None
    total: float | None
    gini: Interval | None
    gini_all: Interval | None
    top_tenth: Interval | None
    curve: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How often a need stayed unmet for a reason, and its share of all; `detail` is "" for the reason as a whole.

    `count` counts events, not firms, and is None where it is hidden.
    """

    reason: str
    detail: str
    count: int | None
    share: Interval | None


@dataclass(frozen=True, slots=True)
class Unmet:
    """Needs that stayed unmet in a year; `total` is None where there are too few to tell anything."""

    year: int
    total: int | None
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True, slots=True)
class WaitingPoint:
    """The share of referrals that have had a reply after so many days."""

    days: float
    replied: Interval


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many referrals ended so; `open` where they have not ended. `count` is None where hidden."""

    outcome: str
    count: int | None
    share: Interval | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long referrals wait for a first reply, those still waiting counted for as long as they have waited.

    Kaplan and Meier's estimate; `median` has no high end while fewer than half of the referrals surely had a reply.
    Everything is None or empty where there are too few referrals.
    """

    year: int
    referrals: int | None
    still_waiting: int | None
    median: Interval | None
    within: tuple[WaitingPoint, ...] = ()
    curve: tuple[WaitingPoint, ...] = ()
    outcomes: tuple[OutcomeCount, ...] = ()


@dataclass(frozen=True)
class Reach:
    """The reach of one year, all that is asked of it; what was not given is None or empty.

    `trend` holds every year up to this one, `measures` each measure in this year. `least` is the smallest count shown,
    `compared` the number of classes that the intervals of differences allow for. `hidden` counts hidden cells;
    `absent` names the dimensions that only one of the files knows.
    """

    year: int
    is_synthetic: bool
    is_survey: bool
    least: int
    compared: int
    hidden: int
    whole: Rate | None
    by: tuple[ReachBy, ...]
    trend: tuple[YearReach, ...]
    measures: tuple[MeasureReach, ...]
    matthew: Matthew | None
    concentration: tuple[Concentration, ...]
    unmet: Unmet | None = None
    waiting: Waiting | None = None
    absent: tuple[str, ...] = ()
