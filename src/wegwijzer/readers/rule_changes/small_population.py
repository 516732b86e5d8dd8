"""A small invented population for a quick look at a change, made once and kept in the cache."""

from __future__ import annotations

import hashlib
import tempfile
from importlib.util import find_spec
from pathlib import Path

from wegwijzer.core.population.firms import Population
from wegwijzer.core.simulating.results import Simulation
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.population.plan_file import shipped_population_plan
from wegwijzer.readers.population.writing import write_population
from wegwijzer.readers.rule_changes.proposing import RuleChange
from wegwijzer.readers.search_index.cache import cache_folder
from wegwijzer.readers.simulating.source import Source

FIRMS, SEED = 20_000, 1
"""Enough rows for shares to a tenth of a point or so; larger populations are for `wegwijzer simulate`."""


def can_simulate() -> bool:
    """Whether the library that reads populations is installed (the extra `survey`)."""
    return find_spec("polars") is not None


def simulated(change: RuleChange, *, firms: int = FIRMS) -> Simulation:
    """What a change does to the small population on its first day. Raises InputError as a simulation does."""
    from wegwijzer.readers.simulating.running import simulate

    changed = change.changed
    before, after = change.before.on(change.starts), change.after.on(change.starts)
    if changed is None:
        raise ValueError("a change of words moves nobody")
    return simulate(Source(small_population(firms)), (changed,), before, after)


def small_population(firms: int = FIRMS) -> Path:
    """The file, made where it is not there yet. Its name says what it was made from."""
    digest = hashlib.sha256()
    for path in sorted((shipped_folder() / "population").glob("*")):
        digest.update(path.read_bytes())
    cache = cache_folder()
    folder = (cache if cache is not None else Path(tempfile.gettempdir()) / "wegwijzer") / "populations"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"synthetic-{firms}-{SEED}-{digest.hexdigest()[:8]}.parquet"
    if not path.exists():
        write_population(Population(shipped_population_plan(), firms, SEED), path)
    return path
