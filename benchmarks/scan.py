"""Two million firms against every measure: time beside the bare scan of the same columns, memory, and equal engines.

`python -m benchmarks.scan [FIRMS]`; with several numbers of firms only how time and memory grow. The bare scan is the
engine reading the same columns and counting their gaps. There are as many measures as are in force today, and forty for
the goal: the rest are those of earlier days under other names. Peak memory is that of a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from benchmarks.reporting import Figure, Measured, line, milliseconds
from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.population.firms import Population
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.firm_table.population_file import open_population
from wegwijzer.readers.population.plan_file import shipped_population_plan
from wegwijzer.readers.population.writing import write_population
from wegwijzer.readers.scanning.run import ScanOrder, run_scan

FIRMS = 2_000_000
EQUAL_FIRMS = 1_000_000
MEASURES = 40
MOST_BARE_SCANS = 3.0
MOST_MEMORY_MB = 1_024.0
RUNS = 3
ON = date(2026, 11, 30)
_EARLIER = (date(2015, 6, 1), date(2019, 12, 15))


def measure(firms: int = FIRMS) -> Iterator[Measured | Figure]:
    """Every line of the report; the number of firms can be made smaller for a quick run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "firms.parquet"
        write_population(Population(shipped_population_plan(), firms, 7, False), path)
        yield from _beside_the_bare_scan(path, firms)
        yield from _memory(path, Path(folder), firms)
        equal = Path(folder) / "equal.parquet"
        pl.scan_parquet(path).head(min(EQUAL_FIRMS, firms)).sink_parquet(equal)
        yield from _equal_engines(equal, Path(folder))


def growth(sizes: Sequence[int]) -> Iterator[Figure]:
    """Time of a firm and peak memory at several numbers of firms: the one should stay, the other not grow."""
    first = None
    for firms in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "firms.parquet"
            write_population(Population(shipped_population_plan(), firms, 7, False), path)
            if first is None:
                _scan(path, shipped_day(ON))  # what is made once for all scans is no time of the first size
            ((wall, spent),) = _timed(lambda path=path: _scan(path, shipped_day(ON)), runs=1)
            first = first or spent / firms
            yield Figure(f"{firms:,} firms, counted: wall", 1_000 * wall, "ms", None)
            yield Figure(
                "  processor time of a firm, of that at the first size", 100 * spent / firms / first, "%", None
            )
            yield Figure("  peak memory", _peak_mb(path, ["--summary"]), "MB", MOST_MEMORY_MB)


def _beside_the_bare_scan(path: Path, firms: int) -> Iterator[Measured | Figure]:
    day, many = shipped_day(ON), _with_forty_measures()
    columns = open_population(path, day.catalogue.facts).lazy()
    bare = _timed(lambda: columns.select(pl.all().null_count()).collect(engine="streaming"))
    bare_time = milliseconds([wall for wall, _ in bare])
    yield Measured(f"{firms:,} firms: Polars reads the same columns only (the floor)", bare_time, None, None)
    for told, chosen, changes in (
        (f"all {len(day.measures)} measures, counted", day, {}),
        (f"{MEASURES} measures, counted", many, {}),
        (f"all {len(day.measures)} measures, rows in a folder", day, {"out": "rows"}),
        (f"all {len(day.measures)} measures, rows, amounts and questions", day, {"out": "all", **_EVERYTHING}),
    ):
        found = _timed(lambda chosen=chosen, changes=changes: _scan(path, chosen, **changes))
        times = milliseconds([wall for wall, _ in found])
        yield Measured(f"{firms:,} firms: {told}", times, None, bare_time)
        spent = min(cpu for _, cpu in found) / min(cpu for _, cpu in bare)
        limit = 100 * MOST_BARE_SCANS if chosen is many else None
        yield Figure("  processor time, of that of the bare scan", 100 * spent, "%", limit)


_EVERYTHING = {"amounts": True, "questions": True}


def _scan(path: Path, day: DayCatalogue, *, out: str | None = None, engine: str = "polars", **changes: bool) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        target = None if out is None else Path(folder) / out
        run_scan(ScanOrder(path, target, engine=engine, **changes), day)


def _with_forty_measures() -> DayCatalogue:
    day = shipped_day(ON)
    found = list(day.measures)
    for earlier in _EARLIER:
        for on_day in shipped_day(earlier).measures:
            if len(found) < MEASURES:
                name = f"{on_day.measure.id}-{earlier.year}"
                found.append(MeasureOnDay(replace(on_day.measure, id=name), on_day.version))
    return replace(day, measures=tuple(found))


def _memory(path: Path, folder: Path, firms: int) -> Iterator[Figure]:
    for told, arguments in (
        ("counted", ["--summary"]),
        ("rows in a folder", ["--out", str(folder / "memory")]),
        ("rows in one file", ["--out", str(folder / "memory.parquet")]),
        ("rows by DuckDB", ["--out", str(folder / "memory-duckdb"), "--engine", "duckdb"]),
    ):
        limit = MOST_MEMORY_MB if "DuckDB" not in told else None
        yield Figure(f"{firms:,} firms, {told}: peak memory", _peak_mb(path, arguments), "MB", limit)


def _peak_mb(path: Path, arguments: list[str]) -> float:
    """The most that a scan in a process of its own held (`ru_maxrss` would count the process that started it)."""
    script = (
        "import sys\nfrom wegwijzer.cli.main import main\n"
        "main(sys.argv[1:], prog_name='wegwijzer', standalone_mode=False)\n"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    command = [sys.executable, "-c", script, "scan", str(path), "--on", ON.isoformat(), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout.splitlines()[-1]) / 1024


def _equal_engines(path: Path, folder: Path) -> Iterator[Figure]:
    """The rows of every engine that is installed, beside those of Polars."""
    rows = {}
    for engine in ("polars", "duckdb", "spark"):
        started, out = time.perf_counter(), folder / f"{engine}.parquet"
        try:
            run_scan(ScanOrder(path, out, engine=engine, part_rows=_PART_ROWS.get(engine, 131_072)), shipped_day(ON))
        except Exception as error:  # an engine that is not installed is told and left out
            print(f"  {engine} is left out: {' '.join(str(error).split())[:120]}", file=sys.stderr)
            continue
        rows[engine] = pl.read_parquet(out)
        yield Figure(f"{rows[engine].height:,} firms: rows by {engine}, in one file", _since(started), "ms", None)
        if engine != "polars":
            assert_frame_equal(rows[engine], rows["polars"])
            yield Figure(f"  rows of {engine} that differ from those of Polars", 0.0, "rows", None)


_PART_ROWS = {"spark": 1_048_576}


def _since(started: float) -> float:
    return 1_000 * (time.perf_counter() - started)


def _timed(work: Callable[[], object], *, runs: int = RUNS) -> list[tuple[float, float]]:
    """Wall and processor seconds of some runs."""
    found = []
    for _ in range(runs):
        before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        work()
        after = resource.getrusage(resource.RUSAGE_SELF)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found.append((time.perf_counter() - started, spent))
    return found


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    for measured in growth(asked) if len(asked) > 1 else measure(*asked):
        print(line(measured), flush=True)
