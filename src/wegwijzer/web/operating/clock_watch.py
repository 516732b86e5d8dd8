"""Whether the clock of this machine can be believed, before something is done for good because a day has come.

A clock that jumps ahead makes everything old at once: promises are missed, and what must be kept is cleared away. So a
jump is doubted for a while, until it is put right or an operator had the time to see it; and a clock that is far from
that of the database server is not believed at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

LEAP = timedelta(minutes=10)
"""A difference that is no correction of a clock that runs a little fast or slow."""
DOUBTED_FOR = timedelta(hours=1)
"""After how long a clock that stays where it was set is believed; a summer hour is no jump, for days are in UTC."""


class ClockWatch:
    """Compares the clock with the time that really went by since the last look."""

    def __init__(
        self,
        now: Callable[[], datetime],
        steady: Callable[[], float],
        *,
        apart: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """`steady` counts the seconds that go by, whoever sets the clock; `apart` how far it is from the database's."""
        self._now, self._steady, self._apart = now, steady, apart
        self._started = self._offset()
        self._doubted_since: float | None = None

    def doubt(self) -> str:
        """Why the clock is not believed now; "" where it is. Raises DatabaseError when the database is away."""
        apart = timedelta(seconds=self._apart())
        if abs(apart) > LEAP:
            return f"clock is {_told(apart)} the clock of the database: nothing is done that hangs on a day"
        leap = timedelta(seconds=self._offset() - self._started)
        if abs(leap) <= LEAP:
            self._doubted_since = None
            return ""
        if self._doubted_since is None:
            self._doubted_since = self._steady()
        if self._steady() - self._doubted_since >= DOUBTED_FOR.total_seconds():
            self._started, self._doubted_since = self._offset(), None
            return ""
        minutes = DOUBTED_FOR // timedelta(minutes=1)
        return f"clock jumped, {_told(leap)} what went by: for {minutes} minutes nothing is done that hangs on a day"

    def _offset(self) -> float:
        return self._now().timestamp() - self._steady()


def steady_seconds() -> float:
    """Seconds since this machine started, those that it slept included, where the system tells them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def _told(difference: timedelta) -> str:
    return f"{abs(difference).total_seconds():.0f} s {'ahead of' if difference > timedelta(0) else 'behind'}"
