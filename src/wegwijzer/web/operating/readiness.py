"""Whether this server can serve pages, and whether all that belongs to it is as it should be. No personal data.

What is `needed` decides: without it another server must take the visitors. The rest is told and does not decide, for a
worker that stopped is no reason to close every page.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import wegwijzer
from wegwijzer.core.errors import WegwijzerError
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web import virus_scanner
from wegwijzer.web.post.outbox_list import last_beat

WORKER_SILENT = timedelta(minutes=5)
"""A worker writes that it lives twice a minute; a figure that takes long to add up may keep it for a while."""
CLOCK_APART = timedelta(seconds=30)
"""How far the clock of this machine may be from that of the database."""
_KEPT_FOR = 2.0
"""Seconds for which an answer is given again, so that asking often costs nothing."""
Said = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Check:
    """One part: whether it is as it should be, whether pages need it, and what was found."""

    name: str
    is_ok: bool
    is_needed: bool
    found: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Readiness:
    """All parts at a moment."""

    at: datetime
    checks: tuple[Check, ...]

    @property
    def is_ready(self) -> bool:
        """Whether pages can be served."""
        return all(check.is_ok for check in self.checks if check.is_needed)

    @property
    def status(self) -> str:
        """`ready`; `degraded` where pages are served and something wants an operator; `not_ready`."""
        if not self.is_ready:
            return "not_ready"
        return "ready" if all(check.is_ok for check in self.checks) else "degraded"

    def as_json(self) -> dict[str, object]:
        """For a machine."""
        return {
            "status": self.status,
            "release": wegwijzer.__version__,
            "at": self.at.isoformat(timespec="seconds"),
            "checks": {
                check.name: {"ok": check.is_ok, "needed": check.is_needed, **check.found} for check in self.checks
            },
        }


def readiness() -> Readiness:
    """How it stands, at most two seconds ago. Never raises."""
    return _kept.readiness()


def forget_readiness() -> None:
    """Look anew the next time, as tests want."""
    _kept.forget()


class _Kept:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: Readiness | None = None
        self._until = 0.0

    def readiness(self) -> Readiness:
        """What is known, if it is new enough; else look."""
        with self._lock:
            if self._known is None or time.monotonic() >= self._until:
                self._known = _look()
                self._until = time.monotonic() + _KEPT_FOR
            return self._known

    def forget(self) -> None:
        """Look the next time."""
        self._known = None


_kept = _Kept()


def _look() -> Readiness:
    at = timezone.now()
    try:
        checks = [_database(at), _migrations(at)]
        if checks[-1].is_ok:  # else the tables that the others ask may not be there
            checks += [_worker(at), _clock(at)]
    except DatabaseError as error:
        connection.close()  # a broken one is not used again
        found = {"error": type(error).__name__}
        checks = [Check("database", is_ok=False, is_needed=True, found=found)]
    return Readiness(at, (*checks, _catalogue(), _disk(), *_virus_scanner()))


def _database(at: datetime) -> Check:
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    took = round(1000 * (time.perf_counter() - began), 1)
    return Check("database", is_ok=True, is_needed=True, found={"kind": connection.vendor, "ms": took})


def _migrations(at: datetime) -> Check:
    """Every change of tables that this release has was made. Those of a newer release beside it do no harm."""
    missing = ours() - set(MigrationRecorder(connection).applied_migrations())
    found: dict[str, Said] = {"missing": len(missing)}
    if missing:
        found["first_missing"] = ".".join(min(missing))
    return Check("migrations", is_ok=not missing, is_needed=True, found=found)


@cache
def ours() -> frozenset[tuple[str, str]]:
    """Every change of tables of this release: app and name."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _worker(at: datetime) -> Check:
    beat = last_beat()
    silent = None if beat is None else at - beat
    is_ok = silent is not None and silent <= WORKER_SILENT
    seconds = None if silent is None else max(0, round(silent.total_seconds()))
    return Check("worker", is_ok=is_ok, is_needed=False, found={"seconds_since_sign_of_life": seconds})


def _clock(at: datetime) -> Check:
    apart = seconds_from_database_clock()
    is_ok = abs(apart) <= CLOCK_APART.total_seconds()
    return Check("clock", is_ok=is_ok, is_needed=False, found={"seconds_from_database": round(apart, 1)})


def seconds_from_database_clock() -> float:
    """How far the clock of this machine is ahead of that of the database server; 0 for a file, which has none."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    return float((timezone.now() - there).total_seconds())


def _catalogue() -> Check:
    try:
        found = shipped_catalogue()
    except WegwijzerError as error:
        return Check("catalogue", is_ok=False, is_needed=True, found={"error": type(error).__name__})
    told: dict[str, Said] = {"digest": found.digest, "measures": len(found.measures)}
    return Check("catalogue", is_ok=bool(found.measures), is_needed=True, found=told)


def _disk() -> Check:
    """Room in the folder of uploads, whose disk often is that of a SQLite file too."""
    place = settings.UPLOAD_FOLDER
    while not place.exists() and place != place.parent:
        place = place.parent
    least = settings.DISK_LEAST
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        return Check("disk", is_ok=False, is_needed=False, found={"error": type(error).__name__})
    return Check("disk", is_ok=free >= least, is_needed=False, found={"free_mb": free // 1024**2})


def _virus_scanner() -> list[Check]:
    """The scanner of uploads, where one is set. Without it no file is taken in, and every page is there."""
    if settings.VIRUS_SCANNER is None:
        return []
    return [Check("virus_scanner", is_ok=virus_scanner.answers(), is_needed=False)]
