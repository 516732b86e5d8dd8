"""Fetch a list of events from an address that a stranger typed: politely, within bounds, and from the public internet.

How a machine is reached, and which may be, is `readers.reaching`. Each redirect is checked as the first address.
"""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from wegwijzer.readers.agenda.public_addresses import is_public
from wegwijzer.readers.reaching import Deadline, Target, reached, target_of
from wegwijzer.readers.reaching import FetchError as FetchError

_AGENT = "Wegwijzer-agenda/1 (reads calendars of events)"
_CHUNK = 64 * 1024
_LONGEST_TAG = 200
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOST_RETRY = 48 * 3600

FAULTS = (
    *("address", "scheme", "port", "name", "not_public", "away", "secure", "slow", "large", "packed", "moves"),
    *("gone", "closed", "busy", "status", "broken"),
)
"""Why a list could not be fetched."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much and how long; `is_allowed` says which addresses of machines may be asked, `ports` which of their doors.

    Only tests allow others than the public internet.
    """

    most_bytes: int
    seconds: float
    redirects: int
    is_allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a site sent. `is_unchanged` when it says that nothing changed since; then there is no body."""

    body: bytes = b""
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


def checked_address(address: str) -> str:
    """The address of a list in its usual form (`webcal` is https). Raises FetchError for what cannot be one."""
    target = target_of(address)
    return f"{target.origin}{target.path}"


def fetch(address: str, bounds: Bounds, *, etag: str = "", last_modified: str = "") -> Fetched:
    """What stands at an address, or that it did not change since `etag` and `last_modified`. Raises FetchError."""
    deadline = Deadline(bounds.seconds)
    target = target_of(address)
    for _ in range(bounds.redirects + 1):
        found = _ask(target, bounds, deadline, etag, last_modified)
        if isinstance(found, Fetched):
            return found
        moved = target_of(urljoin(f"{target.scheme}://{target.written_host}:{target.port}{target.path}", found))
        if target.scheme == "https" and moved.scheme == "http":
            raise FetchError("secure", moved.host)
        target = moved
    raise FetchError("moves", str(bounds.redirects))


def _ask(target: Target, bounds: Bounds, deadline: Deadline, etag: str, last_modified: str) -> Fetched | str:
    """What one site sent, or to which address it sends on."""
    with reached(target, deadline, is_allowed=bounds.is_allowed, ports=bounds.ports) as connection:
        connection.request("GET", target.path, headers=_headers(target, etag, last_modified))
        with contextlib.closing(connection.getresponse()) as answer:
            return _taken(answer, bounds, deadline)


def _headers(target: Target, etag: str, last_modified: str) -> dict[str, str]:
    headers = {
        "Host": target.host_header,
        "User-Agent": _AGENT,
        "Accept": "text/calendar, text/csv;q=0.9, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers


def _taken(answer: http.client.HTTPResponse, bounds: Bounds, deadline: Deadline) -> Fetched | str:
    status = answer.status
    etag, last_modified = _tag(answer, "ETag"), _tag(answer, "Last-Modified")
    if status == 304:
        return Fetched(etag=etag, last_modified=last_modified, is_unchanged=True)
    if status in _MOVED:
        return answer.headers.get("Location", "") or _refuse("status", str(status))
    if status in (404, 410):
        _refuse("gone", str(status))
    if status in (401, 403):
        _refuse("closed", str(status))
    if status in (429, 503):
        raise FetchError("busy", str(status), wait=_wait(answer.headers.get("Retry-After", "")))
    if status != 200:
        _refuse("status", str(status))
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("identity", ""):
        _refuse("packed", answer.headers["Content-Encoding"])
    return Fetched(
        _body(answer, bounds, deadline),
        answer.headers.get_content_type(),
        str(answer.headers.get_content_charset("") or "")[:40],
        etag,
        last_modified,
    )


def _body(answer: http.client.HTTPResponse, bounds: Bounds, deadline: Deadline) -> bytes:
    if answer.length is not None and answer.length > bounds.most_bytes:
        _refuse("large", str(bounds.most_bytes))
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read1(_CHUNK):
        size += len(chunk)
        if size > bounds.most_bytes:
            _refuse("large", str(bounds.most_bytes))
        parts.append(chunk)
        deadline.left(1)
    if answer.length:  # it promised more than it sent
        _refuse("broken", "IncompleteRead")
    return b"".join(parts)


def _tag(answer: http.client.HTTPResponse, name: str) -> str:
    """A header to send back the next time; one that could break out of its line is left."""
    value = answer.headers.get(name, "").strip()
    return value if len(value) <= _LONGEST_TAG and value.isprintable() and value.isascii() else ""


def _wait(text: str) -> int:
    return min(int(text), _MOST_RETRY) if text.strip().isascii() and text.strip().isdigit() and len(text) < 9 else 0


def _refuse(code: str, value: str) -> str:
    raise FetchError(code, value)
