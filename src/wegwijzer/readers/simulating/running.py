"""Run a change over a population, batch by batch: who gains, who loses, who becomes undecided, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from wegwijzer.core.advice.assessing import soft_facts
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.simulating.changing import ChangedMeasure
from wegwijzer.core.simulating.effects import Reading, effects, moved_money
from wegwijzer.core.simulating.planning import AFTER, BEFORE, SHARED, SidePlan, part_key, simulation_plans
from wegwijzer.core.simulating.results import BASES, MeasureEffects, Simulation
from wegwijzer.core.simulating.tallying import Tally
from wegwijzer.core.survey.design import Design, Flags, Numbers
from wegwijzer.core.truth import MET
from wegwijzer.readers.firm_table.preparing import Batch
from wegwijzer.readers.firm_table.reading_ahead import read_ahead
from wegwijzer.readers.simulating.columns import Groups, PlannedBatch
from wegwijzer.readers.simulating.opening import open_source, prepare
from wegwijzer.readers.simulating.selecting import Selection
from wegwijzer.readers.simulating.source import Source


def simulate(
    source: Source, changes: Sequence[ChangedMeasure], before: DayCatalogue, after: DayCatalogue
) -> Simulation:
    """Run the changes of one day over a population. Raises InputError with all faults of the population.

    Memory holds a batch at a time; for a survey also a byte or two of each row.
    """
    return _Run(source, changes, before, after).run()


class _Run:
    def __init__(
        self, source: Source, changes: Sequence[ChangedMeasure], before: DayCatalogue, after: DayCatalogue
    ) -> None:
        self._source, self._changes = source, tuple(changes)
        self._days = (before, after)
        self._file = open_source(source, before.catalogue.facts)
        self._together = before.derivation.ceilings == after.derivation.ceilings
        self._tallies: dict[tuple[str, str], Tally] = {}

    def run(self) -> Simulation:
        """From the first batch to the last."""
        selection = Selection(self._source, self._file, self._days[0].catalogue.facts)
        groups: Groups | None = None
        for batch, sides in read_ahead(self._batches()):
            if groups is None:
                groups = Groups(batch.frame, batch.kept)
            within, weight = selection.take(batch)
            codes = groups.of(batch.frame, batch.kept)
            for changed in self._changes:
                self._count(changed, sides, groups, codes, within, weight)
        design = selection.finish()
        return Simulation(selection.counted(), tuple(self._measure(changed, design) for changed in self._changes))

    def _batches(self) -> Iterator[tuple[Batch, tuple[tuple[SidePlan, PlannedBatch], ...]]]:
        days = self._days[:1] if self._together else self._days
        facts = self._days[0].catalogue.facts
        soft = soft_facts(self._days[0].catalogue)
        wide = simulation_plans(self._changes, frozenset(facts), soft, together=self._together)
        prepared = [
            prepare(self._file, self._source, day, plan.facts, with_key=place == 0)
            for place, (day, plan) in enumerate(zip(days, wide, strict=True))
        ]
        plans = simulation_plans(self._changes, prepared[0].known, soft, together=self._together)
        for batches in zip(*(read_ahead(one.batches()) for one in prepared), strict=True):
            sides = tuple(
                (plan, PlannedBatch(batch.frame, plan.layers, plan.tests, tuple(plan.money.values())))
                for plan, batch in zip(plans, batches, strict=True)
            )
            yield batches[0], sides

    def _count(
        self,
        changed: ChangedMeasure,
        sides: tuple[tuple[SidePlan, PlannedBatch], ...],
        groups: Groups,
        codes: dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]],
        within: Flags,
        weight: Numbers | None,
    ) -> None:
        first, last = sides[0], sides[-1]
        keys = {part: part_key(changed, part) for part in (SHARED, BEFORE, AFTER)}
        money = first[1].money(first[0].money.get(keys[BEFORE]), last[0].money.get(keys[AFTER]), last[1])
        moved = moved_money(changed, money)
        statuses = {SHARED: MET, BEFORE: changed.before_status, AFTER: changed.after_status}
        if changed.before_status is changed.after_status:
            statuses = {SHARED: changed.before_status, BEFORE: MET, AFTER: MET}
        for basis in BASES:
            softly = basis == "firm_facts"
            readings = {
                part: Reading.of(
                    [batch.reading(item, softly=softly) for item in plan.criteria[keys[part]]],
                    batch.rows,
                    statuses[part],
                )
                for part, (plan, batch) in ((SHARED, first), (BEFORE, first), (AFTER, last))
            }
            found = effects(changed, readings[SHARED], readings[BEFORE], readings[AFTER], moved)
            tally = self._tallies.get((changed.id, basis))
            if tally is None:
                tally = Tally(changed, groups.groupings, keeps_rows=self._source.drawn.is_survey)
                self._tallies[changed.id, basis] = tally
            tally.add(found, codes, weight, within)

    def _measure(self, changed: ChangedMeasure, design: Design | None) -> MeasureEffects:
        single_psu = self._source.drawn.single_psu
        return MeasureEffects(
            changed,
            {basis: self._tallies[changed.id, basis].results(design, single_psu=single_psu) for basis in BASES},
        )
