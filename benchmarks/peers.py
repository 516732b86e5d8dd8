"""The scan beside other rule engines: OpenFisca-core, GoRules ZEN and plain Python, each in a process of its own.

`python -m benchmarks peers`, or `python -m benchmarks.peers [FIRMS [FEW]]`. Firms are complete (every fact known
exactly), for the others know no missing facts; the measures are those whose criteria all of them can express. The
others are given the derived facts (size, age, kind of legal form); Wegwijzer works them out, and checks every value.
Verdicts are held against each other firm by firm. Those that take firms one at a time are given fewer of them, and
compared by the time of a firm. Peers come with `pip install -r requirements/bench.txt`; without them they are left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.peer_rules import NUMPY, PYTHON, ZEN, facts_of, rule_of, shared_measures
from benchmarks.reporting import Figure, Measured, line
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.population.firms import Population
from wegwijzer.core.scanning.columns import HIGH, LOW
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.firm_table.population_file import open_population
from wegwijzer.readers.firm_table.preparing import PreparedPopulation
from wegwijzer.readers.population.plan_file import shipped_population_plan
from wegwijzer.readers.population.writing import write_population
from wegwijzer.readers.simulating.opening import needed_facts

FIRMS, FEW = 2_000_000, 20_000
RUNS = 3
ON = date(2026, 11, 30)
_PLACES = ("province", "region", "sector", "technology_class")
"""Facts that follow from others in a complete firm, and would not go with them if gaps were filled at random."""


def measure(firms: int = FIRMS, few: int = FEW) -> Iterator[Measured | Figure]:
    """Every line of the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = _lay_out(folder, firms, few)
        ours = _best(folder, "wegwijzer")
        yield from _lines(f"{firms:,} complete firms, {count} measures, Wegwijzer", ours)
        yield Figure("  verdicts that are met", _met(folder), "firms x measures", None)
        for peer, module in (("openfisca", "openfisca_core"), ("zen", "zen"), ("python", "sys")):
            if find_spec(module) is None:
                print(f"  {peer} is left out: it is not installed (requirements/bench.txt).", file=sys.stderr)
                continue
            found = _best(folder, peer)
            their_firms = firms if peer == "openfisca" else min(few, firms)
            yield from _lines(f"{their_firms:,} of them, {peer}", found)
            yield Figure(f"  verdicts of {peer} that differ", _differing(folder, peer), "firms x measures", 1)
            for told, key in (
                ("all of it, wall", "wall"),
                ("all of it, processor", "cpu"),
                ("rules only, wall", "rules_wall"),
                ("rules only, processor", "rules_cpu"),
            ):
                ratio = 100 * found[key] / their_firms / (ours[key] / firms)
                yield Figure(f"  {peer}, {told}: time of a firm, of Wegwijzer's", ratio, "%", None)
            if peer == "openfisca":
                ratio = 100 * ours["peak_mb"] / found["peak_mb"]
                yield Figure(f"  Wegwijzer's peak memory, of that of {peer}", ratio, "%", None)


def _lines(told: str, found: dict[str, float]) -> Iterator[Figure]:
    yield Figure(f"{told}: wall", 1_000 * found["wall"], "ms", None)
    yield Figure("  processor time", 1_000 * found["cpu"], "ms", None)
    yield Figure("  rules only, facts in memory: wall", 1_000 * found["rules_wall"], "ms", None)
    yield Figure("  peak memory", found["peak_mb"], "MB", None)


