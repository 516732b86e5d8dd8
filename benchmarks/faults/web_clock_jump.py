"""The clock jumps under the website itself: ten years ahead, three days back and ahead, each put right.

A library of our own (`shifted_clock.c`, compiled with `cc`) stands before the C library of the website alone and shifts
its clock on the wall; the database and the workers keep the right one, as other machines do. Four people refer
meanwhile.
"""

from __future__ import annotations

import json
import struct
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path

from benchmarks.faults.outcome import Outcome
from benchmarks.faults.under_load import Load, standing, under_load
from benchmarks.kill_nine import server, workers
from benchmarks.kill_nine_processes import free_port

_SOURCE = Path(__file__).with_name("shifted_clock.c")
_JUMPS = (timedelta(days=3650), timedelta(days=-3), timedelta(days=3))
_FOR, _BETWEEN = 20.0, 10.0
"""Seconds that the clock is wrong, and right."""


def survive(count: int) -> Outcome:
    """Let people refer while the clock of the website jumps, and count what is there."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-clock-") as folder:
        library, shift = Path(folder, "shifted_clock.so"), Path(folder, "shift")
        try:
            command = ["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(_SOURCE)]
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            return Outcome(problems=[f"The library that shifts the clock was not compiled: {error}."])
        _set(shift, timedelta(0))
        port = free_port()
        (name, words), *_ = server(port).items()
        with standing() as stand:
            # Python starts Python, so that the workers beside it keep the right clock.
            starting = "import os, sys; os.environ.update(LD_PRELOAD=sys.argv[1], SHIFTED_CLOCK=sys.argv[2]); "
            starting += "os.execv(sys.executable, [sys.executable, *sys.argv[3:]])"
            commands = workers() | {name: ["-c", starting, str(library), str(shift), *words]}
            return under_load(stand, lambda load: _jump(load, shift), count=count, commands=lambda: commands, port=port)


def _jump(load: Load, shift: Path) -> None:
    load.wait_until(0.1)
    for jump in _JUMPS:
        before = load.acknowledged
        _set(shift, jump)
        load.wait(_FOR)
        status, _, told = load.ask("/readyz")
        clock = json.loads(told or "{}").get("checks", {}).get("clock", {})
        _set(shift, timedelta(0))
        name = f"{abs(jump.days)} days {'back' if jump < timedelta(0) else 'ahead'}"
        load.outcome.told(f"{name}: /readyz, acknowledged meanwhile", f"{status}, {load.acknowledged - before}")
        load.outcome.must(status == 200, f"{name}: /readyz says {status}, and pages can be served.")
        load.outcome.must(clock.get("ok") is False, f"{name}: /readyz does not tell that the clock is wrong.")
        load.wait(_BETWEEN)


def _set(shift: Path, jump: timedelta) -> None:
    with shift.open("r+b" if shift.exists() else "wb") as file:
        file.write(struct.pack("=q", int(jump.total_seconds())))
