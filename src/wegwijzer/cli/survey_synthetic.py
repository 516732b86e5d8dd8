"""`wegwijzer survey synthetic`: an invented survey, for demonstrations and tests."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from wegwijzer.cli.options import language_option, plain_errors
from wegwijzer.core.pyramid.synthetic import FEWEST, MOST, make_survey, random_from
from wegwijzer.readers.survey_writing import check_synthetic_target, write_synthetic
from wegwijzer.readers.synthetic_survey import shipped_synthetic_plan
from wegwijzer.wording.language import say
from wegwijzer.wording.values import number_text


@click.command("synthetic")
@click.option(
    "--firms", type=click.IntRange(FEWEST, MOST), default=2000, show_default=True, metavar="N", help="How many rows."
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
    help="Where to write it: .csv, .parquet or .sav.",
)
@language_option
def command(firms: int, seed: int, out: Path, language: str) -> None:
    """Invent a survey that looks like the innovation survey. No row is a firm, and every row says so.

    Its strata are sector by size, with weights and population sizes. The pyramid of its firms of 10 to 100 staff is
    table 3 of the report, for high technology, low technology and all together. The same seed gives the same file.

    \b
    wegwijzer survey synthetic --firms 20000 --seed 7 --out firms.parquet
    """
    with plain_errors():
        check_synthetic_target(out)
        write_synthetic(make_survey(shipped_synthetic_plan(), firms, random_from(seed)), out)
        click.echo(say("cli.synthetic_written", language, firms=number_text(Decimal(firms), language), file=str(out)))
