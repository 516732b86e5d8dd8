"""A whole installation for one measurement: PostgreSQL that writes to disk, the website, its worker, made-up people."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.kill_nine_browser import Browser, NoAnswerError
from benchmarks.kill_nine_processes import ROOT, free_port, run
from benchmarks.load.browsing import Browsing, fields_of
from benchmarks.load.people import Cast
from benchmarks.load.record import Record
from benchmarks.load.signing_in import Account
from tests.filing_files import csv_of, wide_table, xbrl, zip_of
from tests.filings import clients
from tests.postgres.cluster import throwaway_cluster

_STARTS_WITHIN = 180.0
"""Seconds in which the server has to answer; it reads the catalogue and fills the database first."""
_CONTACTS = ("carla", "cas", "bob", "lies", "fons")
_CLIENTS_OF_A_CONTACT = 40


@dataclass(frozen=True)
class Installation:
    """Where it is: the port, the processes of server and database, how that is reached, everybody's password."""

    port: int
    server: int
    database: int
    environment: dict[str, str]
    password: str


@contextmanager
def installation(*, processes: int, with_worker: bool, prepare: Sequence[str] = ()) -> Iterator[Installation]:
    """Start one with the demonstration's people and cases, and end it again.

    `prepare` are arguments of Python for a program that fills the database further, before the server starts.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything that was started is ended
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJZER_")}
    with throwaway_cluster(is_durable=True) as found, tempfile.TemporaryDirectory(prefix="wegwijzer-load-") as folder:
        environment = {
            **kept,
            **found,
            "DJANGO_SETTINGS_MODULE": "wegwijzer.web.settings",
            "WEGWIJZER_FILES": folder,
            "WEGWIJZER_REGISTERS": str(Path(folder) / "registers"),
            "WEGWIJZER_MAIL_FOLDER": str(Path(folder) / "mail"),
            "WEGWIJZER_TRUSTED_PROXIES": "1",
        }
        people = json.loads(run(environment, "-m", "wegwijzer.cli.main", "demo", "--json"))
        if prepare:
            run(environment, *prepare)
        port = free_port()
        command = ["-m", "wegwijzer.cli.main", "serve", "--port", str(port), "--workers", str(processes)]
        command.append("--with-worker" if with_worker else "--no-worker")
        with (Path(folder) / "log").open("w") as log:
            server = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
            try:
                _wait_until_ready(port, server, Path(folder) / "log")
                pid_file = Path(found["PGHOST"]) / "data" / "postmaster.pid"
                database = int(pid_file.read_text().split()[0])
                yield Installation(port, server.pid, database, environment, people[0]["password"])
            finally:
                server.terminate()
                server.wait(timeout=60)
                said = (Path(folder) / "log").read_text(errors="replace")
                print(f"The server said {len(said.splitlines())} lines; the last: {said[-300:]}", file=sys.stderr)


def _wait_until_ready(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server does not start:\n{log.read_text()[-3000:]}")
        try:
            if Browser(port).get("/healthz").status == 200:
                return
        except NoAnswerError:
            time.sleep(0.2)
    raise RuntimeError(f"the server does not answer:\n{log.read_text()[-3000:]}")


def cast_of(where: Installation, advisers: Sequence[str], seed: int) -> Cast:
    """Everybody signed in, the contacts with clients in their portfolio, and files to send. Raises WentWrongError."""
    dice, port = Random(seed), where.port
    record, began = Record(), time.monotonic()
    cast = Cast(
        [Account(email, where.password, f"192.168.1.{place}") for place, email in enumerate(advisers)],
        [
            Account(f"{short}@voorbeeld.example", where.password, f"192.168.2.{place}")
            for place, short in enumerate(_CONTACTS)
        ],
        [_file(place) for place in range(20)],
    )
    for account in (*cast.advisers, *cast.contacts):
        account.take(Browsing(port, record, dice, began))
    for place, account in enumerate(cast.contacts):
        browsing = Browsing(port, record, dice, began)
        account.take(browsing)
        page = browsing.get("form to send accounts", "/nl/klanten/laden/")
        firms = [filing for firm in clients(_CLIENTS_OF_A_CONTACT, seed=900 + place) for filing in firm]
        file = ("klanten.csv", csv_of(wide_table(firms)))
        browsing.send_file("send accounts", "/nl/klanten/laden/", fields_of(page, 'name="bestand"'), "bestand", file)
    return cast


def _file(place: int) -> tuple[str, bytes]:
    """Annual accounts as an accountant has them: a table of 25 clients, or a zip of the XBRL of 8."""
    if place % 2:
        return "klanten.csv", csv_of(wide_table([firm[0] for firm in clients(25, seed=place + 1, years=1)]))
    filings = [firm[0] for firm in clients(8, seed=place + 1, years=1)]
    return "klanten.zip", zip_of({f"{filing.entity}.xbrl": xbrl(filing) for filing in filings})
