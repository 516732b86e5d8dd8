"""What a firm plans to do: actions with their days, costs and details, before any rule is applied to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wegwijzer.core.band import NOTHING, Band
from wegwijzer.core.firm.facts import FactValue, Text
from wegwijzer.core.firm.profile import Profile

RESEARCH_PARTNERS = ("university", "university_college", "research_centre")
SCHOOLS = ("university", "university_college")
PARTNER_KINDS = (*RESEARCH_PARTNERS, "firm", "other")
"""`firm` is an independent enterprise; one of the same group is no partner."""


@dataclass(frozen=True, slots=True)
class CostKind:
    """A kind of cost. `is_outsourced`: work of others; `is_staff`: wages."""

    id: str
    label: Text
    is_outsourced: bool = False
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class CostSum:
    """A money fact of the catalogue as the sum of kinds of cost, for rules that hold from `valid_from` on."""

    fact: str
    costs: tuple[str, ...]
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class ActionKind:
    """A kind of action: its costs, how rules read it, and what follows from it.

    `planned_action` is the option of the fact of that name; `also` are measures that take this kind beside those that
    name that option; `facts` what is known of every action of this kind.
    """

    id: str
    label: Text
    planned_action: str
    costs: tuple[str, ...]
    sums: tuple[CostSum, ...]
    also: tuple[str, ...] = ()
    facts: Mapping[str, FactValue] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Partner:
    """Who takes part beside the firm; `share_pct` of the costs of the whole project that it bears."""

    kind: str
    share_pct: Decimal | None = None
    is_sme: bool | None = None
    country: str = "BE"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Researchers:
    """Researchers with one kind of diploma; per person and year, for the time spent on the research.

    `withholding_tax_eur` is the tax withheld on their pay; `gross_pay_eur` that pay. One of the two may be absent.
    """

    diploma: str | None
    number: Decimal
    withholding_tax_eur: Band | None = None
    gross_pay_eur: Band | None = None


@dataclass(frozen=True, slots=True)
class Income:
    """What one year brings in from a right, and what the right has cost.

    Euro of one income year: `gross_eur`, `costs_eur` of research in that year, or `net_eur` at once. Euro since
    the research began, for the nexus fraction: `own_eur`, `unrelated_eur` and `related_eur` (work by independent or by
    linked enterprises) and `acquired_eur`.
    """

    year: int
    received_on: date | None = None
    gross_eur: Band | None = None
    costs_eur: Band | None = None
    net_eur: Band | None = None
    own_eur: Band | None = None
    unrelated_eur: Band | None = None
    related_eur: Band | None = None
    acquired_eur: Band | None = None

    @property
    def day(self) -> date:
        """The day whose rules count: that of receipt, else the last of the year."""
        return self.received_on or date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea that is rewarded: how many persons, the premium each, and the gross pay for a month of the least paid."""

    persons: Decimal
    premium_eur: Band
    monthly_gross_wage_eur: Band | None = None


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One action of a plan; `partners` is None while nobody said who takes part, and empty when nobody else does.

    `facts` are facts of the catalogue, and win from what follows from the rest.
    """

    id: str
    kind: ActionKind
    start: date
    end: date
    name: str = ""
    costs: Mapping[str, Band] = field(default_factory=dict, hash=False)
    apply_on: date | None = None
    invested_on: date | None = None
    notified_on: date | None = None
    partners: tuple[Partner, ...] | None = None
    researchers: tuple[Researchers, ...] = ()
    incomes: tuple[Income, ...] = ()
    ideas: tuple[Idea, ...] = ()
    facts: Mapping[str, FactValue] = field(default_factory=dict, hash=False)

    def cost(self, kinds: Iterable[str] | None = None) -> Band:
        """The sum of some kinds of cost, in euro; of all of them without `kinds`."""
        wanted = self.costs if kinds is None else [kind for kind in kinds if kind in self.costs]
        total = NOTHING
        for kind in wanted:
            total = total.plus(self.costs[kind])
        return total

    @property
    def order(self) -> tuple[date, str]:
        """Its place in time, which does not depend on the order in which actions were entered."""
        return self.start, self.id


@dataclass(frozen=True, slots=True)
class Received:
    """Support of a measure that the firm already received in a calendar year."""

    measure: str
    year: int
    eur: Band


@dataclass(frozen=True, slots=True)
class Plan:
    """A firm with its actions; `assumptions` are the values that the user gave, by id."""

    firm: Profile
    actions: tuple[PlannedAction, ...]
    assumptions: Mapping[str, Band | bool] = field(default_factory=dict, hash=False)
    received: tuple[Received, ...] = ()

    @property
    def in_time(self) -> tuple[PlannedAction, ...]:
        """The actions by start."""
        return tuple(sorted(self.actions, key=lambda action: action.order))
