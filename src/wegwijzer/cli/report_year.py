"""`wegwijzer report year`: the reach of a year on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wegwijzer.cli.options import language_option, plain_errors
from wegwijzer.cli.reach_options import names_in, reach_of, reach_options
from wegwijzer.cli.result_file import check_out
from wegwijzer.wording.language import say
from wegwijzer.wording.reach_appendix import TABLES
from wegwijzer.wording.reach_report import yearbook

_FORMS = (".pdf",)


@click.command("year")
@click.argument("year", type=int, metavar="YEAR")
@click.argument("use", type=click.Path(path_type=Path), metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="REPORT.pdf",
    help="The PDF to write.",
)
@click.option("--without-2016", is_flag=True, help="Leave out the tables of the 2016 report.")
@reach_options
@language_option
def command(year: int, use: tuple[Path, ...], out: Path, without_2016: bool, language: str, **files: Any) -> None:
    """Print the reach of a year: whom measures reach and whom not, who comes back, how support is spread.

    Files and options are those of `wegwijzer reach`. Every picture has a definition, a table with its figures and a
    text in its place; tables 5 to 11 of the 2016 report stand behind it. The PDF is tagged.

    \b
    wegwijzer report year 2026 use.csv --population firms.parquet --out reach-2026.pdf
    """
    with plain_errors():
        for path in (*use, files["population"]):
            check_out(out, str(path), _FORMS)
        measured = reach_of(use, year, **files)
        from wegwijzer.publishing.reach_report import file_bytes
        from wegwijzer.publishing.writing import write_file
        from wegwijzer.readers.report_tables import report_tables

        printed = () if without_2016 else tuple(table for table in report_tables() if table.number in TABLES)
        write_file(out, file_bytes(yearbook(measured.found, measured.about, names_in(language), printed)))
        click.echo(say("reach.written", language, file=out))
