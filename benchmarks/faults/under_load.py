"""Four people refer over the pages of a server with two workers on PostgreSQL, while something is done to it.

What they do and how it is counted is that of `kill_nine`: this adds a database that can be stopped, and the trouble.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller

from benchmarks.faults.outcome import Outcome
from benchmarks.kill_nine import (
    Said,
    finish,
    mend,
    problems_of,
    server,
    settings_of_load,
    tally_of,
    workers,
)
from benchmarks.kill_nine_contacts import Contact
from benchmarks.kill_nine_processes import Killed, Sink, free_port, run
from benchmarks.kill_nine_writing import CONTACTS, subjects
from tests.postgres.cluster import Cluster, running_cluster
from wegwijzer.readers.catalogue import shipped_catalogue

_LONGEST = 1800.0
_PATIENCE = 8.0
_IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # a folder of its own is made in it
"""Where the files of the database stand: nothing here cuts the power, and other work makes a disk slow."""


@dataclass
class Stand:
    """An installation of its own: a database that can be stopped, a mail server, settings, a folder."""

    environment: dict[str, str]
    cluster: Cluster
    sink: Sink
    folder: Path


@dataclass
class Load:
    """The installation while people use it."""

    stand: Stand
    processes: Killed
    port: int
    contacts: list[Contact]
    count: int
    outcome: Outcome
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def is_over(self) -> bool:
        """Whether everybody is done."""
        return not any(contact.is_alive() for contact in self.contacts)

    @property
    def acknowledged(self) -> int:
        """How many referrals are acknowledged so far."""
        return sum(len(contact.acknowledged) for contact in self.contacts)

    def wait_until(self, share: float) -> None:
        """Wait until so much of it is acknowledged, or all is over; what ended by itself is started meanwhile."""
        while self.acknowledged < share * self.count and not self.is_over:
            self.processes.start_what_ended()
            time.sleep(0.3)

    def wait(self, seconds: float) -> None:
        """Wait, and start what ended by itself meanwhile."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.is_over:
            self.processes.start_what_ended()
            time.sleep(0.2)

    def ask(self, path: str, *, port: int | None = None) -> tuple[int, Mapping[str, str], str]:
        """What the server answers: status (0: none), headers and text."""
        return ask(self.port if port is None else port, path)

    def seconds_until_ready(self, *, longest: float = 120.0) -> float:
        """How long it takes until `/readyz` says that pages can be served."""
        began = time.monotonic()
        while not is_ready(self.port):
            self.processes.start_what_ended()
            if time.monotonic() - began > longest:
                self.outcome.problems.append(f"Not ready again after {longest:.0f} s.")
                break
            time.sleep(0.2)
        return time.monotonic() - began


def ask(port: int, path: str) -> tuple[int, Mapping[str, str], str]:
    """What a server of this machine answers: status (0: none), headers and text."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=_PATIENCE) as answer:
            return answer.status, dict(answer.headers), answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode("utf-8", "replace")
    except OSError:
        return 0, {}, ""


def is_ready(port: int) -> bool:
    """Whether a server can serve pages; of a release that does not tell, whether it lives."""
    status = ask(port, "/readyz")[0]
    return status == 200 or (status == 404 and ask(port, "/healthz")[0] == 200)


@contextmanager
def standing(
    *, data: Path | None = None, more: Mapping[str, str] | None = None, is_migrated: bool = True
) -> Iterator[Stand]:
    """An empty installation, with its tables and people, that is removed afterwards."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with (
            tempfile.TemporaryDirectory(prefix="wegwijzer-fault-") as folder,
            tempfile.TemporaryDirectory(prefix="wegwijzer-fault-", dir=_IN_MEMORY) as quick,
            running_cluster(is_durable=True, data=data or Path(quick)) as cluster,
        ):
            environment = {**settings_of_load(controller.port), **cluster.environment, "WEGWIJZER_FILES": folder}
            if is_migrated:
                run(environment, "-m", "django", "migrate", "--verbosity", "0")
                run(environment, "-m", "benchmarks.kill_nine_writing", "prepare", "pages")
            yield Stand({**environment, **(more or {})}, cluster, sink, Path(folder))
    finally:
        controller.stop()


