"""The highest load that two web processes on PostgreSQL carry: more and more people come, until pages are slow.

    python -m benchmarks load
    LOAD_RATES=0.5,1,2 LOAD_SECONDS=60 LOAD_PROCESSES=4 python -m benchmarks load

A first minute warms the processes. Each step of the ladder then lets so many people a second come, first for a while
that is not counted, until as many leave as come. It holds when 95 in 100 pages and forms are there within 300 ms and
nothing goes wrong. The generator, the server and the database share the cores of one machine.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.load.arrivals import Arrivals
from benchmarks.load.filling import ADVISERS
from benchmarks.load.installation import Installation, cast_of, installation
from benchmarks.load.record import Record, Window
from benchmarks.load.watching import Sample, look
from benchmarks.reporting import Figure, Measured

LIMIT_MS = 300.0
_RATES = "0.5,1,1.5,2,2.5,3,3.5,4"
_SECONDS, _BEFORE = "40", 35.0
"""How long a step is counted, and how long it takes until as many people leave as come."""
_WARM = (1.0, 60.0)
"""People a second, and seconds, before the first step: a process that just started reads much for the first time."""
_ENOUGH = 2
"""Steps in a row that do not hold, after which nobody climbs on: one alone may be a moment of other work."""
_SEED = 12


@dataclass(frozen=True)
class Step:
    """One step of the ladder: people a second, what they met with, how many were there, what the machine did."""

    rate: float
    window: Window
    at_once: int
    before: Sample
    after: Sample

    @property
    def holds(self) -> bool:
        """Whether pages were fast enough and nothing went wrong."""
        pages = self.window.pages
        return pages is not None and pages.p95 < LIMIT_MS and not self.window.errors

    def cores(self, names: str) -> float:
        """Cores kept busy by the processes whose name begins so."""
        then = {one.pid: one.cpu for one in self.before.held}
        spent = [one.cpu - then.get(one.pid, one.cpu) for one in self.after.held if one.name.startswith(names)]
        return sum(spent) / ((self.after.minute - self.before.minute) * 60)

    def line(self) -> str:
        """The step as a line to read."""
        pages, window = self.window.pages, self.window
        assert pages is not None
        memory = "+".join(f"{one.rss // 1024}" for one in self.after.held if one.name.startswith("web"))
        return (
            f"{self.rate:4.1f} people/s, {self.at_once:3} at once: {window.pages_a_second:5.1f} pages/s, "
            f"{window.requests_a_second:5.1f} requests/s, p50 {pages.p50:5.0f}  p95 {pages.p95:5.0f}  "
            f"p99 {pages.p99:5.0f} ms, {window.errors.total()} errors; cores: web {self.cores('web'):.2f}, "
            f"database {self.cores('database'):.2f}, generator {self.cores('generator'):.2f} "
            f"(late {window.late:.0f} ms); web RSS {memory} MB, {self.after.connections} connections, "
            f"load {self.after.load:.1f}: {'holds' if self.holds else 'does NOT hold'}"
        )


def measure() -> Iterator[Measured | Figure]:
    """Climb until a step does not hold; tell of the highest that did, each kind of page apart."""
    rates = [float(rate) for rate in os.environ.get("LOAD_RATES", _RATES).split(",")]
    seconds = float(os.environ.get("LOAD_SECONDS", _SECONDS))
    processes = int(os.environ.get("LOAD_PROCESSES", "2"))
    prepare = ("-m", "benchmarks.load.filling")
    highest: Step | None = None
    with installation(processes=processes, with_worker=False, prepare=prepare) as where:
        record = Record()
        arrivals = Arrivals(where.port, cast_of(where, ADVISERS, _SEED), record, _SEED)
        arrivals.come(*_WARM)
        failing: list[Step] = []
        for rate in rates:
            step = _step(where, arrivals, record, rate, seconds)
            print(step.line(), file=sys.stderr, flush=True)
            for what, times in step.window.errors.items():
                print(f"     error, {times} times: {what}", file=sys.stderr, flush=True)
            if step.holds:
                highest, failing = step, []
                continue
            failing.append(step)
            if len(failing) == _ENOUGH:
                break
        arrivals.wait_until_gone()
    if highest is not None:
        yield from _lines("the highest load", highest)
    if failing:
        yield from _lines("the first that does not hold", failing[0])


def _step(where: Installation, arrivals: Arrivals, record: Record, rate: float, seconds: float) -> Step:
    arrivals.come(rate, _BEFORE)
    began, before = arrivals.now, look(where, time.monotonic() / 60, arrivals.visits, record.failed)
    arrivals.come(rate, seconds)
    ended, after, at_once = (
        arrivals.now,
        look(where, time.monotonic() / 60, arrivals.visits, record.failed),
        arrivals.at_once,
    )
    time.sleep(2.0)  # what was due and is not answered yet
    return Step(rate, record.between(began, ended), at_once, before, after)


def _lines(name: str, step: Step) -> Iterator[Measured | Figure]:
    window, pages = step.window, step.window.pages
    assert pages is not None
    yield Figure(f"{name}: pages and forms an hour", window.pages_a_second * 3600, "", None)
    yield Figure(f"{name}: people at once", step.at_once, "", None)
    yield Figure(f"{name}: errors", window.errors.total(), "", 1)
    yield Measured(f"{name}: all pages and forms", pages, LIMIT_MS, None, "p95")
    for what, waits in window.by_step().items():
        yield Measured(f"{name}: {what}", waits, None, None, "p95")
