"""What a firm wrote in its dossier: texts, work plan, people, costs and partners. Nothing here was written by us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

NOTHING = Decimal(0)


class PartId(Enum):
    """The parts of a dossier, in their order."""

    FIRM = "firm"
    PROBLEM = "problem"
    IDEA = "idea"
    NEW = "new"
    PLAN = "plan"
    PEOPLE = "people"
    COSTS = "costs"
    MARKET = "market"
    PARTNERS = "partners"
    EFFECTS = "effects"
    RISKS = "risks"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a part, a row of its table counted from 1 (0: no row), and a field ("" for the row)."""

    part: PartId
    row: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the work plan. `who` are names of people or partners; `budget` is what the firm says it costs."""

    row: int
    name: str
    begins: date | None = None
    ends: date | None = None
    who: tuple[str, ...] = ()
    result: str = ""
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works on the project. `months` are person-months of full-time work."""

    row: int
    name: str
    role: str = ""
    skills: str = ""
    months: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the cost table, in euro; `package` names a package as the work plan does."""

    row: int
    kind: str = ""
    package: str = ""
    year: int | None = None
    euro: Decimal | None = None
    note: str = ""


class PartnerKind(Enum):
    """What a partner is: the rules count firms and organisations that do research apart."""

    FIRM = "firm"
    RESEARCH = "research"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner. `number` is its enterprise number when that is a good one; `cost` what it bears, in euro."""

    row: int
    name: str
    kind: PartnerKind | None = None
    is_foreign: bool = False
    typed_number: str = ""
    number: str = ""
    role: str = ""
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole dossier as read.

    `texts` are answers by the id of a part or of an extra question. `total` and `year_totals` are what the firm says
    that the project costs in all and in each year; `applies_on` the day on which it means to send its request.
    `unread` are the fields in which something stands that is no day, number or choice.
    """

    firm_name: str = ""
    typed_number: str = ""
    number: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    packages: tuple[Package, ...] = ()
    people: tuple[Member, ...] = ()
    costs: tuple[CostLine, ...] = ()
    partners: tuple[Partner, ...] = ()
    applies_on: date | None = None
    total: Decimal | None = None
    year_totals: Mapping[int, Decimal] = field(default_factory=dict, hash=False)
    unread: tuple[Place, ...] = ()

    @property
    def cost_sum(self) -> Decimal:
        """The sum of the lines of the cost table, in euro."""
        return sum_of(line.euro for line in self.costs)

    @property
    def is_cost_known(self) -> bool:
        """Whether there are cost lines and each has an amount."""
        return bool(self.costs) and all(line.euro is not None for line in self.costs)

    @property
    def begins(self) -> date | None:
        """The first day of the first package that has one."""
        return min((package.begins for package in self.packages if package.begins), default=None)

    @property
    def ends(self) -> date | None:
        """The last day of the last package that has one."""
        return max((package.ends for package in self.packages if package.ends), default=None)


def sum_of(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of amounts in euro; one that is not known adds nothing."""
    return sum((amount for amount in amounts if amount is not None), start=NOTHING)


def same_name(name: str) -> str:
    """A name as it is compared: without capitals and double spaces."""
    return " ".join(name.split()).casefold()


def sums_by_package(costs: Iterable[CostLine]) -> dict[str, Decimal]:
    """The sum of cost lines by package, under the name as it is compared; "" for lines without one."""
    sums: dict[str, Decimal] = {}
    for line in costs:
        key = same_name(line.package)
        sums[key] = sums.get(key, NOTHING) + (line.euro or NOTHING)
    return sums


def sums_by_kind(costs: Iterable[CostLine]) -> dict[str, Decimal]:
    """The sum of cost lines by kind."""
    sums: dict[str, Decimal] = {}
    for line in costs:
        sums[line.kind] = sums.get(line.kind, NOTHING) + (line.euro or NOTHING)
    return sums


def sums_by_year(costs: Iterable[CostLine]) -> dict[int | None, Decimal]:
    """The sum of cost lines by year; None for lines without one."""
    sums: dict[int | None, Decimal] = {}
    for line in costs:
        sums[line.year] = sums.get(line.year, NOTHING) + (line.euro or NOTHING)
    return sums
