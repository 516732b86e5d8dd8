"""The scan beside other rule engines: OpenFisca-core, GoRules ZEN and plain Python, each in a process of its own.

`python -m benchmarks peers`, or `python -m benchmarks.peers [FIRMS [FEW]]`. Firms are complete (every fact known
exactly), for the others know no missing facts; the measures are those whose criteria all of them can express. Twice:

- *verdicts only*, the strict one: the others are given the derived facts (size, age, kind of legal form) and answer
  met or not met in one expression a measure. Wegwijzer works the facts out, checks every value and tells what blocks.
- *the same answers* (`peer_whole`): the others too start from what firms state, and tell which criteria block.

Answers are held against each other firm by firm. Those that take firms one at a time are given fewer of them, and
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
from typing import Any

import numpy as np
import polars as pl

from benchmarks.peer_rules import NUMPY, PYTHON, ZEN, criteria_of, facts_of, rule_of, shared_measures
from benchmarks.peer_tables import FOLLOWING, tables_of
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
PEERS = {"openfisca": "openfisca_core", "zen": "zen", "python": "sys"}
"""The module by which we see that a peer is installed."""
WHOLE = {
    "whole_openfisca": "openfisca",
    "whole_openfisca_batches": "openfisca",
    "whole_zen": "zen",
    "whole_python": "python",
}
"""The engines of the second comparison, and the peer that each is."""
ON = date(2026, 11, 30)
_PLACES = ("province", "region", "sector", "technology_class")
"""Facts that follow from others in a complete firm, and would not go with them if gaps were filled at random."""


def measure(firms: int = FIRMS, few: int = FEW) -> Iterator[Measured | Figure]:
    """Every line of the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = lay_out(folder, firms, few)
        peers = [peer for peer, module in PEERS.items() if find_spec(module) is not None]
        for peer in PEERS.keys() - set(peers):
            print(f"  {peer} is left out: it is not installed (requirements/bench.txt).", file=sys.stderr)
        whole = [engine for engine, peer in WHOLE.items() if peer in peers]
        found = _in_turns(folder, ["wegwijzer", "wegwijzer_rows", *peers, *whole])
        ours, rows = found["wegwijzer"], found["wegwijzer_rows"]
        yield from _lines(f"{firms:,} complete firms, {count} measures, Wegwijzer", ours)
        yield Figure("  verdicts that are met", _met(folder), "firms x measures", None)
        for kind in ("values read and checked", "keys checked"):
            yield Figure(f"  {kind}, of its processor time", 100 * ours[kind] / ours["cpu"], "%", None)
        yield from _lines(f"{firms:,} of them, Wegwijzer, with the mask of every firm", rows)
        for engine in [*peers, *whole]:
            their_firms = firms if WHOLE.get(engine, engine) == "openfisca" else min(few, firms)
            of_a_firm = firms / their_firms
            if engine in whole:
                yield from _same_answers(folder, engine, found[engine], ours, rows, of_a_firm)
            else:
                yield from _verdicts_only(folder, engine, found[engine], ours, of_a_firm)
            if of_a_firm == 1:
                ratio = 100 * ours["peak_mb"] / found[engine]["peak_mb"]
                yield Figure("  Wegwijzer's peak memory, of theirs", ratio, "%", None)


def _verdicts_only(
    folder: Path, peer: str, found: dict[str, float], ours: dict[str, float], of_a_firm: float
) -> Iterator[Figure]:
    yield from _lines(f"verdicts only, {peer}, of {1 / of_a_firm:.2%} of them", found)
    yield Figure(f"  verdicts of {peer} that differ", _differing(folder, peer), "firms x measures", 1)
    for told, key in (
        ("all of it, wall", "wall"),
        ("all of it, processor", "cpu"),
        ("rules only, wall", "rules_wall"),
        ("rules only, processor", "rules_cpu"),
    ):
        ratio = 100 * of_a_firm * found[key] / ours[key]
        yield Figure(f"  {peer}, {told}: time of a firm, of Wegwijzer's", ratio, "%", None)


