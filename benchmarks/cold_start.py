"""`wegwijzer advise` as a new process, from nothing to printed JSON."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.reporting import Measured, milliseconds

RUNS = 15
LIMIT_MS = 1000.0
FIRM = '{"legal_form": "bv", "postal_code": "8500", "fte": 12, "turnover_eur": 1500000}'


def measure() -> list[Measured]:
    """Time whole processes: Python alone as the floor, and the command."""
    command = Path(sys.executable).parent / "wegwijzer"
    python = [_seconds([sys.executable, "-c", "pass"]) for _ in range(RUNS)]
    advise = [
        _seconds([str(command), "advise", "--firm", "-", "--need", "klant vraagt CO2-cijfers", "--json"])
        for _ in range(RUNS)
    ]
    floor = milliseconds(python)
    return [
        Measured("python -c pass (the floor)", floor, None, None),
        Measured("wegwijzer advise from a cold start", milliseconds(advise), LIMIT_MS, floor),
    ]


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, input=FIRM.encode(), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
