"""The mail server is away for a day: twelve hours it refuses connections, twelve hours it says to come back later.

The clock is ours, so that the day takes a minute: the chores of a worker are asked to look at it in place of the real.
"""

from __future__ import annotations

from benchmarks.faults.on_a_clock import outcome_of
from benchmarks.faults.outcome import Outcome


def survive(count: int) -> Outcome:
    """Write a letter every five minutes of that day, let the server come back, and count what arrives."""
    return outcome_of("mail_away")
