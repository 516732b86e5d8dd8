"""What a process of the comparison took: wall and processor seconds, and the most memory that it held."""

from __future__ import annotations

import resource
import time
from pathlib import Path


class Clock:
    """Wall and processor seconds since it was made."""

    def __init__(self) -> None:
        self._wall, self._spent = time.perf_counter(), _spent()

    def read(self) -> tuple[float, float]:
        """Wall, processor."""
        return time.perf_counter() - self._wall, _spent() - self._spent


def peak_mb() -> float:
    """The most that this process held (`ru_maxrss` would count the process that started it)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.split("VmHWM:")[1].split()[0]) / 1024


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
