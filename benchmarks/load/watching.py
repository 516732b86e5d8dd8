"""What a server's processes hold: memory, threads, open files, processor time; and the connections to the database.

Read from /proc, so on Linux alone. RSS counts pages that processes share in each of them. USS counts what is a
process's own; after a fork it rises by itself as shared pages are written to (Python counts references in them), while
RSS does not.
"""

from __future__ import annotations

import csv
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import psycopg

from benchmarks.load.installation import Installation

_TICKS = os.sysconf("SC_CLK_TCK")
_CONNECTIONS = (
    "select count(*), count(*) filter (where state like 'idle in transaction%%'), pg_database_size(current_database())"
    " from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
)


@dataclass(frozen=True, slots=True)
class Held:
    """What one process holds: kilobytes, counts, and seconds of processor time since its start."""

    name: str
    pid: int
    rss: int
    pss: int
    uss: int
    threads: int
    files: int
    cpu: float


@dataclass(frozen=True, slots=True)
class Sample:
    """One look: minutes since the beginning, load of the machine, connections, size of the database in kilobytes;
    visits begun and errors met so far."""

    minute: float
    load: float
    connections: int
    idle_in_transaction: int
    database: int
    visits: int
    errors: int
    held: Sequence[Held]


def look(where: Installation, minute: float, visits: int, errors: int) -> Sample:
    """Look once. Raises psycopg.Error when the database is away."""
    environment = where.environment
    with psycopg.connect(host=environment["PGHOST"], user="wegwijzer", dbname="wegwijzer") as connection:
        found = connection.execute(_CONNECTIONS).fetchone()
    assert found is not None
    held = [_held("server, parent", where.server)]
    web = 0
    for pid in children(where.server):
        is_worker = "worker" in Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        web += not is_worker
        held.append(_held("background worker" if is_worker else f"web process {web}", pid))
    held.append(_together("database", where.database, children(where.database)))
    held.append(_held("generator", os.getpid()))
    return Sample(minute, os.getloadavg()[0], found[0], found[1], found[2] // 1024, visits, errors, held)


def children(pid: int) -> list[int]:
    """The processes that a process started and that live."""
    return [int(found) for found in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _held(name: str, pid: int, *, with_ended: bool = False) -> Held:
    """What a process holds; `with_ended` adds the processor time of its children that have ended."""
    folder = Path(f"/proc/{pid}")
    memory = {}
    for line in (folder / "smaps_rollup").read_text().splitlines()[1:]:
        key, _, rest = line.partition(":")
        memory[key] = int(rest.split()[0])
    after_name = (folder / "stat").read_text().rpartition(")")[2].split()
    own = memory["Private_Clean"] + memory["Private_Dirty"]
    ticks = sum(int(part) for part in after_name[11 : 15 if with_ended else 13])
    return Held(
        name, pid, memory["Rss"], memory["Pss"], own,
        int(after_name[17]), len(os.listdir(folder / "fd")), ticks / _TICKS,
    )  # fmt: skip


def _together(name: str, parent: int, pids: Sequence[int]) -> Held:
    """A parent and its children as one; those that end while they are looked at are left out."""
    found = [_held(name, parent, with_ended=True)]
    for pid in pids:
        try:
            found.append(_held(name, pid))
        except (FileNotFoundError, ProcessLookupError):
            continue
    sums = [sum(getattr(one, part.name) for one in found) for part in fields(Held)[2:]]
    return Held(name, parent, *sums)


class Watch(threading.Thread):
    """Looks every so many seconds, keeps the samples, and writes them into a folder as they come."""

    def __init__(
        self, where: Installation, every: float, folder: Path | None, so_far: Callable[[], tuple[int, int]]
    ) -> None:
        super().__init__(daemon=True)
        self._where, self._every, self._folder, self._so_far = where, every, folder, so_far
        self._is_over = threading.Event()
        self._began = time.monotonic()
        self.samples: list[Sample] = []

    def run(self) -> None:
        """Look until told to stop."""
        while True:
            minute = (time.monotonic() - self._began) / 60
            try:
                self._keep(look(self._where, minute, *self._so_far()))
            except (OSError, psycopg.Error) as error:  # a process that is just gone: the next look tells
                print(f"not looked at minute {minute:.0f}: {error}", flush=True)
            if self._is_over.wait(self._every):
                return

    def stop(self) -> None:
        """Look no more."""
        self._is_over.set()
        self.join(timeout=20)

    def _keep(self, sample: Sample) -> None:
        self.samples.append(sample)
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        counts = [(part.name, getattr(sample, part.name)) for part in fields(Sample) if part.name != "held"]
        _append(self._folder / "counts.csv", [name for name, _ in counts], [[value for _, value in counts]])
        names = ["minute", *(part.name for part in fields(Held))]
        _append(self._folder / "processes.csv", names, [[sample.minute, *astuple(one)] for one in sample.held])


def _append(path: Path, names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    is_new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(names)
        writer.writerows([[f"{cell:.2f}" if isinstance(cell, float) else cell for cell in row] for row in rows])
