"""Two million enterprises of KBO Open Data into the register, and looking them up again.

KBO_ENTERPRISES sets another number. The dump is made first, from a seed, and not counted. The floor is what any
reader must do: unpack the same files and split their rows.
"""

from __future__ import annotations

import csv
import io
import multiprocessing
import os
import random
import resource
import tempfile
import time
import zipfile
from collections import deque
from collections.abc import Callable
from pathlib import Path

from benchmarks.reporting import Figure, Measured, milliseconds
from tests.kbo_dumps import (
    FIRST,
    enterprise_number,
    is_natural,
    synthetic_name,
    write_synthetic,
    write_synthetic_update,
)
from wegwijzer.readers.kbo.filling import NoProgress
from wegwijzer.readers.kbo.loading import load_kbo
from wegwijzer.readers.kbo.lookup import open_register

ENTERPRISES = int(os.environ.get("KBO_ENTERPRISES", "2000000"))
SEED, LOOKUPS = 2016, 1000
LIMIT_SECONDS_PER_MILLION = 150.0
LIMIT_MIB, LIMIT_MS = 500.0, 50.0


def measure() -> list[Measured | Figure]:
    """Load in a process of its own, for its peak of memory; then look up."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump = write_synthetic(folder / "full.zip", enterprises=ENTERPRISES, seed=SEED)
        update = write_synthetic_update(
            folder / "update.zip", enterprises=ENTERPRISES, changed=min(5000, ENTERPRISES // 10), added=1000, seed=SEED
        )
        rows, floor = _scan(dump)
        seconds, peak = _apart(dump, folder / "registers")
        size = (folder / "registers" / "kbo.sqlite3").stat().st_size / 1e6
        lookups = _lookups(folder / "registers")
        update_seconds, update_peak = _apart(update, folder / "registers")
    return [
        Figure(f"kbo: {ENTERPRISES:,} enterprises, rows of the dump", rows, "rows", None),
        Figure("kbo: unpack and split them (the floor)", floor, "s", None),
        Figure("kbo: load", seconds, "s", LIMIT_SECONDS_PER_MILLION * max(ENTERPRISES / 1e6, 0.1)),
        Figure("kbo: load, beside the floor", seconds / floor, "x floor", None),
        Figure("kbo: load", rows / seconds, "rows/s", None),
        Figure("kbo: load, peak memory", peak, "MiB", LIMIT_MIB),
        Figure("kbo: size of the register", size, "MB", None),
        Figure("kbo: update of 5,000 changed and 1,000 new enterprises", update_seconds, "s", None),
        Figure("kbo: update, peak memory", update_peak, "MiB", LIMIT_MIB),
        *lookups,
    ]


def _scan(dump: Path) -> tuple[int, float]:
    start, rows = time.perf_counter(), 0
    with zipfile.ZipFile(dump) as archive:
        for name in archive.namelist():
            with archive.open(name) as member:
                reader = csv.reader(io.TextIOWrapper(member, "utf-8", newline=""))
                deque(reader, maxlen=0)
                rows += reader.line_num - 1
    return rows, time.perf_counter() - start


def _apart(dump: Path, registers: Path) -> tuple[float, float]:
    """Seconds and peak MiB of a load in a new process."""
    context = multiprocessing.get_context("spawn")
    answers = context.SimpleQueue()
    process = context.Process(target=_load, args=(dump, registers, answers))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"loading {dump.name} ended with {process.exitcode}")
    found: tuple[float, float] = answers.get()
    return found


def _load(dump: Path, registers: Path, answers: multiprocessing.SimpleQueue[tuple[float, float]]) -> None:
    start = time.perf_counter()
    load_kbo(dump, registers, progress=NoProgress())
    answers.put((time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _lookups(registers: Path) -> list[Measured]:
    source = random.Random(SEED)
    places = [source.randrange(ENTERPRISES) for _ in range(LOOKUPS)]
    names = [synthetic_name(place, SEED) for place in places if not is_natural(place, SEED)]
    with open_register(registers) as register:
        by_number = _times(register.by_number, [enterprise_number(FIRST + place) for place in places])
        floor = milliseconds(by_number)
        kinds: dict[str, Callable[[str], str]] = {
            "as written": str,
            "words turned round": lambda name: " ".join(reversed(name.split())),
            "first letters": lambda name: name[: max(4, len(name) - 4)],
            "one letter forgotten": lambda name: name[: len(name) // 2] + name[len(name) // 2 + 1 :],
        }
        return [
            Measured("kbo: a firm by its number", floor, LIMIT_MS, None, "p95"),
            *(
                Measured(
                    f"kbo: firms by name, {kind}",
                    milliseconds(_times(register.by_name, [change(name) for name in names])),
                    LIMIT_MS,
                    floor,
                    "p95",
                )
                for kind, change in kinds.items()
            ),
        ]


def _times(ask: Callable[[str], object], texts: list[str]) -> list[float]:
    found = []
    for text in texts:
        start = time.perf_counter()
        ask(text)
        found.append(time.perf_counter() - start)
    return found
