"""`--out FILE`: a result of a survey as a file, whose name says in which form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.publication import Publication

FORMS = (".xlsx", ".sdmx.csv", ".csv", ".json")
"""The ends of names of files for figures: Excel, SDMX-CSV 2.0, CSV, JSON-stat 2.0."""

out_option = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it to a file too: .xlsx, .csv, .json (JSON-stat 2.0) or .sdmx.csv (SDMX-CSV 2.0).",
)


def check_out(path: Path | None, survey: str, forms: tuple[str, ...] = FORMS) -> None:
    """Raise InputError when the name or the folder of the file will not do, or when it is the survey itself."""
    if path is None:
        return
    from wegwijzer.publishing.writing import check_target

    check_target(path, forms)
    if path.exists() and Path(survey).exists() and path.samefile(survey):
        raise InputError([Fault(str(path), "is the survey itself.", "the name of another file.")])


def write_out(path: Path | None, result: Callable[[], Publication], forms: tuple[str, ...] = FORMS) -> None:
    """Write the result where a file was asked for. Raises InputError when its name or folder will not do."""
    if path is None:
        return
    from wegwijzer.publishing.writing import write_result

    write_result(result(), path, forms)
