"""What each process counts of its requests, for Prometheus. With several processes they add up in a shared folder.

`prometheus_client` chooses how to keep numbers when it is first imported: `share_counts_in` comes before that.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)
MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which `prometheus_client` knows the folder that processes share."""
_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of its own is made in it
_PREFIX = "wegwijzer-metrics-"
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds: around the 0.3 that pages promise, up to the 30 after which a process is ended."""


def share_counts() -> Path:
    """Make the folder in which the processes of one server share their counts, and have it used. Returns it.

    It lies in memory where it can: the counts are written through a memory map, and a full disk would end the process
    that writes (SIGBUS). A folder that is named already, for all the servers of a machine, is used as it is.
    """
    named = os.environ.get(MULTIPROCESS)
    if named:
        Path(named).mkdir(parents=True, exist_ok=True)
        return Path(named)
    place = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _remove_left(place)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=place))
    os.environ[MULTIPROCESS] = str(folder)
    return folder


def _remove_left(place: Path) -> None:
    """Remove the folders of servers that were killed and could not do it themselves."""
    for folder in place.glob(f"{_PREFIX}*-*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdigit() and not Path("/proc", number).exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)


def stop_sharing(folder: Path) -> None:
    """Remove the folder, where `share_counts` made it; a folder that an operator named stays."""
    if folder.name.startswith(_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.pop(MULTIPROCESS, None)


def forget_process(number: int) -> None:
    """A process ended: what it was doing just then no longer counts; what it counted stays."""
    if MULTIPROCESS in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(number)  # type: ignore[no-untyped-call]


class RequestCounts:
    """Requests by the name of their page, and the time that they took. Made once a process, when first needed."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

        disable_created_metrics()  # type: ignore[no-untyped-call]  # when each series began is of no use here, and doubles the answer
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "wegwijzer_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "wegwijzer_request_seconds",
            "Time from the first line of a request to its answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._exceptions = Counter(
            "wegwijzer_exceptions", "Exceptions that no page expected, by kind.", ("kind",), registry=self.registry
        )

    def answered(self, *, route: str, method: str, status: int, seconds: float) -> None:
        """Count one. What cannot be counted breaks no page."""
        try:
            self._requests.labels(route, method, str(status)).inc()
            self._seconds.labels(route).observe(seconds)
        except (OSError, ValueError) as error:  # the folder of the counts is gone, or has no room
            log.warning("a request is not counted (%s)", type(error).__name__)

    def failed(self, kind: str) -> None:
        """Count an exception."""
        try:
            self._exceptions.labels(kind).inc()
        except (OSError, ValueError) as error:
            log.warning("an exception is not counted (%s)", type(error).__name__)


_counts: RequestCounts | None = None


def counts() -> RequestCounts:
    """The counts of this process."""
    global _counts
    if _counts is None:
        _counts = RequestCounts()
    return _counts
