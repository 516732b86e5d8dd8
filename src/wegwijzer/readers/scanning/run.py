"""A whole scan: a population file through an engine into Parquet, with counts; stoppable, and able to go on.

Memory holds a few batches, whatever the number of firms.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.scanning.planning import ScanPlan, plan_scan
from wegwijzer.core.scanning.summary import MeasureCount, ScanSummary
from wegwijzer.readers.firm_table.population_file import BATCH_ROWS, PopulationFile, open_population
from wegwijzer.readers.firm_table.preparing import Batch, PreparedPopulation
from wegwijzer.readers.firm_table.reading_ahead import read_ahead
from wegwijzer.readers.firm_table.related_firms import open_relations
from wegwijzer.readers.scanning.engines import Engine, open_engine
from wegwijzer.readers.scanning.parts import PartFolder, SingleFile, check_out

Progress = Callable[[int, int | None], None]
"""Called after each part with the firms done, and how many there are where that is known."""


@dataclass(frozen=True, slots=True)
class ScanOrder:
    """What to scan, and where to.

    `out` ends in .parquet for one file and is a folder else; None only counts. `partition_by` is a column of the output
    or a fact with one column. `amounts` adds what each measure is worth, `questions` the fact that decides most.
    """

    population: Path
    out: Path | None = None
    engine: str = "polars"
    measures: tuple[str, ...] = ()
    relations: Path | None = None
    keep: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ignore_others: bool = False
    partition_by: str | None = None
    amounts: bool = False
    questions: bool = False
    resume: bool = False
    part_rows: int = BATCH_ROWS

    @property
    def is_single_file(self) -> bool:
        """Whether the output is one file."""
        return self.out is not None and self.out.suffix.casefold() == ".parquet" and self.partition_by is None


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The counts of a scan, the name of the key in its output, and the columns that were let be."""

    summary: ScanSummary
    key: str
    ignored: tuple[str, ...]


class ScanStopped(Exception):  # not an error: somebody stopped it
    """A scan that was stopped; `parts` of it are finished and kept."""

    def __init__(self, parts: int, firms: int) -> None:
        super().__init__(f"{parts} parts are finished")
        self.parts, self.firms = parts, firms


class _Output(Protocol):
    @property
    def done(self) -> Mapping[str, Any] | None: ...
    def work_file(self, part: int) -> Path: ...
    def write(self, part: int, frame: pl.DataFrame) -> None: ...
    def note(self, done: Mapping[str, Any]) -> None: ...
    def finish(self) -> None: ...
    def close(self, *, discard: bool) -> None: ...


def run_scan(order: ScanOrder, day: DayCatalogue, *, progress: Progress | None = None) -> ScanResult:
    """Scan a population. Raises InputError with all faults, and then leaves nothing; ScanStopped when it is stopped."""
    if order.out is not None:
        check_out(order.out, [path for path in (order.population, order.relations) if path is not None])
    file = open_population(
        order.population,
        day.catalogue.facts,
        keep=order.keep,
        ignore=order.ignore,
        ignore_others=order.ignore_others,
    )
    related = open_relations(order.relations) if order.relations is not None else None
    prepared = PreparedPopulation(file, day, related=related)
    plan = plan_scan(day, measures=order.measures, present=prepared.known, amounts=order.amounts)
    _check_partition(order.partition_by, prepared)
    asked = tuple(fact.id for fact in day.catalogue.facts.values() if fact.askable) if order.questions else ()
    output = _open_output(order, plan, file)
    summary = _Run(order, plan, prepared, output, asked, progress).run()
    return ScanResult(summary, file.key_name, file.ignored)


