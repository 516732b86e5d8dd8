"""`wegwijzer population`: a synthetic Flanders of any size, for scans, simulations and demonstrations."""

from __future__ import annotations

from pathlib import Path

import click

from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.population.firms import FEWEST, MOST, Population
from wegwijzer.readers.population.plan_file import shipped_population_plan
from wegwijzer.readers.population.writing import check_population_target, write_population
from wegwijzer.wording.population import calibration_lines, population_data, population_lines


@click.command("population")
@click.option(
    "--firms",
    type=click.IntRange(FEWEST, MOST),
    required=True,
    metavar="N",
    help="How many rows; Flanders has half a million.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=1,
    show_default=True,
    metavar="S",
    help="Another seed, other rows.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to write it: .parquet or .csv.",
)
@click.option("--sample", is_flag=True, help="Draw larger firms more often, with a stratum and its size in each row.")
@click.option("--report", is_flag=True, help="Print every figure that it is held against.")
@language_option
@json_option
def command(firms: int, seed: int, out: Path, sample: bool, report: bool, language: str, as_json: bool) -> None:
    """Invent a Flanders of any size: one row a firm, a column a fact. No row is a firm, and every row says so.

    Its pyramid, its users of the kmo-portefeuille and its research are those of tables 3, 6 and 11 of the report. The
    same seed gives the same file. `scan` and `simulate` read it.

    \b
    wegwijzer population --firms 500000 --seed 1 --out firms.parquet --report
    """
    with plain_errors():
        check_population_target(out)
        if out.is_dir():
            raise InputError([Fault(str(out), "is a folder.", "the name of a file.")])
        population = Population(shipped_population_plan(), firms, seed, sample)
        reached = write_population(population, out).reached()
        if as_json:
            print_json(population_data(str(out), firms=firms, seed=seed, is_sample=sample, reached=reached))
            return
        click.echo("\n".join(population_lines(str(out), firms=firms, reached=reached, language=language)))
        if report:
            click.echo("\n".join(calibration_lines(reached, language)))
