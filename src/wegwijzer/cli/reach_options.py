"""The options by which reach is worked out, and the one way from files to its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import click

from wegwijzer.cli.disclosure_option import disclosure_option, min_count_option, rules_of
from wegwijzer.cli.options import Day
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.reach.results import Reach
from wegwijzer.wording.reach import AboutReach
from wegwijzer.wording.reach_names import ReachNames

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.Path(path_type=Path)
_DECORATORS = (
    click.option("--population", type=_FILE, required=True, metavar="FILE", help="All firms, or counts of them."),
    click.option("--measure", default="", metavar="ID", help="Only this measure."),
    click.option("--needs", type=_FILE, metavar="FILE", help="Needs that stayed unmet, by year and reason."),
    click.option("--referrals", type=_FILE, metavar="FILE", help="Referrals, with the day of their first reply."),
    click.option("--weight", default="", metavar="COL", help="How many firms each row of the population stands for."),
    click.option("--strata", default="", metavar="COL", help="The stratum of each row, of a sample."),
    click.option("--psu", default="", metavar="COL", help="The sampling unit of each row, if not the row itself."),
    click.option("--fpc", default="", metavar="COL", help="The population size of the row's stratum."),
    min_count_option("Hide counts below this, and what would give them away.", least=2),
    disclosure_option,
    click.option(
        "--on",
        "until",
        type=Day(),
        default=date.today,
        show_default="today",
        metavar="DATE",
        help="The day at which the files stand.",
    ),
)


def reach_options(command: F) -> F:
    """The options; `reach_of` takes them by name."""
    for decorate in reversed(_DECORATORS):
        command = decorate(command)
    return command


@dataclass(frozen=True, slots=True)
class Measured:
    """The reach of a year, and where it comes from."""

    found: Reach
    about: AboutReach


def reach_of(
    use: tuple[Path, ...],
    year: int | None,
    *,
    population: Path,
    measure: str,
    needs: Path | None,
    referrals: Path | None,
    weight: str,
    strata: str,
    psu: str,
    fpc: str,
    min_count: int | None,
    disclosure: Path | None,
    until: date,
) -> Measured:
    """Read the files and work out the reach of a year, the last one in the files when none is given.

    Raises InputError with all faults of each file, and for a year or measure that they do not have.
    """
    if find_spec("polars") is None and any(path.suffix.casefold() == ".parquet" for path in (*use, population)):
        problem = "Parquet is read with a library that is not installed."
        raise InputError([Fault(str(population), problem, "CSV, or pip install 'wegwijzer[survey]'.")])
    from wegwijzer.core.reach.needing import unmet, waiting_of
    from wegwijzer.core.reach.reaching import Asked, only_measure, reach
    from wegwijzer.readers.reach.files import ReachPaths, read_files
    from wegwijzer.readers.simulating.source import Drawn

    rules = rules_of(disclosure)
    if min_count is not None:
        rules = replace(rules, minimum_count=min_count)
    drawn = Drawn(weight, strata, psu, fpc)
    files = read_files(ReachPaths(use, population, needs, referrals, drawn), list(_measures()))
    asked_year = _year(year, files.uses.years, until)
    uses = files.uses
    if measure:
        if measure not in uses.measures:
            problem = f'nobody in the files used "{measure}".'
            raise InputError([Fault("--measure", problem, f"one of {', '.join(uses.measures)}.")])
        uses = only_measure(uses, measure)
    asked = Asked(
        None if files.needs is None else unmet(asked_year, files.needs.get(asked_year, {}), rules),
        None if files.referrals is None else waiting_of(files.referrals, asked_year, on=until, rules=rules),
    )
    found = reach(uses, files.firms, asked_year, rules=rules, asked=asked)
    return Measured(
        replace(found, is_synthetic=files.is_synthetic),
        AboutReach(tuple(map(str, use)), str(population), until, measure),
    )


def _year(asked: int | None, years: tuple[int, ...], until: date) -> int:
    year = years[-1] if asked is None else asked
    if year > until.year:
        raise InputError([Fault("--year", f"{year} has not begun on {until}.", f"a year up to {until.year}.")])
    if year < years[0]:
        raise InputError([Fault("--year", f"the files say nothing of {year}.", f"a year from {years[0]} on.")])
    return year


def names_in(language: str) -> ReachNames:
    """What things are called in a language."""
    from wegwijzer.readers.catalogue import shipped_catalogue

    catalogue = shipped_catalogue()
    measures = {name: measure.name for name, measure in _measures().items()}
    return ReachNames(language, catalogue.facts, measures)


def _measures() -> Mapping[str, Any]:
    from wegwijzer.readers.catalogue import shipped_catalogue

    return shipped_catalogue().measures
