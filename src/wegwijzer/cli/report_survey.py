"""`wegwijzer report survey`: the pyramid of a survey on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wegwijzer.cli.options import language_option, plain_errors
from wegwijzer.cli.result_file import check_out, write_out
from wegwijzer.cli.survey_analysis import analysis_options, run_analysis
from wegwijzer.wording.language import say
from wegwijzer.wording.publication import published_pyramid
from wegwijzer.wording.survey_numbers import count_text

_FORMS = (".pdf",)


@click.command("survey")
@analysis_options
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="REPORT.pdf",
    help="The PDF to write.",
)
@language_option
def command(survey: str, out: Path, language: str, **options: Any) -> None:
    """Print the innovation pyramid of a survey: pictures with their figures, and what to know of them.

    The options are those of `wegwijzer pyramid`. The PDF is tagged, and every picture has a text in its place and a
    table with its figures. Small cells are hidden, with what would give them away.

    \b
    wegwijzer report survey examples/synthetic-survey.csv --weight weight --strata stratum --by size --out pyramid.pdf
    wegwijzer report survey cis2012.sav --map cis2012 --weight weight --by technology --out cis2012.pdf --lang en
    """
    with plain_errors():
        check_out(out, survey, _FORMS)
        analysis, data = run_analysis(survey, **options)
        write_out(out, lambda: published_pyramid(analysis, data.name, language, data.value_labels), _FORMS)
        click.echo(say("publication.written", language, file=out, rows=count_text(analysis.rows_used, language)))
