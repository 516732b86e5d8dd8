"""The outermost middleware: gives each request its number, times it, counts it and writes one line about it.

The line and the counts name the page, never its address: an address can hold what a visitor typed, or a secret.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

from wegwijzer.web.operating.counting import counts
from wegwijzer.web.operating.request_ids import HEADER, chosen_id, serving
from wegwijzer.web.operating.routes import NO_ROUTE, route_of
from wegwijzer.web.security_events import tell_refusal

log = logging.getLogger("wegwijzer.requests")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_LOUD = 500
_QUIET = frozenset({"static", "healthz", "readyz", "metrics"})
"""What is asked for all the time; a line is written about it only when it fails."""


def observe(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Number, time, count and log every request."""

    def handle(request: HttpRequest) -> HttpResponse:
        number = chosen_id(request.headers.get(HEADER, ""))
        began = time.perf_counter()
        with serving(number):
            response = get_response(request)
            response[HEADER] = number
            _tell(request, response.status_code, time.perf_counter() - began)
        if settings.LOG_REQUESTS:
            response._has_been_logged = True  # type: ignore[attr-defined]  # Django would say it again, without number
        return response

    return handle


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    route = route_of(request)
    method = request.method if request.method in _METHODS else "other"
    counts().answered(route=route, method=str(method), status=status, seconds=seconds)
    tell_refusal(request, route=route, is_page=route != NO_ROUTE, status=status)
    if settings.LOG_REQUESTS and (route not in _QUIET or status >= _LOUD):
        told = {"route": route, "method": method, "status": status, "ms": round(1000 * seconds, 1)}
        log.log(logging.WARNING if status >= _LOUD else logging.INFO, "request", extra={"told": told})


def _count_exception(**signal: object) -> None:
    kind = sys.exc_info()[0]
    counts().failed(kind.__name__ if kind is not None else "unknown")


got_request_exception.connect(_count_exception, dispatch_uid="wegwijzer.operating")
