"""`wegwijzer table`: a weighted cross table of a survey, with the test that knows the design."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wegwijzer.cli.design_options import design_of_options, design_options
from wegwijzer.cli.disclosure_option import disclosure_option, rules_of
from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json
from wegwijzer.cli.result_file import check_out, out_option, write_out
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.crossing import CrossQuestion, cross
from wegwijzer.core.survey.crossing_disclosure import hidden_cells
from wegwijzer.core.survey.selecting import Condition, ConditionError, parse_condition
from wegwijzer.readers.survey.reading import read_survey
from wegwijzer.wording.cross_table import cross_table_data, cross_table_lines
from wegwijzer.wording.publication_cross import published_cross_table


@click.command("table")
@click.argument("survey", type=click.Path(path_type=Path), metavar="SURVEY")
@click.option("--rows", required=True, metavar="COL", help="The column whose answers are the rows.")
@click.option("--cols", required=True, metavar="COL", help="The column whose answers are the columns.")
@design_options
@click.option("--where", "where_text", default="", metavar="EXPR", help="Only these rows; the design stays whole.")
@click.option(
    "--min-count",
    type=click.IntRange(min=1),
    default=None,
    show_default="1, or that of --disclosure",
    metavar="N",
    help="Hide cells of fewer rows, and what would give them away.",
)
@disclosure_option
@out_option
@language_option
@json_option
def command(
    survey: Path,
    rows: str,
    cols: str,
    where_text: str,
    min_count: int | None,
    disclosure: Path | None,
    out: Path | None,
    language: str,
    as_json: bool,
    **design: Any,
) -> None:
    """Cross two answers of a survey: weighted row shares, and whether the two go together.

    SURVEY is CSV, Parquet, Excel, SPSS, Stata or SAS. Beside the design-based test stands Pearson's unweighted one,
    with a warning where it would mislead.

    \b
    wegwijzer table survey.csv --rows suppliers --cols innovation --weight weight --strata stratum --fpc fpc
    wegwijzer table survey.sav --rows size --cols innovation --weight w --where "emp >= 10 and emp <= 100" --json
    """
    with plain_errors():
        check_out(out, str(survey))
        rules, drawn = rules_of(disclosure), design_of_options(**design)
        least = min_count or (1 if disclosure is None else rules.minimum_count)
        question = CrossQuestion(
            rows,
            cols,
            drawn.weight,
            drawn.strata,
            drawn.psu,
            drawn.fpc,
            _condition(where_text),
            drawn.single_psu,
            drawn.refinement,
        )
        data = read_survey(survey, columns=frozenset(question.columns))
        crossed = cross(data, question)
        hidden = hidden_cells(crossed, rules.for_weights(least)) if least > 1 else frozenset()
        write_out(out, lambda: published_cross_table(crossed, data.name, language, data.value_labels, hidden))
        if as_json:
            print_json(cross_table_data(crossed, hidden))
        else:
            click.echo("\n".join(cross_table_lines(crossed, language, data.value_labels, hidden)))


def _condition(text: str) -> Condition | None:
    if not text.strip():
        return None
    try:
        return parse_condition(text)
    except ConditionError as error:
        raise InputError([Fault("--where", f"{error}.")]) from error