def _best(folder: Path, engine: str) -> dict[str, float]:
    """The least of some runs, each in a process of its own."""
    runs = []
    for _ in range(RUNS):
        command = [sys.executable, "-m", "benchmarks.peer_process", engine, str(folder)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return {key: min(run[key] for run in runs) for key in runs[0]}


def _differing(folder: Path, peer: str) -> float:
    ours, theirs = np.load(folder / "wegwijzer.npz"), np.load(folder / f"{peer}.npz")
    assert set(ours) == set(theirs)
    return float(sum((ours[name][: len(theirs[name])] != theirs[name]).sum() for name in theirs))


def _met(folder: Path) -> float:
    found = np.load(folder / "wegwijzer.npz")
    return float(sum(found[name].sum() for name in found))


def _lay_out(folder: Path, firms: int, few: int) -> int:
    """Write what the engines read: the firms, the facts that rules test, a few of these, and the rules."""
    day = shipped_day(ON)
    measures = shared_measures(day)
    drawn = folder / "drawn.parquet"
    write_population(Population(shipped_population_plan(), firms, 7, False), drawn)
    facts = facts_of(measures)
    complete = complete_firms(pl.read_parquet(drawn), day.catalogue.facts, frozenset(facts))
    path = folder / "firms.parquet"
    complete.write_parquet(path, row_group_size=131_072)
    derived = _facts_in_memory(path, facts, day)
    still_open = [fact for fact in facts if derived[fact].null_count()]
    stated = [_filled(derived[fact], complete["id"], place) for place, fact in enumerate(still_open)]
    complete.with_columns(stated).write_parquet(path, row_group_size=131_072)
    drawn.unlink()
    found = _facts_in_memory(path, facts, day)
    assert not any(found.null_count().row(0)), "the firms are complete"
    found.write_parquet(folder / "facts.parquet")
    pl.scan_parquet(folder / "facts.parquet").head(few).sink_parquet(folder / "few.parquet")
    rules = {
        name: {on_day.measure.id: rule_of(on_day, dialect) for on_day in measures}
        for name, dialect in (("numpy", NUMPY), ("zen", ZEN), ("python", PYTHON))
    }
    (folder / "rules.json").write_text(json.dumps(rules), encoding="utf-8")
    (folder / "day").write_text(ON.isoformat(), encoding="utf-8")
    return len(measures)


def complete_firms(drawn: pl.DataFrame, facts: FactDictionary, tested: frozenset[str]) -> pl.DataFrame:
    """The firms with every fact that `tested` ones need known exactly: a gap takes the value of another firm."""
    columns = [drawn["id"]]
    for place, fact in enumerate(sorted(needed_facts([*tested, "size_class"], facts))):
        names = [name for name in (fact, f"{fact}{LOW}", f"{fact}{HIGH}") if name in drawn.columns]
        if not names or (fact in _PLACES and fact not in tested):
            continue
        known = drawn.select(pl.coalesce(names).alias(fact)).to_series()
        if fact == "part_of_group":  # a group of which nothing is known leaves the size open
            known = pl.zeros(drawn.height, pl.Int8, eager=True).cast(pl.Boolean).alias(fact)
        columns.append(_filled(known, drawn["id"], place))
    return pl.DataFrame(columns)


def _filled(column: pl.Series, keys: pl.Series, seed: int) -> pl.Series:
    """The column with a value of another row in each gap; no, where every known value is yes or none is known."""
    others = column.drop_nulls()
    if column.dtype == pl.Boolean and others.all():
        return column.fill_null(False)
    place = keys.hash(seed=seed) % len(others)
    return column.zip_with(column.is_not_null(), others.gather(place)).alias(column.name)


def _facts_in_memory(path: Path, facts: list[str], day: DayCatalogue) -> pl.DataFrame:
    """The tested facts, derived ones included, as rules of other engines read them: one known value each."""
    file = open_population(path, day.catalogue.facts)
    parts = []
    for batch in PreparedPopulation(file, day).batches():
        ends = [f"{fact}{LOW}" if day.catalogue.facts[fact].is_number_like else fact for fact in facts]
        parts.append(batch.frame.select(pl.col(end).alias(fact) for end, fact in zip(ends, facts, strict=True)))
    return pl.concat(parts)


if __name__ == "__main__":
    for measured in measure(*(int(argument) for argument in sys.argv[1:3])):
        print(line(measured), flush=True)
