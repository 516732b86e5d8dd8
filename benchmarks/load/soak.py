"""Hours of light use on PostgreSQL: does memory grow, do connections, threads or files stay open?

    python -m benchmarks soak
    SOAK_MINUTES=10 SOAK_FOLDER=/somewhere python -m benchmarks soak

Two web processes and the background worker are looked at once a minute; the samples are written into `SOAK_FOLDER`
where it is given. What is judged is the second half, when everything was used and every cache is full.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.load.arrivals import Arrivals
from benchmarks.load.installation import cast_of, installation
from benchmarks.load.record import Record
from benchmarks.load.watching import Held, Sample, Watch
from benchmarks.reporting import Figure, Measured, milliseconds

VISITS_A_SECOND = 0.25
"""About two pages a second, and what they bring along."""
ADVISERS = tuple(
    f"{short}@voorbeeld.example" for short in ("tine", "tom", "vera", "victor", "farah", "filip", "ine", "sara", "sien")
)
MOST_GROWTH = 4 * 1024
"""Kilobytes an hour of RSS, one process (of the database all together), over the second half."""
_SEED = 11


def measure() -> Iterator[Measured | Figure]:
    """Let people come for `SOAK_MINUTES` minutes (120), and tell what grew."""
    minutes = float(os.environ.get("SOAK_MINUTES", "120"))
    kept = os.environ.get("SOAK_FOLDER", "")
    record = Record()
    with installation(processes=2, with_worker=True) as where:
        arrivals = Arrivals(where.port, cast_of(where, ADVISERS, _SEED), record, _SEED)
        watch = Watch(where, 60.0, Path(kept) if kept else None, lambda: (arrivals.visits, record.failed))
        watch.start()
        arrivals.come(VISITS_A_SECOND, minutes * 60)
        arrivals.wait_until_gone()
        watch.stop()
        seconds = arrivals.now
    if kept:
        record.write(Path(kept) / "waits.csv")
    window = record.between(0.0, seconds)
    yield Figure("soak: visits", arrivals.visits, "", None)
    yield Figure("soak: requests", window.requests_a_second * seconds, "", None)
    for what, times in window.errors.items():
        yield Figure(f"soak: error, {what}", times, "", None)
    yield Figure("soak: errors", window.errors.total(), "", 1)
    if window.pages is not None:
        yield Measured("soak: all pages and forms", window.pages, None, None, "p95")
    for step, waits in window.by_step().items():
        yield Measured(f"soak: {step}", waits, None, None, "p95")
    late = milliseconds([waited.late for waited in window.waits] or [0.0])
    yield Measured("soak: what the generator itself was late", late, None, None, "p95")
    yield from growth(watch.samples)


def growth(samples: Sequence[Sample]) -> Iterator[Figure]:
    """Of each process what it holds at the end, and how it grew an hour over the second half; of the database too."""
    second = samples[len(samples) // 2 :]
    if len(second) < 3:
        return
    minutes = [sample.minute for sample in second]
    for name in [one.name for one in second[-1].held]:
        rows = [one for sample in second for one in sample.held if one.name == name]
        if len(rows) != len(second) or len({one.pid for one in rows}) != 1:
            yield Figure(f"{name}: was started anew, or ended", 1, "times or more", 1)
            continue
        # The processes of the database share most of their memory: there what is shared is divided among them.
        parts: dict[str, Callable[[Held], float]] = {"PSS": lambda one: one.pss}
        if name != "database":
            parts = {"RSS": lambda one: one.rss, "USS": lambda one: one.uss}
        for part, of in parts.items():
            yield Figure(f"{name}: {part} at the end", of(rows[-1]), "KB", None)
            limit = MOST_GROWTH if part != "USS" and name != "generator" else None
            slope = slope_of(minutes, [of(one) for one in rows]) * 60
            yield Figure(f"{name}: {part}, growth an hour over the second half", slope, "KB", limit)
        yield Figure(f"{name}: most threads", max(one.threads for one in rows), "", None)
        yield Figure(f"{name}: most open files", max(one.files for one in rows), "", None)
        cpu = (rows[-1].cpu - rows[0].cpu) / ((minutes[-1] - minutes[0]) * 60)
        yield Figure(f"{name}: share of one core, in hundredths", cpu * 100, "", None)
    yield Figure("most connections to the database", max(sample.connections for sample in samples), "", None)
    yield Figure("most connections in the second half", max(sample.connections for sample in second), "", None)
    yield Figure("of these idle within a transaction", max(sample.idle_in_transaction for sample in second), "", 1)
    yield Figure("size of the database at the end", second[-1].database, "KB", None)
    yield Figure("most load of the machine in the second half", max(sample.load for sample in second) * 100, "%", None)


def slope_of(times: Sequence[float], values: Sequence[float]) -> float:
    """The slope of the straight line nearest to the values, by least squares; 0 where all times are one."""
    middle, mean = sum(times) / len(times), sum(values) / len(values)
    spread = sum((time - middle) ** 2 for time in times)
    if not spread:
        return 0.0
    return sum((time - middle) * (value - mean) for time, value in zip(times, values, strict=True)) / spread
