"""`kill -9` of the server, one of its processes, a worker, the database server, or one of its processes, under load."""

from __future__ import annotations

import os
import random
import signal

from benchmarks.faults.outcome import Outcome
from benchmarks.faults.under_load import Load, standing, under_load

_BETWEEN = (2.0, 8.0)


def survive(count: int) -> Outcome:
    """Kill again and again until everybody is done."""
    with standing() as stand:
        return under_load(stand, _kill, count=count)


def _kill(load: Load) -> None:
    dice, cluster = random.Random(9), load.stand.cluster
    while not load.is_over:
        load.wait(dice.uniform(*_BETWEEN))
        match dice.choice(("server", "process", "worker", "worker", "database", "connection")):
            case "server":
                load.processes.kill_one("server")
                load.seconds_until_ready()
            case "process":
                load.processes.kill_child("server")
            case "worker":
                load.processes.kill_one("worker")
            case "database":
                cluster.kill()
                load.processes.kills["database"] += 1
                load.wait(dice.uniform(0.5, 3.0))
                cluster.start(seconds=60)
            case "connection":
                os.kill(dice.choice(cluster.children()), signal.SIGKILL)  # the server ends all others, and recovers
                load.processes.kills["a process of the database"] += 1
