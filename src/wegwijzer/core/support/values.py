"""What one measure is worth for one action: an amount, how it came about, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from wegwijzer.core.advice.assessing import Assessment
from wegwijzer.core.band import NOTHING, Band
from wegwijzer.core.catalogue.measure import Measure, Version
from wegwijzer.core.catalogue.vocabulary import SharedRule
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.core.support.actions import PlannedAction
from wegwijzer.core.support.assumptions import Assumption
from wegwijzer.core.support.rules import CountsOn
from wegwijzer.core.support.steps import Step
from wegwijzer.core.truth import MET, NOT_MET, Verdict


class Nature(Enum):
    """What the euro are.

    GRANT: money received. KEPT_TAX: withholding tax that the firm keeps. DEDUCTION: off the taxable profit. CREDIT: off
    the tax, after multiplying with the tax rate. EXEMPT_PAY: pay free of tax and contributions.
    """

    GRANT = "grant"
    KEPT_TAX = "kept_tax"
    DEDUCTION = "deduction"
    CREDIT = "credit"
    EXEMPT_PAY = "exempt_pay"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportValue:
    """One measure for one action.

    `day` decided the version. `if_granted` is the euro of its nature when the verdict turns out well, `alone` the same
    before ceilings that other actions of the plan share; `by_year` splits `if_granted` over calendar years where the
    rule does so. `ceilings` are those of the year that other actions share. `cash` is what it puts in the firm's purse,
    `after_tax` what the tax leaves of it; None while an assumption that it needs is open. `excludes` are (measure,
    variant) that cannot go with it; variant "" means all.
    """

    action: PlannedAction
    measure: Measure
    version: Version
    variant: str
    counts_on: CountsOn
    day: date
    assessment: Assessment
    picture: FirmPicture
    rules: Mapping[str, SharedRule] = field(hash=False, repr=False)
    verdict: Verdict
    nature: Nature
    if_granted: Band
    alone: Band
    by_year: Mapping[int, Band] = field(default_factory=dict, hash=False)
    cash: Band | None = None
    after_tax: Band | None = None
    steps: tuple[Step, ...] = ()
    excludes: tuple[tuple[str, str], ...] = ()
    ceilings: tuple[YearCeiling, ...] = ()

    @property
    def support(self) -> Band:
        """What can be counted on: nothing when refused, from nothing up while the verdict is open."""
        return certain(self.if_granted, self.verdict)

    @property
    def is_refused(self) -> bool:
        """Whether nothing comes of it: the firm may not have it, or these costs give nothing."""
        return self.verdict is NOT_MET or self.if_granted == NOTHING

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that could still decide it."""
        return self.assessment.missing


class YearCeiling(NamedTuple):
    """A ceiling of a calendar year: "" for the whole measure, else the part or group of parts it is for."""

    name: str
    limit: Band


class NotInForce(NamedTuple):
    """A measure for such actions that no version covers on the day that counts."""

    action: PlannedAction
    measure: Measure
    day: date

    @property
    def is_over(self) -> bool:
        """Whether it existed before that day."""
        return any(version.period.valid_from < self.day for version in self.measure.versions)


class Notice(NamedTuple):
    """Something to be told about an action: that its days lie in the past."""

    rule: str
    action: PlannedAction


@dataclass(frozen=True, slots=True)
class PlanValue:
    """A plan with what each measure is worth for each of its actions, by start of the action.

    `counted_in` names measures that are valued as part of another one.
    """

    on: date
    actions: tuple[PlannedAction, ...]
    values: tuple[SupportValue, ...]
    not_in_force: tuple[NotInForce, ...]
    assumptions: tuple[Assumption, ...]
    notices: tuple[Notice, ...]

    def of(self, action_id: str) -> tuple[SupportValue, ...]:
        """The values of one action."""
        return tuple(value for value in self.values if value.action.id == action_id)


def certain(worth: Band, verdict: Verdict) -> Band:
    """A worth as far as its verdict allows to count on it."""
    if verdict is MET:
        return worth
    return NOTHING if verdict is NOT_MET else worth.hull(NOTHING)
