"""How many cores have nothing to do at this moment, ours included.

A computation on two cores waits actively for its other half. Where another process wants that core, both lose: two
searches at once took seven times as long on two threads each as on one. So a second core is used only when it is idle.
"""

from __future__ import annotations

import os
from pathlib import Path

_LOAD = Path("/proc/loadavg")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def idle_cores(*, load: Path = _LOAD, quota: Path = _QUOTA) -> int:
    """The cores this process may use, less those on which something else runs now; 1 at least.

    1 wherever the system does not tell (anything but Linux). `load` and `quota` are read as proc(5) and the kernel's
    cgroup-v2 documentation describe them; takes some twenty microseconds.
    """
    try:
        running = int(load.read_text("ascii").split()[3].partition("/")[0])
        cores = len(os.sched_getaffinity(0))
    except (OSError, ValueError, IndexError, AttributeError):
        return 1
    return max(1, min(cores, _allowance(quota, cores)) - max(0, running - 1))


def _allowance(quota: Path, cores: int) -> int:
    """Whole cores that a container's quota leaves: waiting on a second one would use the quota up."""
    try:
        allowed, period = quota.read_text("ascii").split()
        return cores if allowed == "max" else int(allowed) // int(period)
    except (OSError, ValueError, ZeroDivisionError):
        return cores
