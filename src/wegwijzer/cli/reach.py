"""`wegwijzer reach`: who uses measures and who does not, from files of use and a population."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wegwijzer.cli.options import language_option, plain_errors
from wegwijzer.cli.reach_options import names_in, reach_of, reach_options
from wegwijzer.cli.result_file import check_out, out_option, write_out
from wegwijzer.wording.language import say
from wegwijzer.wording.reach import published_reach, reach_lines


@click.command("reach")
@click.argument("use", type=click.Path(path_type=Path), metavar="FILE...", nargs=-1, required=True)
@click.option("--year", type=int, metavar="YEAR", help="The year; the last one in the files if left out.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "csv", "json-stat")),
    default="text",
    show_default=True,
    help="What to print.",
)
@reach_options
@out_option
@language_option
def command(use: tuple[Path, ...], year: int | None, form: str, out: Path | None, language: str, **files: Any) -> None:
    """Say which firms measures reach, whom they leave out, who comes back, and how support is spread.

    FILE has a row a firm, measure and year: firm (a pseudonym), measure, year, and as far as known size, sector,
    province, layer, amount_eur. CSV or Parquet. Every figure has an interval and a definition; small counts are hidden,
    with what would give them away.

    \b
    wegwijzer reach use.csv --population firms.parquet --year 2026
    wegwijzer reach use.csv --population firms.parquet --needs needs.csv --referrals referrals.csv --format json-stat
    """
    with plain_errors():
        for path in (*use, files["population"]):
            check_out(out, str(path))
        measured = reach_of(use, year, **files)
        names = names_in(language)
        publication = published_reach(measured.found, measured.about, names)
        write_out(out, lambda: publication)
        if form == "text":
            click.echo("\n".join(reach_lines(measured.found, measured.about, names)))
            if out is not None:
                click.echo(say("reach.written", language, file=out))
        elif form == "json":
            from wegwijzer.cli.options import print_json
            from wegwijzer.wording.reach_data import reach_data

            print_json(reach_data(measured.found, measured.about))
        else:
            from wegwijzer.publishing import json_stat, plain_csv

            content = (plain_csv if form == "csv" else json_stat).file_bytes(publication)
            click.echo(content.decode("utf-8"), nl=False)