class _Run:
    """One scan under way."""

    def __init__(
        self,
        order: ScanOrder,
        plan: ScanPlan,
        prepared: PreparedPopulation,
        output: _Output | None,
        asked: Sequence[str],
        progress: Progress | None,
    ) -> None:
        self._order, self._plan, self._prepared, self._output = order, plan, prepared, output
        self._asked, self._progress = asked, progress
        self._summary = ScanSummary(plan)
        self._parts = 0

    def run(self) -> ScanSummary:
        """From the first row to the last."""
        discard = True
        engine: Engine | None = None
        try:
            self._take_over_finished()
            engine = open_engine(self._order.engine, self._plan, questions=self._asked)
            for batch in read_ahead(self._prepared.batches(self._order.part_rows, skip_rows=self._summary.firms)):
                self._part(engine, batch)
            if self._output is not None:
                self._output.finish()
            discard = False
        except KeyboardInterrupt:
            discard = False
            raise ScanStopped(self._parts, self._summary.firms) from None
        finally:
            if engine is not None:
                engine.close()
            if self._output is not None:
                self._output.close(discard=discard)
        return self._summary

    def _take_over_finished(self) -> None:
        done = self._output.done if self._output is not None else None
        if done is not None:
            counts = {name: MeasureCount(**count) for name, count in done["measures"].items()}
            self._summary.add(int(done["firms"]), counts)
            self._parts = int(done["parts"])

    def _part(self, engine: Engine, batch: Batch) -> None:
        if self._output is None:
            with tempfile.TemporaryDirectory(prefix="wegwijzer-") as folder:
                self._add(batch, engine.count(batch.frame, Path(folder) / "work.parquet"))
            self._tell()
            return
        counts, outcome = engine.scan(batch.frame, self._output.work_file(self._parts))
        self._output.write(self._parts, self._keys(batch).hstack(outcome))
        self._add(batch, counts)
        measures = {name: asdict(count) for name, count in self._summary.measures.items()}
        self._output.note({"parts": self._parts, "firms": self._summary.firms, "measures": measures})
        self._tell()

    def _keys(self, batch: Batch) -> pl.DataFrame:
        columns = [batch.key, *batch.kept.get_columns()]
        by = self._order.partition_by
        if by is not None and by not in {series.name for series in columns}:
            columns.append(batch.frame[by])
        return pl.DataFrame(columns)

    def _add(self, batch: Batch, counts: Mapping[str, MeasureCount]) -> None:
        self._summary.add(batch.frame.height, counts)
        self._parts += 1

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._summary.firms, self._prepared.population.rows)


def _open_output(order: ScanOrder, plan: ScanPlan, file: PopulationFile) -> _Output | None:
    if order.out is None:
        return None
    metadata = {
        "wegwijzer": json.dumps(
            {
                "on": plan.day.isoformat(),
                "catalogue": plan.digest,
                "criteria": {measure.id: list(measure.criteria) for measure in plan.measures},
            }
        )
    }
    if order.is_single_file:
        if order.resume:
            raise InputError(
                [Fault(str(order.out), "is one file, made in one go.", "a folder, to go on with --resume.")]
            )
        return SingleFile(order.out, metadata)
    made_from = {
        "input": digest_of(order.population),
        "relations": digest_of(order.relations) if order.relations is not None else None,
        "day": plan.day.isoformat(),
        "catalogue": plan.digest,
        "measures": [measure.id for measure in plan.measures],
        "options": [order.partition_by, order.amounts, order.questions, order.part_rows, *order.keep],
        "key": file.key_name,
    }
    return PartFolder(order.out, made_from, by=order.partition_by, resume=order.resume, metadata=metadata)


def digest_of(path: Path) -> str:
    """A digest of a file's whole content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _check_partition(column: str | None, prepared: PreparedPopulation) -> None:
    if column is None:
        return
    facts = prepared.day.catalogue.facts
    single = [fact for fact in facts if fact in prepared.known and not facts[fact].is_number_like and fact != "nace"]
    fitting = [*single, *prepared.population.kept]
    if column not in fitting:
        expected = f"one of {', '.join(fitting)}."
        raise InputError([Fault("--partition-by", f'"{column}" is no column to divide the output by.', expected)])
