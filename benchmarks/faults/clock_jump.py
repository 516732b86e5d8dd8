"""The clock of a worker jumps: ten years ahead, three days back, three days ahead, each put right after half an hour.

The clock is ours, and so is the time that goes by (`on_a_clock`). libfaketime was tried to set that of whole processes:
its 0.9.10 makes `time.sleep` of Python 3.11 fail (EINVAL) once it leaves the monotonic clock alone, as it must here.
"""

from __future__ import annotations

from benchmarks.faults.on_a_clock import outcome_of
from benchmarks.faults.outcome import Outcome


def survive(count: int) -> Outcome:
    """Write letters all the while, and look what was done for good on a day that had not come."""
    return outcome_of("clock_jump")
