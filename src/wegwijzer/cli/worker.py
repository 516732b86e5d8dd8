"""`wegwijzer worker`: the clocks, the letters and the weekly digests."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import time
from datetime import date

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import Day, plain_errors
from wegwijzer.cli.settling import settle

_EVERY = 5.0
"""Seconds between two rounds."""


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@click.option("--dry-run", is_flag=True, help="Print what would be done, and change nothing.")
@click.option("--on", type=Day(), metavar="DATE", help="With --dry-run: up to the end of this day. Default: today.")
@click.option("--with-parent", is_flag=True, help="Stop when the process that started it is gone.")
def command(once: bool, dry_run: bool, on: date | None, with_parent: bool) -> None:
    """Keep the promised days, send letters and weekly digests, and clear away what is too old.

    Several may run at once: none does what another does. Stopped by SIGTERM it finishes the letter in hand.

    \b
    wegwijzer worker --dry-run --on 2026-12-24
    """
    if on is not None and not dry_run:
        click.echo("--on goes with --dry-run: a worker acts on the day that it is.", err=True)
        sys.exit(2)
    if dry_run and once:
        click.echo("--once and --dry-run exclude each other: choose one.", err=True)
        sys.exit(2)
    with plain_errors():
        start_django(migrate=not dry_run)
        if dry_run:
            _foresee(on)
        else:
            _Rounds(once=once, parent=os.getppid() if with_parent else None).run()


def _foresee(on: date | None) -> None:
    from django.db import DatabaseError
    from django.utils import timezone

    from wegwijzer.web.chores import foresee

    try:
        lines = list(foresee(on or timezone.localdate(), timezone.now()))
    except DatabaseError as error:
        problem = f"The database is away, or not up to date ({type(error).__name__})"
        click.echo(f"{problem}: wegwijzer serve or wegwijzer worker brings it up to date.", err=True)
        sys.exit(2)
    for line in lines:
        click.echo(line)
    click.echo(f"{len(lines)} things until the end of {on or timezone.localdate()}. Nothing was changed.")


class _Rounds:
    """Round after round, until a signal, or the end of the parent, says to stop."""

    def __init__(self, *, once: bool, parent: int | None) -> None:
        self._once, self._parent = once, parent
        self._stop = threading.Event()
        self._is_settled = False

    def run(self) -> None:
        """Do rounds; with `once` a single one, which ends the process with its status."""
        from django.db import DatabaseError, connection
        from django.utils import timezone

        from wegwijzer.web.chores import Chores
        from wegwijzer.web.operating.clock_watch import ClockWatch, steady_seconds
        from wegwijzer.web.operating.readiness import seconds_from_database_clock

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        watch = ClockWatch(timezone.now, steady_seconds, apart=seconds_from_database_clock)
        name = f"{socket.gethostname()}:{os.getpid()}"[:100]
        chores = Chores(name, timezone.now, self._is_stopping, watch=watch)
        while not self._is_stopping():
            try:
                for line in chores.do():
                    _log(line)
                is_well = chores.is_well
            except DatabaseError as error:  # busy or restarting: nothing is lost, the next round does it
                connection.close()
                _log(f"database away ({type(error).__name__})")
                is_well = False
            if self._once:
                sys.exit(0 if is_well else 1)
            self._settle_once()
            self._wait(_EVERY)
        _log("stopped")

    def _settle_once(self) -> None:
        """After the first round, which loads nearly everything."""
        if not self._is_settled:
            self._is_settled = True
            settle()

    def _is_stopping(self) -> bool:
        return self._stop.is_set() or (self._parent is not None and os.getppid() != self._parent)

    def _wait(self, seconds: float) -> None:
        """Wait, and look now and then whether the parent is still there."""
        end = time.monotonic() + seconds
        while not self._is_stopping() and (left := end - time.monotonic()) > 0:
            self._stop.wait(min(left, 1.0))


def _log(line: str) -> None:
    """A line without personal data: for people on standard output, or in the form of the other logs."""
    from django.conf import settings

    if settings.LOG_AS_JSON:
        logging.getLogger("wegwijzer.worker").info(line)
    else:
        click.echo(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {line}")
        sys.stdout.flush()