def _same_answers(
    folder: Path,
    engine: str,
    found: dict[str, float],
    ours: dict[str, float],
    rows: dict[str, float],
    of_a_firm: float,
) -> Iterator[Figure]:
    peer = engine.removeprefix("whole_").replace("_", ", in ")
    yield from _lines(f"the same answers, {peer}, of {1 / of_a_firm:.2%} of them", found)
    yield Figure(f"  answers of {peer} that differ", _differing(folder, engine), "firms x measures", 1)
    for told, key in (("wall", "wall"), ("processor", "cpu")):
        counted, masked = found[key] / ours[key], found[f"rows_{key}"] / rows[key]
        for what, ratio in (("counts", counted), ("counts and masks", masked)):
            name = f"  {peer}, {what}, {told}: time of a firm, of Wegwijzer's"
            yield Figure(name, 100 * of_a_firm * ratio, "%", None)


def _lines(told: str, found: dict[str, float]) -> Iterator[Figure]:
    yield Figure(f"{told}: wall", 1_000 * found["wall"], "ms", None)
    yield Figure("  processor time", 1_000 * found["cpu"], "ms", None)
    for key, what in (("rules_wall", "rules only, facts in memory: wall"), ("rows_wall", "with masks: wall")):
        if key in found:
            yield Figure(f"  {what}", 1_000 * found[key], "ms", None)
    yield Figure("  peak memory", found["peak_mb"], "MB", None)


def _in_turns(folder: Path, engines: list[str]) -> dict[str, dict[str, float]]:
    """By engine the least of some runs, each in a process of its own; by turns, as a machine has slow minutes."""
    runs: dict[str, list[dict[str, float]]] = {engine: [] for engine in engines}
    for _ in range(RUNS):
        for engine in engines:
            command = [sys.executable, "-m", "benchmarks.peer_process", engine, str(folder)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            runs[engine].append(json.loads(done.stdout.splitlines()[-1]))
    return {engine: {key: min(run[key] for run in found) for key in found[0]} for engine, found in runs.items()}


def _differing(folder: Path, peer: str) -> float:
    """The firms and measures with another answer; other counts count too, where all firms were given."""
    ours, theirs = np.load(folder / "wegwijzer.npz"), np.load(folder / f"{peer}.npz")
    assert {name for name in ours if " " not in name} <= set(theirs) <= set(ours)
    differing = 0
    for name in theirs:
        if not name.endswith(" counts"):
            differing += int((ours[name][: len(theirs[name])] != theirs[name]).sum())
        elif len(theirs[name.removesuffix(" counts")]) == len(ours[name.removesuffix(" counts")]):
            differing += int((ours[name] != theirs[name]).sum())
    return float(differing)


def _met(folder: Path) -> float:
    found = np.load(folder / "wegwijzer.npz")
    return float(sum(found[name].sum() for name in found if " " not in name))


def lay_out(folder: Path, firms: int, few: int) -> int:
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
    complete = _only_stated(complete.with_columns(stated), path, day)
    complete.write_parquet(path, row_group_size=131_072)
    complete.head(few).write_parquet(folder / "few_firms.parquet")
    drawn.unlink()
    found = _facts_in_memory(path, facts, day)
    still_open = [fact for fact in facts if found[fact].null_count()]
    assert not still_open, f"the firms are complete but for {still_open}"
    found.write_parquet(folder / "facts.parquet")
    pl.scan_parquet(folder / "facts.parquet").head(few).sink_parquet(folder / "few.parquet")
    dialects = {"numpy": NUMPY, "zen": ZEN, "python": PYTHON}
    rules: dict[str, Any] = {
        name: {on_day.measure.id: rule_of(on_day, dialect) for on_day in measures} for name, dialect in dialects.items()
    }
    rules["criteria"] = {
        name: {on_day.measure.id: criteria_of(on_day, dialect) for on_day in measures}
        for name, dialect in dialects.items()
    }
    rules["tables"] = tables_of(day, complete["postal_code"].unique())
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


def _only_stated(complete: pl.DataFrame, path: Path, day: DayCatalogue) -> pl.DataFrame:
    """The firms without the cells that follow from their others."""
    complete.drop(FOLLOWING, strict=False).write_parquet(path)
    following = [fact for fact in FOLLOWING if fact in complete.columns]
    derived = _facts_in_memory(path, following, day)
    return complete.with_columns(
        pl.when((pl.col(fact) == derived[fact]).fill_null(False)).then(None).otherwise(pl.col(fact)).alias(fact)
        for fact in following
    )


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
