"""`wegwijzer population`: a synthetic Flanders of any size, for scans, simulations and demonstrations."""

from __future__ import annotations

from pathlib import Path

import click

from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.population.firms import FEWEST, MOST, Population
from wegwijzer.core.population.using import InventedUse
from wegwijzer.readers.population.plan_file import shipped_population_plan
from wegwijzer.readers.population.use_plan import shipped_use_plan
from wegwijzer.readers.population.use_writing import NEEDS, REFERRALS, USE, check_targets, write_invented
from wegwijzer.readers.population.writing import check_population_target, write_population
from wegwijzer.wording.population import calibration_lines, population_data, population_lines

_FILE = click.Path(dir_okay=False, path_type=Path)


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
@click.option("--use", type=_FILE, metavar="FILE", help="Write invented use of measures too, for `wegwijzer reach`.")
@click.option("--needs", type=_FILE, metavar="FILE", help="Write invented unmet needs too.")
@click.option("--referrals", type=_FILE, metavar="FILE", help="Write invented referrals too.")
@click.option("--sample", is_flag=True, help="Draw larger firms more often, with a stratum and its size in each row.")
@click.option("--report", is_flag=True, help="Print every figure that it is held against.")
@language_option
@json_option
def command(
    firms: int,
    seed: int,
    out: Path,
    use: Path | None,
    needs: Path | None,
    referrals: Path | None,
    sample: bool,
    report: bool,
    language: str,
    as_json: bool,
) -> None:
    """Invent a Flanders of any size: one row a firm, a column a fact. No row is a firm, and every row says so.

    Its pyramid, its users of the kmo-portefeuille and its research are those of tables 3, 6 and 11 of the report. The
    same seed gives the same file. `scan` and `simulate` read it.

    \b
    wegwijzer population --firms 500000 --seed 1 --out firms.parquet --report
    wegwijzer population --firms 20000 --out firms.parquet --use use.csv --needs needs.csv --referrals referrals.csv
    """
    with plain_errors():
        check_population_target(out)
        if out.is_dir():
            raise InputError([Fault(str(out), "is a folder.", "the name of a file.")])
        asked = {USE: use, NEEDS: needs, REFERRALS: referrals}
        targets = {name: path for name, path in asked.items() if path is not None}
        check_targets(targets, out)
        if targets and sample:
            problem = "a sample holds too few firms to be users."
            raise InputError([Fault("--sample", problem, "--use, --needs and --referrals without --sample.")])
        population = Population(shipped_population_plan(), firms, seed, sample)
        invented = InventedUse(shipped_use_plan(), population.plan.as_of.year) if targets else None
        reached = write_population(population, out, also=invented.add if invented else None).reached()
        if invented is not None:
            write_invented(invented, population, targets)
        if as_json:
            told = population_data(str(out), firms=firms, seed=seed, is_sample=sample, reached=reached)
            print_json(told | {name: str(path) for name, path in targets.items()})
            return
        click.echo("\n".join(population_lines(str(out), firms=firms, reached=reached, language=language)))
        if report:
            click.echo("\n".join(calibration_lines(reached, language)))
