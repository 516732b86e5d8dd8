"""`/metrics`: what is counted and read, in the words of Prometheus; for whom the settings name, and nobody else."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from hmac import compare_digest
from ipaddress import IPv4Network, IPv6Network, ip_address

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest, multiprocess
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

import wegwijzer
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.middleware import client_address
from wegwijzer.web.operating.counting import MULTIPROCESS, counts
from wegwijzer.web.operating.readiness import readiness
from wegwijzer.web.operating.reading import Reading, readings

log = logging.getLogger(__name__)
CONTENT_TYPE = CONTENT_TYPE_LATEST
_KEPT_FOR = 5.0
"""Seconds for which what was read from the database is told again: several who ask at once cost what one does."""


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether it shows the token, or comes from an address that the settings allow. Without either setting nobody may.

    The address is the one behind the trusted proxies, so that a proxy on this machine lets nobody through.
    """
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and compare_digest(given.encode(), token.encode()):
        return True
    return _is_within(client_address(request), settings.METRICS_FROM)


def _is_within(address: str, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)


def metrics_text() -> bytes:
    """Everything, as Prometheus reads it. A database that is away leaves out what is read from it, and says so."""
    registry = CollectorRegistry()
    if MULTIPROCESS in os.environ:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(counts().registry)
    registry.register(_Read())
    return bytes(generate_latest(registry))


class _Read:
    """What is read when it is asked, as `prometheus_client` wants it."""

    def collect(self) -> Iterator[Metric]:
        """The gauges, one for each name."""
        found: dict[str, GaugeMetricFamily] = {}
        for one in _kept.readings():
            name = f"wegwijzer_{one.name}"
            if name not in found:
                found[name] = GaugeMetricFamily(name, one.meaning, labels=tuple(one.labels))
            found[name].add_metric(tuple(one.labels.values()), one.value)
        yield from found.values()


class _Kept:
    """What was read a moment ago."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readings: tuple[Reading, ...] = ()
        self._until = 0.0

    def readings(self) -> tuple[Reading, ...]:
        """Read anew, or what was read just before."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._readings = tuple(_all())
                self._until = time.monotonic() + _KEPT_FOR
            return self._readings

    def forget(self) -> None:
        """Read anew the next time."""
        self._until = 0.0


_kept = _Kept()


def forget_readings() -> None:
    """Read everything anew the next time, as tests want."""
    _kept.forget()


def _all() -> Iterator[Reading]:
    state = readiness()
    yield Reading("ready", "Whether this server can serve pages (1) or not (0).", float(state.is_ready))
    for check in state.checks:
        meaning = "Whether a part is as it should be (1) or not (0), by part."
        yield Reading("check_ok", meaning, float(check.is_ok), {"check": check.name})
    yield Reading("release_info", "The release that runs.", 1.0, {"version": wegwijzer.__version__})
    yield Reading("catalogue_info", "The rules that stand.", 1.0, {"digest": shipped_catalogue().digest})
    try:
        yield from readings(timezone.now())
    except DatabaseError as error:
        log.warning("the database gave no figures (%s)", type(error).__name__)
