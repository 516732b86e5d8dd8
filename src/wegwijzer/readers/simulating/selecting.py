"""Which rows of a population count, for how much, and how they were drawn."""

from __future__ import annotations

import numpy as np
import polars as pl

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.simulating.results import Counted
from wegwijzer.core.survey.checking import design_faults, named_rows
from wegwijzer.core.survey.design import Design, Flags, Labels, Numbers
from wegwijzer.core.survey.variance import SinglePsu
from wegwijzer.readers.firm_table.population_file import PopulationFile
from wegwijzer.readers.firm_table.preparing import Batch
from wegwijzer.readers.simulating.columns import ConditionColumns
from wegwijzer.readers.simulating.source import Source

MOST_SURVEYED = 1_000_000
"""Rows for which sampling errors are worked out; more than that is no sample."""


class Selection:
    """Takes the batches of a population one by one; `finish` gives the design of all of them, where there is one."""

    def __init__(self, source: Source, file: PopulationFile, facts: FactDictionary) -> None:
        self._source, self._file, self._facts = source, file, facts
        self._designs: list[pl.DataFrame] = []
        self._rows = self._selected_rows = self._undecided_rows = 0
        self._sum = 0.0

    def counted(self) -> Counted:
        """What was counted so far."""
        return Counted(
            file=self._file.name,
            rows=self._rows,
            selected=self._selected_rows,
            undecided_rows=self._undecided_rows,
            sum_of_weights=self._sum if self._source.drawn.weight else None,
            is_survey=self._source.drawn.is_survey,
            is_synthetic="synthetic" in self._file.schema,
            where=self._source.where.text if self._source.where is not None else "",
        )

    def take(self, batch: Batch) -> tuple[Flags, Numbers | None]:
        """Which rows of a batch count, and their weights. Raises InputError for a weight that is none."""
        within, is_open = self._selected(batch)
        weight = None
        if self._source.drawn.weight:
            weight = self._numbers(_column(batch, self._source.drawn.weight), batch.first_row)
            self._sum += float(weight[within].sum())
        self._rows += batch.frame.height
        self._selected_rows += int(within.sum())
        self._undecided_rows += is_open
        if self._source.drawn.is_survey:
            names = dict.fromkeys(self._source.drawn.columns)
            self._designs.append(pl.DataFrame([_column(batch, name) for name in names]))
            if self._rows > MOST_SURVEYED:
                raise InputError([self._fault(f"has more than {MOST_SURVEYED:,} rows.", "a sample, or no strata.")])
        return within, weight

    def finish(self) -> Design | None:
        """The design of all rows, None where nothing is said of it. Raises InputError with all its faults."""
        if not self._selected_rows:
            raise InputError([self._fault("no row is selected.", "a condition that some firm meets.")])
        drawn = self._source.drawn
        if not drawn.is_survey:
            return None
        frame = pl.concat(self._designs)

        def labels(name: str) -> Labels | None:
            return np.array(frame[name].cast(pl.String).to_list(), object) if name else None

        design = Design(
            rows=frame.height,
            weights=self._numbers(frame[drawn.weight], 1) if drawn.weight else None,
            strata=labels(drawn.strata),
            psu=labels(drawn.psu),
            fpc=self._numbers(frame[drawn.fpc], 1) if drawn.fpc else None,
        )
        is_strict = drawn.single_psu is SinglePsu.FAIL
        faults = design_faults(design, single_units=is_strict, file=self._file.name, told=named_rows)
        if faults:
            raise InputError(faults)
        return design

    def _selected(self, batch: Batch) -> tuple[Flags, int]:
        condition = self._source.where
        if condition is None:
            return np.ones(batch.frame.height, np.bool_), 0
        known = {"technology", *self._facts, *batch.kept.columns}
        unknown = [name for name in condition.columns if name not in known]
        if unknown:
            raise InputError([self._fault(f'there is no column "{unknown[0]}" for --where.', "a fact or a column.")])
        found = condition.over(ConditionColumns(batch.frame, batch.kept, self._file.name))
        return found.met, int(found.open.sum())

    def _numbers(self, column: pl.Series, first_row: int) -> Numbers:
        found = column.cast(pl.Float64, strict=False)
        wrong = found.is_null() | found.is_nan() | (found < 0)
        if wrong.any():
            place = int(wrong.arg_true()[0])
            problem = f'{column.name}: "{column[place]}" of row {first_row + place} is no number from 0.'
            raise InputError([self._fault(problem, "a number in every row.")])
        return found.to_numpy()

    def _fault(self, problem: str, expected: str) -> Fault:
        return Fault(self._file.name, problem, expected)


def _column(batch: Batch, name: str) -> pl.Series:
    """A column beside the facts; the key may be one too."""
    return batch.key if name == batch.key.name else batch.kept[name]
