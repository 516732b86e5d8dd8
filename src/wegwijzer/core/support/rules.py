"""How a measure is valued: which formula, which day decides its version, what is shared. Figures stay in the measures.

A figure that only the researched text of a version holds is read there by its path, so that no number stands twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from wegwijzer.core.catalogue.measure import Version
from wegwijzer.core.duties.rules import Kind, MeasureDuties, Side
from wegwijzer.core.duties.terms import Anchor, Unit, last_day
from wegwijzer.core.premium.rules import PremiumRules
from wegwijzer.core.support.actions import ActionKind, CostKind
from wegwijzer.core.support.assumptions import AssumptionDefinition


class Formula(Enum):
    """The calculations there are."""

    GRANT = "grant"
    RESEARCHERS = "researchers"
    PREMIUM = "premium"
    INCOME = "income"
    INVESTMENT = "investment"


class CountsOn(Enum):
    """Which day decides the version: of the application, the investment, the pay, the income year, or the award."""

    APPLICATION = "application"
    INVESTMENT = "investment"
    PAY = "pay"
    INCOME = "income"
    AWARD = "award"


@dataclass(frozen=True, slots=True)
class SharedCeiling:
    """A ceiling in a calendar year over some parts of an amount; `figure` names the documented number."""

    parts: tuple[str, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """How one measure is valued.

    `applies_at_start`: without a day of application the start is taken, not the day asked. `counted_in`: valued as part
    of another measure. `figures`: paths of documented figures, the first that a version has counts. `left_out`: parts
    of the amount that are no support (capital for shares). `excludes`: measures that cannot go with it on the same
    cost. `spread_categories`: investments that may be deducted with their depreciation. `less_exempt_tax_from`: from
    that day, withholding tax that was kept does not count in the investment. `surcharges_unknown`: there were
    surcharges that no source gives. `is_de_minimis`: whether it is small aid; None where no source says.
    """

    measure: str
    formula: Formula
    counts_on: CountsOn
    applies_at_start: bool = False
    counted_in: str | None = None
    figures: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    left_out: tuple[str, ...] = ()
    shared: tuple[SharedCeiling, ...] = ()
    excludes: tuple[str, ...] = ()
    spread_categories: tuple[str, ...] = ()
    less_exempt_tax_from: date | None = None
    surcharges_unknown: bool = False
    is_de_minimis: bool | None = None

    def figure(self, version: Version, name: str) -> Decimal | None:
        """A documented figure of a version, or None where it documents none."""
        for path in self.figures.get(name, ()):
            found: object = version.documented
            for key in path.split("."):
                found = found.get(key) if isinstance(found, Mapping) else None
            if isinstance(found, int | Decimal) and not isinstance(found, bool):
                return Decimal(found)
        return None


@dataclass(frozen=True, slots=True)
class CountedFact:
    """A fact that counts how many actions of some kinds came before in the same calendar year."""

    fact: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SupportRules:
    """Everything that valuing a plan needs beside the catalogue.

    `duties` tell when a project may start, `premium` the ceilings of the innovation premium.
    """

    cost_kinds: Mapping[str, CostKind]
    action_kinds: Mapping[str, ActionKind]
    measures: Mapping[str, MeasureRule]
    assumptions: Mapping[str, AssumptionDefinition]
    counted: tuple[CountedFact, ...] = ()
    duties: Mapping[str, MeasureDuties] = field(default_factory=dict)
    premium: tuple[PremiumRules, ...] = ()

    def earliest_start(self, measure: str, applied_on: date) -> date | None:
        """The first day on which a project may start after an application; None where no term is documented."""
        duties = self.duties.get(measure)
        for duty in duties.duties if duties else ():
            period = duty.on(applied_on)
            term = period.term if period else None
            is_start = duty.kind is Kind.START and duty.side is Side.FROM
            if is_start and term and term.anchor is Anchor.REQUEST and term.unit is not Unit.WORKING_DAYS:
                return last_day(term, applied_on, frozenset())
        return None
