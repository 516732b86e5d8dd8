"""`wegwijzer table`: a weighted cross table of a survey, with the test that knows the design."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from wegwijzer.cli.disclosure_option import disclosure_option, rules_of
from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json
from wegwijzer.cli.result_file import check_out, out_option, write_out
from wegwijzer.core.disclosure.protecting import protect
from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.disclosure.tables import Table
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.association import CrossTable
from wegwijzer.core.survey.crossing import CrossQuestion, cross
from wegwijzer.core.survey.selecting import Condition, ConditionError, parse_condition
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu
from wegwijzer.readers.survey.reading import read_survey
from wegwijzer.wording.cross_table import cross_table_data, cross_table_lines
from wegwijzer.wording.publication_cross import published_cross_table


@click.command("table")
@click.argument("survey", type=click.Path(path_type=Path), metavar="SURVEY")
@click.option("--rows", required=True, metavar="COL", help="The column whose answers are the rows.")
@click.option("--cols", required=True, metavar="COL", help="The column whose answers are the columns.")
@click.option("--weight", default="", metavar="COL", help="How many firms each row stands for.")
@click.option("--strata", default="", metavar="COL", help="The stratum of each row.")
@click.option("--psu", default="", metavar="COL", help="The sampling unit of each row, if not the row itself.")
@click.option("--fpc", default="", metavar="COL", help="The population size of the row's stratum, in sampling units.")
@click.option("--where", "where_text", default="", metavar="EXPR", help="Only these rows; the design stays whole.")
@click.option(
    "--single-psu",
    type=click.Choice([rule.value for rule in SinglePsu]),
    default=DEFAULT_RULE.value,
    show_default=True,
    help="What a stratum with one sampling unit adds to the error.",
)
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
    weight: str,
    strata: str,
    psu: str,
    fpc: str,
    where_text: str,
    single_psu: str,
    min_count: int | None,
    disclosure: Path | None,
    out: Path | None,
    language: str,
    as_json: bool,
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
        rules, rule = rules_of(disclosure), SinglePsu(single_psu)
        least = min_count or (1 if disclosure is None else rules.minimum_count)
        question = CrossQuestion(rows, cols, weight, strata, psu, fpc, _condition(where_text), rule)
        data = read_survey(survey, columns=frozenset(question.columns))
        crossed = cross(data, question)
        hidden = _hidden(crossed.table, replace(rules, minimum_count=least)) if least > 1 else frozenset()
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


def _hidden(table: CrossTable, rules: DisclosureRules) -> frozenset[tuple[str, str]]:
    """The cells that may not be shown, by row and column."""
    counts = {(cell.row, cell.col): cell.n for cell in table.cells}
    inner = [[counts[row, col] for col in table.cols] for row in table.rows]
    shown = Table.of({"row": table.rows, "col": table.cols}, inner)
    found = protect(shown, rules)
    return frozenset(place for place in counts if found.hides({"row": place[0], "col": place[1]}))
