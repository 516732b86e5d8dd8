"""Count what a page did, once the visitor has it: at most one short write a request, and a failure breaks nothing.

What cannot be written at once, as the database is busy, waits in the process for the next write.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, local

from django.core.signals import request_finished
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.writing import Key, add, key

log = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]

_KEPT = "_wegwijzer_noted"
_MACHINES = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|monitor|python-|curl/|wget/", re.IGNORECASE)
_OPENED = {"catalogue:measure": (Kind.MEASURE_OPENED, "slug")}
"""Pages whose opening counts, with the part of the address that is the subject."""
_PATIENCE_MS = 50
"""How long a write may wait for another one. The visitor has the page by then; a worker must serve the next one."""
_MOST_WAITING = 10_000
"""Tallies that a process holds at most while the database takes none; what comes above is dropped."""


class _Waiting:
    """What is noted and not written yet, shared by the threads of a process."""

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._lock = Lock()

    def put(self, counts: Counter[Key]) -> None:
        """Keep it."""
        with self._lock:
            for found, count in counts.items():
                if found in self._counts or len(self._counts) < _MOST_WAITING:
                    self._counts[found] += count

    def take(self) -> Counter[Key]:
        """All of it; it is the taker's then."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken


_waiting = _Waiting()


Noted = tuple[Kind, str | Callable[[], str], str]
"""A kind, its subject (or how to find it), and its detail."""

_finished = local()
"""What the request that this thread serves noted, until its answer is sent."""


def note(request: HttpRequest, kind: Kind, subject: str | Callable[[], str] = "", detail: str = "") -> None:
    """Have something counted once the page is sent.

    `subject` and `detail` are ids of ours, never a visitor's words. A subject that takes time to find is given as a
    function, which is called once the visitor has the page.
    """
    noted: list[Noted] = getattr(request, _KEPT, [])
    noted.append((kind, subject, detail))
    setattr(request, _KEPT, noted)


def count_use(get_response: Handler) -> Handler:
    """Middleware: have counted what the page noted, and that it was opened. Machines that say so are not counted."""

    def handle(request: HttpRequest) -> HttpResponse:
        _finished.noted = []
        response = get_response(request)
        if response.status_code == 200 and (request.method == "GET" or hasattr(request, _KEPT)):
            _finished.noted = _noted_of(request)
        return response

    return handle


def _noted_of(request: HttpRequest) -> list[Noted]:
    noted: list[Noted] = list(getattr(request, _KEPT, []))
    found = request.resolver_match
    if request.method == "GET" and found is not None and found.view_name in _OPENED:
        kind, part = _OPENED[found.view_name]
        noted.append((kind, str(found.kwargs.get(part, "")), ""))
    return [] if _MACHINES.search(request.headers.get("User-Agent", "")) else noted


def count_finished(**_signal: object) -> None:
    """Count what the request noted whose answer was just sent."""
    noted: list[Noted] = getattr(_finished, "noted", [])
    _finished.noted = []
    if not noted:
        return
    try:
        day = timezone.localdate()
        _waiting.put(
            Counter(
                key(day, kind, subject() if callable(subject) else subject, detail) for kind, subject, detail in noted
            )
        )
    except Exception:  # a count is never worth an error
        log.exception("use is not counted")
        return
    write_waiting()


request_finished.connect(count_finished, dispatch_uid="wegwijzer.usage")


def write_waiting() -> None:
    """Write what waits; what the database does not take keeps waiting."""
    taken = _waiting.take()
    try:
        with _impatient():
            add(taken)
    except DatabaseError as error:
        _waiting.put(taken)
        log.warning("use is not counted yet (%s)", type(error).__name__)
    except Exception:  # whatever it is, the visitor's page comes first
        log.exception("use is not counted")


@contextmanager
def _impatient() -> Iterator[None]:
    """Let the database give up soon where somebody else writes."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE_MS}ms'")
            # A count that is lost when the server's power fails is worth less than a visitor's wait for the disk.
            cursor.execute("SET LOCAL synchronous_commit = off")
            yield
        return
    patience = int(1000 * float(connection.settings_dict["OPTIONS"].get("timeout", 5)))
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
