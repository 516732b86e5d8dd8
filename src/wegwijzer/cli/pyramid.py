"""`wegwijzer pyramid`: the innovation pyramid of a survey, with intervals."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json
from wegwijzer.cli.result_file import check_out, out_option, write_out
from wegwijzer.cli.survey_analysis import analysis_options, run_analysis
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.analysing import Analysis, deciding_texts
from wegwijzer.core.pyramid.tally import placed_texts
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.wording.publication import published_pyramid
from wegwijzer.wording.pyramid import pyramid_lines
from wegwijzer.wording.pyramid_results import pyramid_data

_ADDED = ("segment", "possible", "decided_by")


@click.command("pyramid")
@analysis_options
@click.option("--rows-out", type=click.Path(dir_okay=False), metavar="FILE", help="Write every row with its segment.")
@out_option
@language_option
@json_option
def command(survey: str, rows_out: str | None, out: Path | None, language: str, as_json: bool, **options: Any) -> None:
    """Place the firms of a survey in the innovation pyramid of table 12, and say how sure the shares are.

    SURVEY is CSV, Parquet, Excel, SPSS, Stata or SAS. Its columns are the questions of table 12 (q8a, q8b, q10a, …), or
    a map says which they are. A firm whose missing answers could change its rung is undecided.

    \b
    wegwijzer pyramid examples/synthetic-survey.csv --weight weight --strata stratum --where "emp >= 10 and emp <= 100"
    wegwijzer pyramid cis2012.sav --map cis2012 --weight weight --by technology --json
    """
    with plain_errors():
        check_out(out, survey)
        analysis, data = run_analysis(survey, **options, all_columns=rows_out is not None)
        if rows_out is not None:
            _write_rows(Path(rows_out), data, analysis)
        write_out(out, lambda: published_pyramid(analysis, data.name, language, data.value_labels))
        if as_json:
            print_json(pyramid_data(analysis, language))
        else:
            click.echo("\n".join(pyramid_lines(analysis, data.name, language)))


def _write_rows(path: Path, data: SurveyData, analysis: Analysis) -> None:
    """Every row of the survey as it was, with what the pyramid makes of it; the file appears whole or not at all."""
    taken = [name for name in _ADDED if name in data.all_columns]
    if taken:
        problem = f"the survey has a column {', '.join(taken)} already."
        raise InputError([Fault(data.name, problem, f"no columns {', '.join(_ADDED)}.")])
    segment, possible = placed_texts(analysis.placed, data.rows)
    decided_by = deciding_texts(analysis.answers, analysis.question.reading, data.rows)
    columns: list[Sequence[str | None]] = [data.texts(name).tolist() for name in data.all_columns]
    rows = zip(*columns, segment.tolist(), possible.tolist(), decided_by.tolist(), strict=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*data.all_columns, *_ADDED])
            writer.writerows(rows)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InputError(
            [Fault(str(path), f"cannot be written ({error.strerror}).", "a folder to write in.")]
        ) from error
