"""Fetch a list of events from an address that a stranger typed: politely, within bounds, and from the public internet.

The name is looked up once, every address that it leads to must be public, and the connection goes to the address that
was checked: a name that leads elsewhere a moment later gains nothing. Each redirect is checked as the first address.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from wegwijzer.readers.agenda.public_addresses import is_public

_AGENT = "Wegwijzer-agenda/1 (reads calendars of events)"
_PORTS = {"http": 80, "https": 443}
_LOOK_UP_SECONDS = 5.0
_ANSWER_SECONDS = 10.0
_CHUNK = 64 * 1024
_LONGEST_ADDRESS, _LONGEST_HOST, _LONGEST_TAG = 500, 253, 200
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOST_RETRY = 48 * 3600
_MOST_MACHINES = 4

FAULTS = (
    *("address", "scheme", "port", "name", "not_public", "away", "secure", "slow", "large", "packed", "moves"),
    *("gone", "closed", "busy", "status", "broken"),
)
"""Why a list could not be fetched."""


class FetchError(Exception):
    """A list could not be fetched: a code of `FAULTS`, what it is about, and for `busy` how many seconds to wait."""

    def __init__(self, code: str, value: str = "", *, wait: int = 0) -> None:
        self.code, self.value, self.wait = code, value[:120], wait
        super().__init__(f"{code}: {value[:120]}" if value else code)


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


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str


@dataclass(slots=True)
class _Deadline:
    """When everything must be over."""

    seconds: float
    began: float = field(default_factory=time.monotonic)

    def left(self, most: float) -> float:
        """The seconds that are left, `most` at most. Raises FetchError when there are none."""
        left = self.seconds - (time.monotonic() - self.began)
        if left <= 0:
            raise FetchError("slow", f"{self.seconds:.0f}")
        return min(left, most)


def checked_address(address: str) -> str:
    """The address of a list in its usual form (`webcal` is https). Raises FetchError for what cannot be one."""
    target = _target(address)
    default = _PORTS[target.scheme]
    return f"{target.scheme}://{_in_address(target)}{'' if target.port == default else f':{target.port}'}{target.path}"


def fetch(address: str, bounds: Bounds, *, etag: str = "", last_modified: str = "") -> Fetched:
    """What stands at an address, or that it did not change since `etag` and `last_modified`. Raises FetchError."""
    deadline = _Deadline(bounds.seconds)
    target = _target(address)
    for _ in range(bounds.redirects + 1):
        found = _ask(target, bounds, deadline, etag, last_modified)
        if isinstance(found, Fetched):
            return found
        moved = _target(urljoin(f"{target.scheme}://{_in_address(target)}:{target.port}{target.path}", found))
        if target.scheme == "https" and moved.scheme == "http":
            raise FetchError("secure", moved.host)
        target = moved
    raise FetchError("moves", str(bounds.redirects))


def _target(address: str) -> _Target:
    address = address.strip()
    if not address or len(address) > _LONGEST_ADDRESS or any(not sign.isprintable() or sign == " " for sign in address):
        raise FetchError("address", address[:60])
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FetchError("address", address[:60]) from None
    scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme.lower(), parts.scheme.lower())
    if scheme not in _PORTS:
        raise FetchError("scheme", parts.scheme or address[:60])
    if not host or parts.username is not None or parts.password is not None:
        raise FetchError("address", address[:60])
    try:
        plain = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise FetchError("address", host[:60]) from None
    if not plain or len(plain) > _LONGEST_HOST:
        raise FetchError("address", host[:60])
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    )
    return _Target(scheme, plain, port if port is not None else _PORTS[scheme], path)


def _in_address(target: _Target) -> str:
    return f"[{target.host}]" if ":" in target.host else target.host


def _ask(target: _Target, bounds: Bounds, deadline: _Deadline, etag: str, last_modified: str) -> Fetched | str:
    """What one site sent, or to which address it sends on."""
    if target.port not in bounds.ports:
        raise FetchError("port", str(target.port))
    machines = _look_up(target, bounds, deadline)
    line = _Line()
    # A site that sends a byte now and then never runs into the time-out of one answer: this ends the whole.
    cut = threading.Timer(deadline.left(bounds.seconds), line.cut)
    cut.daemon = True
    cut.start()
    try:
        connection = _connected(target, machines, deadline, line)
        connection.request("GET", target.path, headers=_headers(target, etag, last_modified))
        with contextlib.closing(connection.getresponse()) as answer:
            found = _taken(answer, bounds, deadline)
        deadline.left(1)  # what was cut off looks like an answer that ended
        return found
    except FetchError:
        deadline.left(1)  # it is slow if the time is over, whatever broke then
        raise
    except TimeoutError:
        raise FetchError("slow", f"{_ANSWER_SECONDS:.0f}") from None
    except (http.client.HTTPException, OSError, ValueError) as error:
        deadline.left(1)
        raise FetchError("broken", type(error).__name__) from None
    finally:
        cut.cancel()
        line.close()


@dataclass(slots=True)
class _Line:
    """The open connection, so that another thread can end it."""

    raw: socket.socket | None = None
    is_cut: bool = False

    def cut(self) -> None:
        """End it: whoever waits for an answer gets none."""
        self.is_cut = True
        if self.raw is not None:
            with contextlib.suppress(OSError):
                self.raw.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let it go."""
        if self.raw is not None:
            with contextlib.suppress(OSError):
                self.raw.close()


