"""Run a change over a population, batch by batch: who gains, who loses, who becomes undecided, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from wegwijzer.core.advice.assessing import soft_facts
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.simulating.changing import ChangedMeasure
from wegwijzer.core.simulating.effects import Reading, effects, moved_money
from wegwijzer.core.simulating.planning import AFTER, BEFORE, SHARED, SidePlan, part_key, simulation_plans
from wegwijzer.core.simulating.results import BASES, MeasureEffects, Simulation
from wegwijzer.core.simulating.tallying import Codes, Tally
from wegwijzer.core.survey.design import Design, Flags, Numbers
from wegwijzer.core.truth import MET
from wegwijzer.readers.firm_table.preparing import Batch
from wegwijzer.readers.firm_table.reading_ahead import read_ahead
from wegwijzer.readers.simulating.columns import Groups, PlannedBatch, read_planned
from wegwijzer.readers.simulating.distinct import Times, distinct
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


@dataclass(frozen=True, slots=True)
class CountedRows:
    """Rows of a batch by the plan of each side, with what groups them. `times`: how many firms each row is.

    Rows not `within` count for nothing, but stay part of a survey's design.
    """

    sides: Sequence[tuple[SidePlan, PlannedBatch]]
    grouped: tuple[pl.DataFrame, pl.DataFrame]
    within: Flags | None
    weight: Numbers | None
    times: Times | None


def _planned(read: Sequence[tuple[SidePlan, pl.DataFrame]], rows: int) -> list[tuple[SidePlan, PlannedBatch]]:
    return [(plan, PlannedBatch(side, rows)) for plan, side in read]


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
        for rows in read_ahead(self._rows(selection)):
            if groups is None:
                groups = Groups(*rows.grouped)
            codes = groups.of(*rows.grouped)
            for changed in self._changes:
                self._count(changed, rows, groups, codes)
        design = selection.finish()
        return Simulation(selection.counted(), tuple(self._measure(changed, design) for changed in self._changes))

    def _rows(self, selection: Selection) -> Iterator[CountedRows]:
        """Batch by batch what is to be counted: each kind of row once, or all rows of a survey, for its errors."""
        is_survey = self._source.drawn.is_survey
        for batch, read in self._batches():
            within, weight = selection.take(batch)
            grouped = Groups.columns(batch.frame, batch.kept)
            if is_survey or weight is not None:
                yield CountedRows(_planned(read, batch.frame.height), grouped, within, weight, None)
                continue
            (*sides, frame, kept), times = distinct([*(side for _, side in read), *grouped], within)
            plans = [plan for plan, _ in read]
            yield CountedRows(
                _planned(list(zip(plans, sides, strict=True)), len(times)), (frame, kept), None, None, times
            )

    def _batches(self) -> Iterator[tuple[Batch, list[tuple[SidePlan, pl.DataFrame]]]]:
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
            yield (
                batches[0],
                [
                    (plan, read_planned(batch.frame, plan.layers, plan.tests, tuple(plan.money.values())))
                    for plan, batch in zip(plans, batches, strict=True)
                ],
            )

    def _count(self, changed: ChangedMeasure, rows: CountedRows, groups: Groups, codes: Mapping[str, Codes]) -> None:
        first, last = rows.sides[0], rows.sides[-1]
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
            tally.add(found, codes, rows.weight, rows.within, rows.times)

    def _measure(self, changed: ChangedMeasure, design: Design | None) -> MeasureEffects:
        single_psu = self._source.drawn.single_psu
        return MeasureEffects(
            changed,
            {basis: self._tallies[changed.id, basis].results(design, single_psu=single_psu) for basis in BASES},
        )
