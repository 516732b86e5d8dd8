"""Read all files of reach at once, with the faults of all of them together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.reach.needing import Referrals
from wegwijzer.core.reach.use import Firms, Uses
from wegwijzer.readers.reach.events_file import Counts, read_needs, read_referrals
from wegwijzer.readers.reach.firms_file import CENSUS, read_firms, unlike_classes
from wegwijzer.readers.reach.use_file import read_uses
from wegwijzer.readers.simulating.source import Drawn

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReachPaths:
    """Where the files are; None where there is none. `drawn` says how a population was drawn."""

    use: tuple[Path, ...]
    population: Path
    needs: Path | None = None
    referrals: Path | None = None
    drawn: Drawn = CENSUS


@dataclass(frozen=True, eq=False)
class ReachFiles:
    """What the files hold. `needs` are counts by year; `is_synthetic` where any file says so of itself."""

    uses: Uses
    firms: Firms
    needs: Mapping[int, Counts] | None
    referrals: Referrals | None
    is_synthetic: bool


def read_files(paths: ReachPaths, measures: Collection[str]) -> ReachFiles:
    """The files; `measures` are the ids of the catalogue. Raises InputError with the faults of every file."""
    faults: list[Fault] = []

    def read(reading: Callable[[], T]) -> T | None:
        try:
            return reading()
        except InputError as error:
            faults.extend(error.faults)
            return None

    uses = read(lambda: read_uses(paths.use, measures))
    firms = read(lambda: read_firms(paths.population, paths.drawn))
    needs_path, referrals_path = paths.needs, paths.referrals
    needs = read(lambda: read_needs(needs_path)) if needs_path is not None else None
    referrals = read(lambda: read_referrals(referrals_path)) if referrals_path is not None else None
    if uses is not None and firms is not None:
        faults += unlike_classes(uses, firms, str(paths.population))
    if faults or uses is None or firms is None:
        raise InputError(faults)
    return ReachFiles(
        uses=uses,
        firms=firms,
        needs=None if needs is None else needs[0],
        referrals=referrals,
        is_synthetic=uses.is_synthetic
        or firms.is_synthetic
        or (needs is not None and needs[1])
        or (referrals is not None and referrals.is_synthetic),
    )
