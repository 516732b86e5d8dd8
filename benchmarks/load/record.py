"""What was measured under load: how long each step took its visitor, and what went wrong."""

from __future__ import annotations

import csv
import threading
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reporting import Times, milliseconds

STATIC = "style sheets, script and icon, each"
"""The step of what a page brings along; everything else is a page or a form."""
UNANSWERED = "not answered yet when it was counted"
"""Counts as an error: leaving out who still waits would flatter."""


@dataclass(frozen=True, slots=True)
class Waited:
    """One wait of one visitor: when it was due (seconds since the start), how long it took, how late it was begun."""

    step: str
    due: float
    seconds: float
    late: float
    requests: int


class Record:
    """Everything that happened; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waits: list[Waited] = []
        self._errors: list[tuple[float, str]] = []
        self._waiting: dict[int, float] = {}

    def begin(self, who: object, due: float) -> None:
        """Somebody, who does one thing at a time, waits from then on."""
        with self._lock:
            self._waiting[id(who)] = due

    def end(self, who: object) -> None:
        """They wait no more, however it went."""
        with self._lock:
            self._waiting.pop(id(who), None)

    def note(self, waited: Waited) -> None:
        """A step that was carried out."""
        with self._lock:
            self._waits.append(waited)

    def fail(self, due: float, what: str) -> None:
        """A step that was not: no answer, an error of the server, a page that nobody expects."""
        with self._lock:
            self._errors.append((due, what))

    @property
    def failed(self) -> int:
        """Errors so far."""
        with self._lock:
            return len(self._errors)

    def write(self, path: Path) -> None:
        """Every wait and every error as a table, for a closer look."""
        with self._lock, path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["due", "what", "milliseconds", "late", "requests"])
            for one in self._waits:
                writer.writerow(
                    [f"{one.due:.3f}", one.step, f"{one.seconds * 1000:.1f}", f"{one.late:.3f}", one.requests]
                )
            writer.writerows([f"{due:.3f}", f"ERROR {what}", "", "", ""] for due, what in self._errors)

    def between(self, start: float, end: float) -> Window:
        """What was due between two moments."""
        with self._lock:
            waits = [waited for waited in self._waits if start <= waited.due < end]
            errors = Counter(what for due, what in self._errors if start <= due < end)
            errors[UNANSWERED] = sum(start <= due < end for due in self._waiting.values())
        return Window(end - start, waits, +errors)


@dataclass(frozen=True)
class Window:
    """What was due in a stretch of time of so many seconds."""

    seconds: float
    waits: Sequence[Waited]
    errors: Counter[str]

    @property
    def pages(self) -> Times | None:
        """Of all pages and forms together, redirects included; None when there was none."""
        found = [waited.seconds for waited in self.waits if waited.step != STATIC]
        return milliseconds(found) if found else None

    @property
    def requests_a_second(self) -> float:
        """Requests that the server answered, with what pages bring along."""
        return sum(waited.requests for waited in self.waits) / self.seconds

    @property
    def pages_a_second(self) -> float:
        """Pages and forms."""
        return sum(waited.step != STATIC for waited in self.waits) / self.seconds

    @property
    def late(self) -> float:
        """Milliseconds that the generator itself began too late, the 99th percentile. It is within each wait."""
        found = [waited.late for waited in self.waits if waited.step != STATIC]
        return milliseconds(found).p99 if found else 0.0

    def by_step(self) -> dict[str, Times]:
        """The waits of each step, in the order of their names."""
        found: dict[str, list[float]] = defaultdict(list)
        for waited in self.waits:
            found[waited.step].append(waited.seconds)
        return {step: milliseconds(found[step]) for step in sorted(found)}