def _look_up(target: _Target, bounds: Bounds, deadline: _Deadline) -> list[tuple[int, str]]:
    """The families and addresses of a name. Raises FetchError if any of them is not public."""
    found: list[tuple[int, str]] = []

    def look() -> None:
        with contextlib.suppress(OSError, UnicodeError):
            for family, _, _, _, where in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM):
                found.append((family, str(where[0])))

    # The system's look-up knows no time-out of its own.
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(deadline.left(_LOOK_UP_SECONDS))
    machines = [] if thread.is_alive() else list(dict.fromkeys(found))
    if not machines:
        raise FetchError("name", target.host)
    if not all(bounds.is_allowed(machine) for _, machine in machines):
        raise FetchError("not_public", target.host)
    return machines[:_MOST_MACHINES]


def _connected(
    target: _Target, machines: list[tuple[int, str]], deadline: _Deadline, line: _Line
) -> http.client.HTTPConnection:
    """A connection to one of the machines that were checked; the name serves only to know the site by."""
    for number, (family, address) in enumerate(machines, 1):
        line.raw = raw = socket.socket(family, socket.SOCK_STREAM)
        raw.settimeout(deadline.left(_ANSWER_SECONDS))
        try:
            raw.connect((address, target.port))
            break
        except OSError as error:
            raw.close()
            if number == len(machines):
                code = "slow" if isinstance(error, TimeoutError) else "away"
                raise FetchError(code, error.strerror or target.host) from None
    if target.scheme == "https":
        try:
            secure = ssl.create_default_context().wrap_socket(
                raw, server_hostname=target.host, do_handshake_on_connect=False
            )
            line.raw = raw = secure
            secure.do_handshake()
        except ssl.SSLError as error:
            raise FetchError("secure", error.reason or type(error).__name__) from None
    connection = http.client.HTTPConnection(_in_address(target), target.port)
    connection.sock = raw
    connection.auto_open = 0
    return connection


def _headers(target: _Target, etag: str, last_modified: str) -> dict[str, str]:
    default = target.port == _PORTS[target.scheme]
    headers = {
        "Host": _in_address(target) if default else f"{_in_address(target)}:{target.port}",
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


def _taken(answer: http.client.HTTPResponse, bounds: Bounds, deadline: _Deadline) -> Fetched | str:
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


def _body(answer: http.client.HTTPResponse, bounds: Bounds, deadline: _Deadline) -> bytes:
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
