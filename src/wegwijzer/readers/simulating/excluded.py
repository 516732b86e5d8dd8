"""Which criterion keeps whom out of the measures of a day, over a population, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from wegwijzer.core.advice.assessing import soft_facts, verdict_of_status
from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.catalogue.measure import NamedCriterion
from wegwijzer.core.scanning.compiling import Compiler, Layers
from wegwijzer.core.scanning.planning import measures_to_scan
from wegwijzer.core.simulating.excluding import (
    NEAR,
    CriterionRows,
    ExclusionTally,
    has_near,
    relaxed,
    scaled,
)
from wegwijzer.core.simulating.planning import CriterionColumns, criterion_columns
from wegwijzer.core.simulating.results import Excluded
from wegwijzer.core.survey.design import Flags
from wegwijzer.core.truth import MET, NOT_MET
from wegwijzer.readers.firm_table.preparing import Batch
from wegwijzer.readers.firm_table.reading_ahead import read_ahead
from wegwijzer.readers.simulating.columns import PlannedBatch, read_planned
from wegwijzer.readers.simulating.opening import open_source, prepare
from wegwijzer.readers.simulating.selecting import Selection
from wegwijzer.readers.simulating.source import Source

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Side:
    """The criteria of all measures on one prepared population; `is_relaxed` where their numbers are looser."""

    day: DayCatalogue
    is_relaxed: bool


def exclusions(source: Source, day: DayCatalogue, measures: Sequence[str] = ()) -> Excluded:
    """Who is kept out by what, for some measures of the day or all that are not closed.

    Raises InputError with all faults of the population, UnknownEntryError for a measure that there is not.
    """
    asked = measures_to_scan(day, measures)
    if not measures:
        asked = tuple(
            item for item in asked if verdict_of_status(item.version) is not NOT_MET and item.version.criteria
        )
    return _Run(source, day, asked).run()


class _Run:
    def __init__(self, source: Source, day: DayCatalogue, measures: Sequence[MeasureOnDay]) -> None:
        self._source, self._day, self._measures = source, day, measures
        self._facts = day.catalogue.facts
        self._file = open_source(source, self._facts)
        tests = [item.test for measure in measures for item in measure.version.criteria]
        self._sides = [_Side(day, False), _Side(day, True)]
        if any(fact == "size_class" for test in tests for fact in test.facts()):
            self._sides = [
                _Side(day, False),
                *(_Side(_with_ceilings(day, share), True) for share in (_ONE + NEAR, _ONE - NEAR)),
            ]
        self._near = {
            measure.measure.id: frozenset(
                item.id for item in measure.version.criteria if has_near(item.test, self._facts)
            )
            for measure in measures
        }

    def run(self) -> Excluded:
        """From the first batch to the last."""
        selection = Selection(self._source, self._file, self._facts)
        tallies = [
            ExclusionTally(
                item.measure.id,
                tuple(criterion.id for criterion in item.version.criteria),
                self._near[item.measure.id],
                verdict_of_status(item.version) is MET,
                self._source.drawn.is_survey,
            )
            for item in self._measures
        ]
        for batch, planned in read_ahead(self._batches()):
            within, weight = selection.take(batch)
            for item, tally in zip(self._measures, tallies, strict=True):
                rows = [
                    self._rows(item.measure.id, place, criterion, planned)
                    for place, criterion in enumerate(item.version.criteria)
                ]
                tally.add(rows, within, weight)
        design = selection.finish()
        single_psu = self._source.drawn.single_psu
        return Excluded(selection.counted(), tuple(tally.result(design, single_psu=single_psu) for tally in tallies))

    def _rows(
        self, measure: str, place: int, criterion: NamedCriterion, planned: Sequence[tuple[_Columns, PlannedBatch]]
    ) -> CriterionRows:
        (columns, batch), *looser = planned
        item = columns[measure][place]
        near: Flags | None = None
        if criterion.id in self._near[measure]:
            near = np.zeros(batch.rows, np.bool_)
            for other_columns, other in looser:
                near |= other.reading(other_columns[measure][place], softly=False).met
        return CriterionRows(criterion.id, batch.reading(item, softly=False), batch.reading(item, softly=True), near)

    def _batches(self) -> Iterator[tuple[Batch, list[tuple[_Columns, PlannedBatch]]]]:
        wide = [self._compiled(side, frozenset(self._facts)) for side in self._sides]
        prepared = [
            prepare(self._file, self._source, side.day, facts, with_key=place == 0)
            for place, (side, (_, _, facts)) in enumerate(zip(self._sides, wide, strict=True))
        ]
        plans = [self._compiled(side, prepared[0].known) for side in self._sides]
        for batches in zip(*(read_ahead(one.batches()) for one in prepared), strict=True):
            planned = []
            for (columns, layers, _), batch in zip(plans, batches, strict=True):
                tests = dict.fromkeys(name for items in columns.values() for item in items for name in item.columns)
                read = read_planned(batch.frame, layers, tuple(tests))
                planned.append((columns, PlannedBatch(read, batch.frame.height)))
            yield batches[0], planned

    def _compiled(self, side: _Side, present: frozenset[str]) -> tuple[_Columns, Layers, frozenset[str]]:
        compiler = Compiler(present)
        soft = soft_facts(self._day.catalogue)
        columns: _Columns = {}
        for item in self._measures:
            criteria = item.version.criteria
            if side.is_relaxed:
                criteria = tuple(
                    NamedCriterion(one.id, relaxed(one.test, self._facts), one.documented) for one in criteria
                )
            columns[item.measure.id] = [criterion_columns(one, compiler, soft) for one in criteria]
        return columns, compiler.layers, compiler.facts


_Columns = dict[str, list[CriterionColumns]]


def _with_ceilings(day: DayCatalogue, share: Decimal) -> DayCatalogue:
    return replace(day, derivation=replace(day.derivation, ceilings=scaled(day.derivation.ceilings, share)))
