"""One measure for one planned action: what choosing a combination starts from.

Euro are exact and whole cents; `euro` is what is in reach for the action on its own, before a ceiling that several
options share. What no source documents is None, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.period import Period

CENT = Decimal("0.01")
MOST_EURO = Decimal(100_000_000)
"""The most that one cost or one sum of support may be; more is taken for a slip of the pen."""


class OptionKind(Enum):
    """Money paid out, or tax not paid."""

    GRANT = "grant"
    TAX = "tax"


class Paper(Enum):
    """How much work a file takes, the least first."""

    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"


class FilingRule(Enum):
    """When a file must be in, seen from the start of the action."""

    ANY_TIME = "any_time"
    BEFORE_START = "before_start"
    """At the latest on the day before the start."""
    MONTH_BEFORE_START = "month_before_start"
    """Costs count from the first day of the month after filing: at the latest in the month before the start."""
    WITHIN_DAYS_AFTER_START = "within_days_after_start"
    """At the latest `Filing.days` days after the start."""


@dataclass(frozen=True, slots=True)
class Filing:
    """When the file must be in; `windows` are the days on which files are taken at all (none: always)."""

    rule: FilingRule = FilingRule.ANY_TIME
    days: int = 0
    windows: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """The part of a cost of the plan that the measure accepts, in euro; `id` is that of the cost in the plan.

    `support_eur` is the part of the option's highest support that rests on it; None shares it out in proportion.
    """

    id: str
    eligible_eur: Decimal
    support_eur: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """A ceiling that several options share: together at most so many euro, or so many files.

    Options name the same `id` where they share one, such as "kmo-portefeuille:2026". `since`, `until` tell the days
    that it spans, for the text.
    """

    id: str
    limit_eur: Decimal | None = None
    limit_files: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One measure for one action, with what decides whether it goes together with others.

    `euro_low`, `euro_high`: support in reach, equal where all facts are known. `is_de_minimis` is None where no source
    says so. `max_intensity_pct`: the most aid that the rules of the measure allow on its costs, in per cent.
    `lead_days`: days from filing to the decision. `notice_by`: the last day to give notice, where one comes before the
    start; None with `notice_before_start` means the day before the start. `variant` tells apart several ways in which
    one measure takes an action (a category of the investment deduction); they exclude each other on the same cost.
    `is_lowered`: what another measure lowers it by is in its amount already, for the plan says how much.
    `is_sure` is False while it is open whether the firm qualifies, or whether the measure takes files.
    """

    action: str
    measure: str
    kind: OptionKind
    euro_low: Decimal
    euro_high: Decimal
    start: date
    end: date
    paper: Paper
    costs: tuple[Cost, ...] = ()
    is_de_minimis: bool | None = False
    max_intensity_pct: Decimal | None = None
    pools: tuple[Pool, ...] = ()
    lead_days: int | None = None
    filing: Filing = Filing()
    notice_before_start: bool = False
    notice_by: date | None = None
    variant: str = ""
    is_sure: bool = True
    is_lowered: bool = False

    @property
    def id(self) -> str:
        """The action, the measure, and the way where there are several."""
        return ":".join(part for part in (self.action, self.measure, self.variant) if part)

    @property
    def is_exact(self) -> bool:
        """Whether its euro are known to the cent."""
        return self.euro_low == self.euro_high

    def shares_cost_with(self, other: Option) -> bool:
        """Whether both rest on at least one cost."""
        return not {cost.id for cost in self.costs}.isdisjoint(cost.id for cost in other.costs)


def checked(options: Iterable[Option]) -> tuple[Option, ...]:
    """The options in one order, whatever the order of entry. Raises InputError with all faults."""
    ordered = tuple(sorted(options, key=lambda option: option.id))
    faults = [fault for option in ordered for fault in _faults(option)]
    twins = sorted({one.id for one, other in pairwise(ordered) if one.id == other.id})
    faults += [Fault(twin, "is given twice.", "each measure once for an action, or another variant.") for twin in twins]
    pools: dict[str, Pool] = {}
    for option in ordered:
        for pool in option.pools:
            if pools.setdefault(pool.id, pool) != pool:
                problem = f'knows the ceiling "{pool.id}" otherwise than another option.'
                faults.append(Fault(option.id, problem, "one ceiling, the same wherever it is shared."))
    if faults:
        raise InputError(faults)
    return ordered


def _faults(option: Option) -> Iterator[Fault]:
    if not 0 <= option.euro_low <= option.euro_high <= MOST_EURO:
        problem = f"from {option.euro_low} to {option.euro_high} euro is no support."
        yield Fault(option.id, problem, f"0 euro or more, the least first, at most {MOST_EURO:,} euro.")
    if option.end < option.start:
        yield Fault(option.id, f"ends on {option.end}, before it starts.", f"a day from {option.start} on.")
    if option.lead_days is not None and option.lead_days < 0:
        yield Fault(option.id, f"{option.lead_days} days to the decision.", "0 days or more.")
    if option.max_intensity_pct is not None and not 0 <= option.max_intensity_pct <= 100:
        yield Fault(option.id, f"an intensity of {option.max_intensity_pct} %.", "0 to 100 %.")
    for cost in option.costs:
        if not 0 < cost.eligible_eur <= MOST_EURO:
            problem = f"a cost {cost.id} of {cost.eligible_eur} euro."
            yield Fault(option.id, problem, f"more than 0 euro, at most {MOST_EURO:,} euro.")
    if len({cost.id for cost in option.costs}) < len(option.costs):
        yield Fault(option.id, "names a cost twice.", "each cost once.")
    for pool in option.pools:
        if (pool.limit_eur is not None and pool.limit_eur < 0) or (
            pool.limit_files is not None and pool.limit_files < 0
        ):
            yield Fault(option.id, f'the ceiling "{pool.id}" is negative.', "0 or more.")
