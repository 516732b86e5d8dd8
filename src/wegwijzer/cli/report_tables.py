"""`wegwijzer report tables`: the report's tables as files, recomputed, with the slips of print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from wegwijzer.cli.options import json_option, language_option, plain_errors, print_json
from wegwijzer.cli.owned_folder import write_owned
from wegwijzer.core.report.recomputing import Outcome, Recomputed, recompute
from wegwijzer.core.report.table import CheckKind, ReportTable
from wegwijzer.publishing.sheets import sheets_bytes
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.report_tables import report_tables
from wegwijzer.wording.figures import recomputed_text, slip_text, table_name
from wegwijzer.wording.figures_files import (
    file_stem,
    overview_csv,
    recomputed_data,
    slip_data,
    table_csv,
    table_head,
    table_json,
)
from wegwijzer.wording.figures_workbook import workbook_sheets
from wegwijzer.wording.language import say

WORKBOOK = "tables.xlsx"
"""All tables in one file, with a sheet of notes."""

_RIGHT = (Outcome.HOLDS, Outcome.SHOWN_ONLY)


@click.command("tables")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder to write to; made when it is not there.",
)
@language_option
@json_option
def command(out: Path, language: str, as_json: bool) -> None:
    """Write the report's thirteen tables as CSV, JSON and one Excel file, and print which sums hold.

    Figures stand as printed, also where print is wrong: what is wrong is listed. A file in DIR that this command did
    not write, or that was changed since, is never replaced.

    \b
    wegwijzer report tables --out tables
    wegwijzer report tables --out tables --lang en --json
    """
    with plain_errors():
        tables = report_tables()
        overview = _overview(tables, language)
        classes = shipped_catalogue().technology_table.classes
        files: dict[str, str | bytes] = {
            f"{file_stem(table)}.{kind}": write(table, language, classes)
            for table in tables
            for kind, write in (("csv", table_csv), ("json", table_json))
        }
        files["overview.csv"] = overview_csv(tables, language)
        files["overview.json"] = json.dumps(overview, ensure_ascii=False, indent=1) + "\n"
        sheets = workbook_sheets(tables, language, classes)
        files[WORKBOOK] = sheets_bytes(sheets, title=say("figures.report", language))
        write_owned(out, files, by="wegwijzer report tables")
        if as_json:
            print_json({"out": str(out), "files": sorted(files), **overview})
        else:
            click.echo("\n".join(_lines(tables, out, len(files), language)))


def _overview(tables: Sequence[ReportTable], language: str) -> dict[str, object]:
    return {
        "report": say("figures.report", language),
        "workbook": WORKBOOK,
        "tables": [{**table_head(table, language), "files": _names(table)} for table in tables],
        "recomputed": [recomputed_data(table, found) for table in tables for found in recompute(table)],
        "slips": [slip_data(table, slip, language) for table in tables for slip in table.slips],
    }


def _names(table: ReportTable) -> list[str]:
    return [f"{file_stem(table)}.{kind}" for kind in ("csv", "json")]


def _lines(tables: Sequence[ReportTable], out: Path, files: int, language: str) -> Iterator[str]:
    found = [(table, result) for table in tables for result in recompute(table)]
    sums = [result for _, result in found if result.kind is not CheckKind.P_VALUE]
    yield say("figures.cli.title", language, tables=len(tables), out=out)
    yield say("figures.cli.files", language, count=files)
    yield say("figures.cli.sums", language, holds=_count(sums, Outcome.HOLDS), all=len(sums))
    yield say("figures.cli.p_values", language, count=len(found) - len(sums))
    yield ""
    yield say("figures.cli.not_right", language)
    for table, result in found:
        if result.outcome not in _RIGHT:
            outcome = say(f"figures.outcome.{result.outcome.value}", language)
            yield f"  {table_name(table, language)}, {recomputed_text(table, result, language)} [{outcome}]"
    slips = [(table, slip) for table in tables for slip in table.slips]
    yield ""
    yield say("figures.cli.slips", language, count=len(slips))
    for table, slip in slips:
        by = say(f"figures.slip_found.{'us' if slip.found_by_us else 'known'}", language)
        yield f"  {slip_text(table, slip, language)} [{by}]"


def _count(results: Sequence[Recomputed], outcome: Outcome) -> int:
    return sum(result.outcome is outcome for result in results)
