"""What a scan says of a whole population: per measure the verdicts, what blocks, and what is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wegwijzer.core.scanning.planning import MeasurePlan, ScanPlan
from wegwijzer.core.truth import NOT_MET, UNKNOWN


@dataclass(slots=True)
class MeasureCount:
    """Firms of one measure by verdict; by criterion how many it blocks and for how many it is open.

    `waits` is by base fact the number of undecided firms that wait for it. The amounts are sums over the firms that are
    not refused, in euro; `unlimited` counts those without a known most. None of it where amounts are not asked for.
    """

    met: int = 0
    not_met: int = 0
    unknown: int = 0
    blocking: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    waits: dict[str, int] = field(default_factory=dict)
    amount_min_eur: float = 0.0
    amount_max_eur: float = 0.0
    unlimited: int = 0


class ScanSummary:
    """Counts of a scan, to which batches are added."""

    def __init__(self, plan: ScanPlan) -> None:
        self.plan = plan
        self.firms = 0
        self.measures = {measure.id: _empty(measure) for measure in plan.measures}

    def add(self, firms: int, counts: Mapping[str, MeasureCount]) -> None:
        """Take over the counts of a batch."""
        self.firms += firms
        for measure_id, count in counts.items():
            total = self.measures[measure_id]
            total.met += count.met
            total.not_met += count.not_met
            total.unknown += count.unknown
            total.blocking = [a + b for a, b in zip(total.blocking, count.blocking, strict=True)]
            total.missing = [a + b for a, b in zip(total.missing, count.missing, strict=True)]
            for fact, firms_waiting in count.waits.items():
                total.waits[fact] += firms_waiting
            total.amount_min_eur += count.amount_min_eur
            total.amount_max_eur += count.amount_max_eur
            total.unlimited += count.unlimited

    @property
    def decides(self) -> dict[str, int]:
        """By base fact, how many open verdicts (firm and measure) wait for it; the most waited for first."""
        found: dict[str, int] = {}
        for count in self.measures.values():
            for fact, firms in count.waits.items():
                found[fact] = found.get(fact, 0) + firms
        return dict(sorted(found.items(), key=lambda item: -item[1]))


def verdict_counts(plan: MeasurePlan, *, held: int, refused: int, firms: int) -> tuple[int, int, int]:
    """Firms met, not met and unknown, from how many meet every criterion and how many are refused by one."""
    if plan.status is NOT_MET:
        return 0, firms, 0
    if plan.status is UNKNOWN:
        return 0, refused, firms - refused
    return held, refused, firms - held - refused


def _empty(measure: MeasurePlan) -> MeasureCount:
    places = len(measure.criteria)
    return MeasureCount(blocking=[0] * places, missing=[0] * places, waits=dict.fromkeys(measure.waits, 0))
