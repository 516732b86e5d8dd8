"""Holds every page that any test of the website sees to the laws: a page cannot be tested without being looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tests.web.html_laws import faults_of

MOST = 3
"""Pages of one kind (one view, one status) that are looked at in one run, each of another length."""
LENGTH_STEP = 1024
FAULTS: list[str] = []
_looked_at: Counter[tuple[str, int]] = Counter()
_lengths: set[tuple[str, int, int]] = set()


def watch(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware for the tests: note what a page breaks, for the test to fail on."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            _look(request, response)
        return response

    return handle


def _look(request: HttpRequest, response: HttpResponse) -> None:
    view = request.resolver_match.view_name if request.resolver_match else request.path_info
    kind = (view, response.status_code)
    length = (*kind, len(response.content) // LENGTH_STEP)
    if _looked_at[kind] >= MOST or length in _lengths:
        return
    written = response.content.decode(response.charset)
    if "<html" not in written:
        return
    _looked_at[kind] += 1
    _lengths.add(length)
    FAULTS.extend(
        f"{request.method} {request.get_full_path()} ({response.status_code}): {fault}" for fault in faults_of(written)
    )
