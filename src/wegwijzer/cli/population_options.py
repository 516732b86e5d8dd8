"""The options by which a population is read: which rows, how they were drawn, and who is related to whom."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import click

from wegwijzer.cli.condition_option import condition_of
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu
from wegwijzer.readers.simulating.source import Drawn, Source

F = TypeVar("F", bound=Callable[..., Any])

_DECORATORS = (
    click.argument("population", type=click.Path(path_type=Path), metavar="FIRMS"),
    click.option("--where", default="", metavar="EXPR", help="Only these firms, as 'sector == \"food\"'."),
    click.option(
        "--relations", type=click.Path(path_type=Path), metavar="FILE", help="Who owns whom, as for `wegwijzer scan`."
    ),
    click.option("--weight", default="", metavar="COL", help="How many firms each row stands for."),
    click.option("--strata", default="", metavar="COL", help="The stratum of each row, of a sample."),
    click.option("--psu", default="", metavar="COL", help="The sampling unit of each row, if not the row itself."),
    click.option("--fpc", default="", metavar="COL", help="The population size of the row's stratum."),
    click.option(
        "--single-psu",
        type=click.Choice([rule.value for rule in SinglePsu]),
        default=DEFAULT_RULE.value,
        show_default=True,
        help="What a stratum with one sampling unit adds to the error.",
    ),
    click.option("--ignore-others", is_flag=True, help="Let columns be that are no facts."),
)


def population_options(command: F) -> F:
    """The population and the options about it; `source_of` takes them by name."""
    for decorate in reversed(_DECORATORS):
        command = decorate(command)
    return command


def source_of(
    *,
    population: Path,
    where: str,
    relations: Path | None,
    weight: str,
    strata: str,
    psu: str,
    fpc: str,
    single_psu: str,
    ignore_others: bool,
) -> Source:
    """What the options ask to be read.

    Raises InputError for a condition that is none, and where the library that reads populations is not installed.
    """
    if find_spec("polars") is None:
        problem = "populations are read with a library that is not installed."
        raise InputError([Fault(str(population), problem, "pip install 'wegwijzer[survey]'.")])
    drawn = Drawn(weight, strata, psu, fpc, SinglePsu(single_psu))
    return Source(population, drawn, condition_of(where), relations, ignore_others)
