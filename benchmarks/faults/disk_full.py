"""The disk of the database is full for half a minute under load.

It is a small disk in memory of its own, filled with a file. Needs the right to mount (root).
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.faults.outcome import Outcome
from benchmarks.faults.under_load import Load, standing, under_load

_SIZE_MB = 320
_FULL_FOR = 30.0
BALLAST = "ballast"
"""The file that takes the room."""


def survive(count: int) -> Outcome:
    """Fill the disk of the database while people refer, make room again, and start what gave up."""
    if os.geteuid() != 0:
        return Outcome(problems=["Only root can mount the small disk that this needs."])
    with small_disk(_SIZE_MB) as disk, standing(data=disk) as stand:
        return under_load(stand, lambda load: _fill(load, disk), count=count)


def _fill(load: Load, disk: Path) -> None:
    outcome, cluster = load.outcome, load.stand.cluster
    load.wait_until(0.1)
    before = load.acknowledged
    fill_up(disk)
    cluster.use_up_log()  # it keeps room for the next sixteen megabytes of its log beforehand
    load.wait(2.0)
    acknowledged = []
    for _ in range(int(_FULL_FOR)):
        fill_up(disk)  # what the server frees meanwhile is taken too
        load.wait(1.0)
        acknowledged.append(load.acknowledged)
    alive, ready, page = load.ask("/healthz")[0], load.ask("/readyz")[0], load.ask("/nl/doorverwijzen/")
    outcome.told("full: /healthz, /readyz, a page", f"{alive}, {ready}, {page[0]}")
    outcome.must(alive == 200, "It is not alive while the disk is full.")
    outcome.must(page[0] in (200, 302, 503), f"A page says {page[0]}, and not 503, while the disk is full.")
    outcome.told("acknowledged while it was full", acknowledged[-1] - before)
    outcome.told("the database server gave up", "yes" if not cluster.is_running else "no")
    (disk / BALLAST).unlink(missing_ok=True)
    if not cluster.is_running:
        cluster.start(seconds=60)
    outcome.told(f"full for {_FULL_FOR:.0f} s; ready again after", f"{load.seconds_until_ready():.1f} s")


def fill_up(disk: Path) -> None:
    """Take all the room that is left."""
    try:
        file = (disk / BALLAST).open("ab", buffering=0)
    except OSError:  # not even room for its name
        return
    with file:
        for size in (1024 * 1024, 4096):
            with suppress(OSError):
                while file.write(b"\0" * size) == size:
                    pass


@contextmanager
def small_disk(size_mb: int) -> Iterator[Path]:
    """A disk in memory of so many megabytes, that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_mb}m", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
