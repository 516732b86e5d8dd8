"""`wegwijzer load accounts`: load annual accounts, and compare each firm with its sector."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from wegwijzer.cli.options import json_option, on_option, plain_errors, print_json
from wegwijzer.cli.registers_option import registers_option
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.accounts_store.loading import LoadSummary, SectorSummary, load_accounts, renew_positions
from wegwijzer.readers.accounts_store.store import open_accounts_to_load
from wegwijzer.readers.catalogue import checked_day, shipped_day
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.readers.registers import registers_folder

_MOST_SHOWN = 20
"""Faults of one FILE that are shown."""
_LINE_EVERY = 50_000
"""Filings after which a line of progress follows where there is no terminal to rewrite one on."""


@click.command("accounts")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write every fault to FILE."
)
@registers_option
@on_option
@json_option
def command(files: tuple[Path, ...], report: Path | None, registers: Path | None, on: date, as_json: bool) -> None:
    """Load annual accounts: NBB JSON, NBB XBRL, CSV or Excel, or a zip or folder of them.

    What is there already is left as it is, a corrected filing is kept beside the first, and what cannot be read gets
    a line on standard error. A load that was cut off is completed when it is started again. At the end every firm is
    compared with its sector, by the lights of the day.

    \b
    wegwijzer load accounts accounts-2024.zip exports/ --report faults.txt
    """
    with plain_errors(), ExitStack() as stack:
        day = checked_day(on)
        board, ceilings = shipped_board(day), shipped_day(day).derivation.ceilings
        folder = registers_folder(registers)
        faults = _Faults([str(file) for file in files], stack.enter_context(_opened(report)) if report else None)
        store = stack.enter_context(open_accounts_to_load(folder))
        progress = _Progress()
        summary = load_accounts(files, store, on_fault=faults.tell, on_stored=progress.stored)
        progress.end()
        faults.tell_rest(report)
        if not summary.count.filings:
            sys.exit(2)
        progress.say("Comparing every firm with its sector ...")
        positions = renew_positions(store, board, ceilings, folder)
        if as_json:
            print_json(_data(summary, positions))
            return
        count = summary.count
        click.echo(
            f"{count.filings:,} filings of {summary.enterprises:,} enterprises, from {summary.files:,} file(s): "
            f"{count.new:,} new, {count.unchanged:,} unchanged, {count.corrected:,} corrected."
        )
        click.echo(
            f"The store holds {summary.held.filings:,} filings of {summary.held.enterprises:,} enterprises; "
            f"{positions.firms:,} of a known sector are compared with it."
        )


class _Faults:
    """Tells the first faults of each FILE on standard error, and all of them in the report."""

    def __init__(self, files: Sequence[str], report: TextIO | None) -> None:
        self._files = [file.replace("\\", "/") for file in files]
        self._report = report
        self._told: Counter[str] = Counter()

    def tell(self, fault: Fault) -> None:
        """One more fault."""
        file = next((file for file in self._files if fault.where.startswith(file)), "")
        self._told[file] += 1
        if self._told[file] <= _MOST_SHOWN:
            click.echo(str(fault), err=True)
        if self._report is not None:
            self._report.write(f"{fault}\n")

    def tell_rest(self, report: Path | None) -> None:
        """How many were not shown, and where to find them."""
        for file, count in self._told.items():
            if count > _MOST_SHOWN:
                where = f"all are in {report}" if report else "--report FILE writes them all"
                click.echo(f"{file or 'elsewhere'}: {count - _MOST_SHOWN:,} more faults; {where}.", err=True)


class _Progress:
    """One line that is rewritten on a terminal; elsewhere a line now and then."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._next = _LINE_EVERY

    def stored(self, filings: int) -> None:
        """So many filings are safe on disk."""
        if self._is_terminal:
            click.echo(f"\r{filings:,} filings ...", err=True, nl=False)
        elif filings >= self._next:
            click.echo(f"{filings:,} filings ...", err=True)
            self._next = filings + _LINE_EVERY

    def end(self) -> None:
        """Leave the line as it is."""
        if self._is_terminal:
            click.echo("", err=True)

    def say(self, text: str) -> None:
        """What is being done now; only for who is watching."""
        if self._is_terminal:
            click.echo(text, err=True)


def _opened(report: Path) -> TextIO:
    try:
        return report.open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        fault = Fault(str(report), f"cannot be written ({error.strerror}).", "a file in a folder that exists.")
        raise InputError([fault]) from error


def _data(summary: LoadSummary, positions: SectorSummary) -> dict[str, object]:
    return {
        "files": summary.files,
        "filings": summary.count.filings,
        "enterprises": summary.enterprises,
        "new": summary.count.new,
        "unchanged": summary.count.unchanged,
        "corrected": summary.count.corrected,
        "faults": summary.faults,
        "store": {"enterprises": summary.held.enterprises, "filings": summary.held.filings},
        "positions": {"firms": positions.firms, "renewed": positions.is_renewed},
    }