def under_load(
    stand: Stand,
    trouble: Callable[[Load], None],
    *,
    count: int,
    seed: int = 9,
    commands: Callable[[], dict[str, list[str]]] | None = None,
    port: int = 0,
) -> Outcome:
    """Let people refer while the trouble is made, and count afterwards what is there and what arrived.

    With `commands` and `port` the server runs already, and those run beside it.
    """
    outcome, port = Outcome(), port or free_port()
    started = workers() | server(port) if commands is None else commands()
    processes = Killed(stand.environment, started, stand.folder / "log")
    labels = {id: shipped_catalogue().business_domains[id].label["nl"] for id in subjects()}
    contacts = [Contact(place, count, port, stand.sink, labels, seed) for place in range(CONTACTS)]
    load = Load(stand, processes, port, contacts, count, outcome)
    began = time.monotonic()
    try:
        load.seconds_until_ready()
        for contact in contacts:
            contact.start()
        guard = threading.Timer(_LONGEST, processes.stop)
        guard.daemon = True
        guard.start()
        trouble(load)
        while not load.is_over:
            load.wait(1.0)
        guard.cancel()
        finish(stand.environment)
        status = json.loads(load.ask("/readyz")[2] or "{}").get("status", "no answer")
    finally:
        processes.stop()
    outcome.told(f"{count} referrals, {CONTACTS} contacts, 2 workers, PostgreSQL", f"{time.monotonic() - began:.0f} s")
    outcome.told("afterwards /readyz says", status)
    outcome.must(status == "ready", f"Afterwards it is {status}.")
    count_what_is_there(load)
    return outcome


def count_what_is_there(load: Load) -> None:
    """Hold what people were told against what is in the database and what arrived by mail."""
    stand, outcome = load.stand, load.outcome
    outcome.problems += [f"{contact.name}: {contact.error!r}" for contact in load.contacts if contact.error is not None]
    run(stand.environment, "-m", "benchmarks.kill_nine_writing", "expire")
    said = Said(
        load.processes.kills,
        {number for contact in load.contacts for number in contact.acknowledged},
        {number for contact in load.contacts for number in contact.given_up},
        sum((contact.told for contact in load.contacts), Counter()),
    )
    chosen = argparse.Namespace(count=load.count, what="pages", on="postgres")
    tally = tally_of(stand.environment, chosen, said, stand.sink)
    states = {state: times.total() for state, times in sorted(tally["by_state"].items())}  # type: ignore[attr-defined]
    unsure = tally["unsure"]
    for name, value in (
        ("killed with -9", f"{said.kills.total()} ({', '.join(f'{n} {c}' for n, c in sorted(said.kills.items()))})"),
        ("people who got or did", ", ".join(f"{what} {times}" for what, times in sorted(said.told.items())) or "none"),
        ("acknowledged / given up", f"{len(said.acknowledged)} / {len(said.given_up)}"),
        ("acknowledged and not there (lost)", tally["lost"]),
        ("there more than once", len(tally["more"])),  # type: ignore[arg-type]
        ("there in part", len(tally["halves"])),  # type: ignore[arg-type]
        ("letters", f"{tally['letters']} ({', '.join(f'{name} {times}' for name, times in states.items())})"),
        ("unsure that arrived / did not", f"{sum(1 for _, n in unsure if n)} / {sum(1 for _, n in unsure if not n)}"),  # type: ignore[attr-defined]
        ("letters that arrived twice", tally["twice"]),
    ):
        outcome.told(name, value)
    mended = mend(stand.environment, tally, stand.sink)
    outcome.problems += problems_of(tally, chosen, said, mended)
