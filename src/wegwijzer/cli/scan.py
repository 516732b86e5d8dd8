"""`wegwijzer scan`: every measure for every firm of a population."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from wegwijzer.cli.options import json_option, language_option, on_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import checked_day, shipped_day
from wegwijzer.wording.language import say
from wegwijzer.wording.scan import progress_text, scan_data, scan_lines
from wegwijzer.wording.survey_numbers import count_text

if TYPE_CHECKING:
    from wegwijzer.readers.scanning.run import ScanOrder

_FEWEST_ROWS, _MOST_ROWS = 1_000, 4_000_000
_STOPPED = 130


@click.command("scan")
@click.argument("firms", type=click.Path(path_type=Path), metavar="FIRMS")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="OUT", help="Where the rows go: OUT.parquet, or a folder."
)
@click.option("--summary", is_flag=True, help="Print the firms met, not met and undecided per measure.")
@click.option("--measures", metavar="ID,…", help="Only these measures; all of the day if left out.")
@click.option(
    "--relations", type=click.Path(path_type=Path), metavar="FILE", help="Related enterprises, for the EU size."
)
@click.option("--amounts", is_flag=True, help="Add what each measure is worth to the firm, from and to.")
@click.option("--questions", is_flag=True, help="Add the fact that would decide most for the firm.")
@click.option("--keep", multiple=True, metavar="COL,…", help="Copy these columns to the output.")
@click.option("--ignore", multiple=True, metavar="COL,…", help="Let these columns be.")
@click.option("--ignore-others", is_flag=True, help="Let every column be that is no fact.")
@click.option("--partition-by", metavar="COL", help="A folder of the output for each value of this column.")
@click.option("--part-rows", type=click.IntRange(_FEWEST_ROWS, _MOST_ROWS), metavar="N", help="Rows held at a time.")
@click.option("--resume", is_flag=True, help="Go on with a scan into a folder that was stopped.")
@click.option(
    "--engine",
    type=click.Choice(("polars", "duckdb", "spark")),
    default="polars",
    show_default=True,
    help="What works it out.",
)
@on_option
@language_option
@json_option
def command(
    firms: Path,
    out: Path | None,
    summary: bool,
    measures: str | None,
    relations: Path | None,
    amounts: bool,
    questions: bool,
    keep: tuple[str, ...],
    ignore: tuple[str, ...],
    ignore_others: bool,
    partition_by: str | None,
    part_rows: int | None,
    resume: bool,
    engine: str,
    on: date,
    language: str,
    as_json: bool,
) -> None:
    """Read every measure for every firm of a population: verdict, what blocks, and what is missing.

    FIRMS is Parquet or CSV, a row a firm and a column a fact, with bands as fte_min and fte_max. OUT.parquet appears
    whole or not at all; a folder keeps the parts that are finished, and --resume goes on with them.

    \b
    wegwijzer scan firms.parquet --out scanned.parquet --summary
    wegwijzer scan firms.parquet --out scanned --partition-by province --amounts
    """
    with plain_errors():
        if out is None and not (summary or as_json):
            raise InputError([Fault("--out", "there is no place for the rows.", "--out OUT.parquet, or --summary.")])
        _needs_folder(out, partition_by, resume)
        checked_day(on)
        _needs_polars(firms)
        from wegwijzer.readers.scanning.engines import part_rows_of
        from wegwijzer.readers.scanning.run import ScanOrder

        order = ScanOrder(
            population=firms,
            out=out,
            engine=engine,
            measures=_names((measures,) if measures else ()),
            relations=relations,
            keep=_names(keep),
            ignore=_names(ignore),
            ignore_others=ignore_others,
            partition_by=partition_by,
            amounts=amounts,
            questions=questions,
            resume=resume,
            part_rows=part_rows or part_rows_of(engine),
        )
        _scan(order, on, language, summary=summary, as_json=as_json)


def _scan(order: ScanOrder, on: date, language: str, *, summary: bool, as_json: bool) -> None:
    from wegwijzer.readers.scanning.run import ScanStopped, run_scan

    bar = _Bar(language, is_shown=sys.stderr.isatty() and not as_json)
    try:
        with _stoppable():
            result = run_scan(order, shipped_day(on), progress=bar.show)
    except ScanStopped as stopped:
        bar.clear()
        click.echo(_stopped_text(order, stopped.parts, stopped.firms, language), err=True)
        sys.exit(_STOPPED)
    except KeyboardInterrupt:  # before the first row
        click.echo(say("scan.stopped_without", language), err=True)
        sys.exit(_STOPPED)
    finally:
        bar.clear()
    out = None if order.out is None else str(order.out)
    if as_json:
        print_json(scan_data(result.summary, engine=order.engine, key=result.key, out=out, ignored=result.ignored))
        return
    if result.ignored:
        click.echo(say("scan.ignored", language, columns=", ".join(result.ignored)), err=True)
    counted = count_text(result.summary.firms, language)
    if summary:
        click.echo("\n".join(scan_lines(result.summary, language)))
    if out is not None:
        click.echo(say("scan.written", language, out=out, firms=counted))


def _stopped_text(order: ScanOrder, parts: int, firms: int, language: str) -> str:
    if order.out is None or order.is_single_file:
        return say("scan.stopped_without", language)
    return say("scan.stopped", language, parts=parts, firms=count_text(firms, language), out=str(order.out))


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for words in given for name in words.split(",") if name.strip())


def _needs_folder(out: Path | None, partition_by: str | None, resume: bool) -> None:
    if out is None or out.suffix.casefold() == ".parquet":
        for option, is_given in (("--partition-by", partition_by is not None), ("--resume", resume)):
            if is_given:
                raise InputError([Fault(option, "needs a folder for the parts.", "--out FOLDER, without .parquet.")])


def _needs_polars(firms: Path) -> None:
    from importlib.util import find_spec

    if find_spec("polars") is None:
        problem = "populations are read with a library that is not installed."
        raise InputError([Fault(str(firms), problem, "pip install 'wegwijzer[survey]'.")])


class _Bar:
    """How far the scan is, on one line of the terminal."""

    def __init__(self, language: str, *, is_shown: bool) -> None:
        self._language, self._is_shown = language, is_shown
        self._has_line = False

    def show(self, done: int, firms: int | None) -> None:
        """Write the line anew."""
        if self._is_shown:
            width = shutil.get_terminal_size().columns - 1
            click.echo(f"\r{progress_text(done, firms, self._language):{width}.{width}}", nl=False, err=True)
            self._has_line = True

    def clear(self) -> None:
        """Take the line away."""
        if self._has_line:
            click.echo(f"\r{'':{shutil.get_terminal_size().columns - 1}}\r", nl=False, err=True)
            self._has_line = False


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let a request to end the process stop the scan as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread, where no signals come
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
