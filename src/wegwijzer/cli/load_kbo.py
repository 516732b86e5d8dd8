"""`wegwijzer load kbo`: load a dump or an update of the register of enterprises."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from wegwijzer.cli.options import json_option, plain_errors, print_json
from wegwijzer.cli.registers_option import registers_option
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.kbo.loading import (
    LOADED,
    NOTHING_NEW,
    UPDATED,
    LoadSummary,
    bad_rows,
    first_bad_rows,
    load_kbo,
)
from wegwijzer.readers.registers import registers_folder

_MOST_SHOWN = 20
_SAID = {LOADED: "Loaded", UPDATED: "Updated to", NOTHING_NEW: "Nothing to do: the register already holds this; it is"}


@click.command("kbo")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write every bad row to FILE."
)
@registers_option
@json_option
def command(path: Path, report: Path | None, registers: Path | None, as_json: bool) -> None:
    """Load a full dump or an update of KBO Open Data: the zip as it was downloaded, or a folder of its files.

    Rows that cannot be right are left out and reported, the rest goes through. An interrupted load goes on where it
    stopped when it is started again. Of natural persons no address is kept.

    \b
    wegwijzer load kbo KboOpenData_0140_2026_11_Full.zip --report bad-rows.txt
    """
    with plain_errors():
        folder = registers_folder(registers)
        _check_report(report)
        with _progress() as progress:
            summary = load_kbo(path, folder, progress=progress)
        extract = summary.read_extract
        if report is not None:
            _write_report(report, summary)
        for row in first_bad_rows(summary.register, extract, _MOST_SHOWN):
            click.echo(str(row), err=True)
        for line in _report_lines(summary, report):
            click.echo(line, err=True)
        if as_json:
            print_json(_summary_data(summary))
        else:
            counted = ", ".join(f"{count:,} {name}" for name, count in summary.rows.items())
            said = _SAID[summary.outcome]
            click.echo(f"{said} extract {summary.extract} of {summary.day.isoformat()}: {counted}.")
            click.echo(f"Register: {summary.register}")


def _check_report(report: Path | None) -> None:
    """Refuse a report that could not be written before the load, not after it."""
    if report is None:
        return
    try:
        was_there = report.exists()
        with report.open("a", encoding="utf-8"):
            pass
        if not was_there:
            report.unlink()
    except OSError as error:
        fault = Fault(str(report), f"cannot be written ({error.strerror}).", "a file in a folder that exists.")
        raise InputError([fault]) from error


def _write_report(report: Path, summary: LoadSummary) -> None:
    with report.open("w", encoding="utf-8") as file:
        for row in bad_rows(summary.register, summary.read_extract):
            file.write(f"{row}\n")


def _report_lines(summary: LoadSummary, report: Path | None) -> Iterator[str]:
    total = sum(summary.bad_rows.values())
    if total:
        counts = ", ".join(f"{kind} {count:,}" for kind, count in summary.bad_rows.items())
        where = f"all in {report}" if report else "--report FILE writes them all"
        yield f"{total:,} bad rows were left out ({counts}); {where}."
    for unmapped in summary.unmapped:
        shown = unmapped.label or "(no label)"
        yield f'{unmapped.category} {unmapped.code} "{shown}" gives no fact: {unmapped.enterprises:,} enterprises.'


def _summary_data(summary: LoadSummary) -> dict[str, object]:
    return {
        "outcome": summary.outcome,
        "register": str(summary.register),
        "extract": summary.extract,
        "as_of": summary.day.isoformat(),
        "rows": dict(summary.rows),
        "bad_rows": dict(summary.bad_rows),
        "unmapped": [
            {"category": item.category, "code": item.code, "label": item.label, "enterprises": item.enterprises}
            for item in summary.unmapped
        ],
    }


class _Bar:
    """A bar on a terminal for each step; elsewhere one line for each."""

    def __init__(self) -> None:
        self._bar: Any = None

    def begin(self, step: str, size: int) -> None:
        """Show the next step; one of unknown length has no bar, and no line where there is no terminal."""
        self.end()
        if not size or not sys.stderr.isatty():
            if size or sys.stderr.isatty():
                click.echo(step, err=True)
            return
        self._bar = click.progressbar(
            length=size, label=f"{step:20}", file=sys.stderr, update_min_steps=max(size // 200, 1)
        )
        self._bar.__enter__()

    def advance(self, count: int) -> None:
        """Some more bytes are read."""
        if self._bar is not None:
            self._bar.update(count)

    def end(self) -> None:
        """Close the bar of the step."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


@contextmanager
def _progress() -> Iterator[_Bar]:
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.end()
