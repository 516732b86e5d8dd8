"""People who come when they come: arrivals at random moments, whether or not the server is done with those before.

Arrivals are a Poisson process with a rate that may change, drawn from a seed; each visit runs in a thread of its own.
"""

from __future__ import annotations

import threading
import time
from random import Random

from benchmarks.load.browsing import Browsing, WentWrongError
from benchmarks.load.people import SHARES, Cast, visit
from benchmarks.load.record import Record

MOST_AT_ONCE = 600
"""Visits at a time; whoever comes beyond that counts as an error, for the figures would flatter."""
_LAST_VISIT = 90.0
"""Seconds that visits get to come to their end."""


class Arrivals:
    """Lets people come to one server and writes down how it went for them."""

    def __init__(self, port: int, cast: Cast, record: Record, seed: int) -> None:
        self._port, self._cast, self._record = port, cast, record
        self._seed, self._dice = seed, Random(seed)
        self.began = time.monotonic()
        self._running: set[threading.Thread] = set()
        self._lock = threading.Lock()
        self.visits = 0

    @property
    def at_once(self) -> int:
        """Visits that go on now."""
        with self._lock:
            return len(self._running)

    @property
    def now(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.began

    def come(self, rate: float, seconds: float) -> None:
        """Let so many people a second come for so long."""
        moment = end = time.monotonic()
        end += seconds
        while (moment := moment + self._dice.expovariate(rate)) < end:
            time.sleep(max(0.0, moment - time.monotonic()))
            self._start(moment)
        time.sleep(max(0.0, end - time.monotonic()))

    def wait_until_gone(self) -> None:
        """Let the visits that go on come to their end."""
        end = time.monotonic() + _LAST_VISIT
        while self.at_once and time.monotonic() < end:
            time.sleep(0.2)

    def _start(self, moment: float) -> None:
        self.visits += 1
        if self.at_once >= MOST_AT_ONCE:
            self._record.fail(moment - self.began, f"more than {MOST_AT_ONCE} visits at once: nobody was let in")
            return
        kind = self._dice.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        thread = threading.Thread(target=self._visit, args=(kind, moment, self.visits), daemon=True)
        with self._lock:
            self._running.add(thread)
        thread.start()

    def _visit(self, kind: str, moment: float, number: int) -> None:
        browsing = Browsing(self._port, self._record, Random(self._seed * 1_000_003 + number), self.began)
        browsing.start_at(moment)
        try:
            visit(kind, self._cast, browsing)
        except WentWrongError as error:
            self._record.fail(self.now, str(error))
        except Exception as error:  # a fault of this script is a fault of the measurement
            self._record.fail(self.now, f"{kind}: {type(error).__name__}: {error}")
        finally:
            with self._lock:
                self._running.discard(threading.current_thread())
