"""Our own scan in the comparison with other engines: counted, with the outcome of every firm, and what checks take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peer_clock import Clock, peak_mb
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.scanning.planning import ScanPlan, plan_scan
from wegwijzer.core.scanning.summary import ScanSummary
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.firm_table.faults import FaultTally
from wegwijzer.readers.firm_table.keys import KeyCheck
from wegwijzer.readers.firm_table.population_file import open_population
from wegwijzer.readers.firm_table.preparing import PreparedPopulation
from wegwijzer.readers.firm_table.reading_ahead import read_ahead
from wegwijzer.readers.firm_table.typed_values import ValueReader
from wegwijzer.readers.scanning.polars_engine import PolarsEngine
from wegwijzer.readers.scanning.run import ScanOrder, run_scan

Answers = dict[str, np.ndarray[Any, Any]]


def wegwijzer(folder: Path, rules: Mapping[str, Any]) -> tuple[Answers, dict[str, float]]:
    """The whole scan, counted: reading, checking, deriving, criteria, reasons; and apart, the criteria of all firms
    that are ready in memory, and what reading values and checking keys takes."""
    day, measures = _day_of(folder), tuple(rules["numpy"])
    clock = Clock()
    counted = run_scan(ScanOrder(folder / "firms.parquet", measures=measures), day).summary
    wall, spent = clock.read()
    told = {"wall": wall, "cpu": spent, "peak_mb": peak_mb()}
    prepared, plan, engine = _scan_of(folder, measures, day)
    rule_wall = rule_spent = 0.0
    answers: dict[str, list[Any]] = {}
    for batch in prepared.batches():
        clock = Clock()
        engine.count(batch.frame, folder)
        found = clock.read()
        rule_wall, rule_spent = rule_wall + found[0], rule_spent + found[1]
        outcome = engine.outcome(engine.read(batch.frame))
        for measure in plan.measures:
            assert not outcome[f"{measure.id}_missing"].sum(), "the firms are complete"
            answers.setdefault(measure.id, []).append((outcome[f"{measure.id}_blocking"] == 0).to_numpy())
            mask = outcome[f"{measure.id}_blocking_mask"].to_numpy().astype(np.uint16)
            answers.setdefault(f"{measure.id} mask", []).append(mask)
    told |= {"rules_wall": rule_wall, "rules_cpu": rule_spent, **_checks(folder, day)}
    counts = {f"{name} counts": np.array([it.met, *it.blocking]) for name, it in counted.measures.items()}
    return {name: np.concatenate(parts) for name, parts in answers.items()} | counts, told


def wegwijzer_rows(folder: Path, rules: Mapping[str, Any]) -> tuple[Answers, dict[str, float]]:
    """The whole scan with the outcome of every firm: verdict, masks and counts of what blocks and what is missing."""
    measures = tuple(rules["numpy"])
    day = _day_of(folder)
    clock = Clock()
    prepared, plan, engine = _scan_of(folder, measures, day)
    summary = ScanSummary(plan)
    for batch in read_ahead(prepared.batches()):
        counts, _ = engine.scan(batch.frame, folder)
        summary.add(batch.frame.height, counts)
    wall, spent = clock.read()
    return {}, {"wall": wall, "cpu": spent, "peak_mb": peak_mb()}


def _day_of(folder: Path) -> DayCatalogue:
    return shipped_day(date.fromisoformat((folder / "day").read_text()))


def _scan_of(
    folder: Path, measures: tuple[str, ...], day: DayCatalogue
) -> tuple[PreparedPopulation, ScanPlan, PolarsEngine]:
    prepared = PreparedPopulation(open_population(folder / "firms.parquet", day.catalogue.facts), day)
    plan = plan_scan(day, measures=measures, present=prepared.known)
    return prepared, plan, PolarsEngine(plan)


def _checks(folder: Path, day: DayCatalogue) -> dict[str, float]:
    """Processor seconds of reading the values with their checks, and of looking for keys that are there twice."""
    file = open_population(folder / "firms.parquet", day.catalogue.facts)
    tally = FaultTally(file.name)
    reader = ValueReader(file.schema, [day.catalogue.facts[fact] for fact in file.facts], tally)
    keys = KeyCheck(str(file.key), tally)
    values_spent = keys_spent = 0.0
    for batch in file.batches():
        clock = Clock()
        reader.read(batch.select(file.fact_columns), first_row=1, keys=None)
        values_spent += clock.read()[1]
        clock = Clock()
        keys.add(batch[file.key_name], first_row=1)
        keys_spent += clock.read()[1]
    keys.close()
    return {"values read and checked": values_spent, "keys checked": keys_spent}
