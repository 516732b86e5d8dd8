"""Reach a machine that a stranger named: within bounds, and on the public internet alone.

The name is looked up once, every address that it leads to must be public, and the connection goes to the address that
was checked: a name that leads elsewhere a moment later gains nothing. Lists of events are fetched through it
(`readers.agenda.fetching`), and messages to other systems go out through it (`web.webhooks`).
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
"""The usual port of each scheme."""
ANSWER_SECONDS = 10.0
"""How long one answer of a machine may take."""
_LOOK_UP_SECONDS = 5.0
_LONGEST_ADDRESS, _LONGEST_HOST = 500, 253
_MOST_MACHINES = 4


class FetchError(Exception):
    """A machine could not be asked: a code, what it is about, and for `busy` how many seconds to wait."""

    def __init__(self, code: str, value: str = "", *, wait: int = 0) -> None:
        self.code, self.value, self.wait = code, value[:120], wait
        super().__init__(f"{code}: {value[:120]}" if value else code)


@dataclass(frozen=True, slots=True)
class Target:
    """An address, taken apart. `host` is in its usual form, `path` holds the query too."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def written_host(self) -> str:
        """The host as it stands in an address."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def origin(self) -> str:
        """Scheme, host and port; the usual port is left out."""
        usual = self.port == PORTS[self.scheme]
        return f"{self.scheme}://{self.written_host}{'' if usual else f':{self.port}'}"

    @property
    def host_header(self) -> str:
        """What the header `Host` says."""
        return self.written_host if self.port == PORTS[self.scheme] else f"{self.written_host}:{self.port}"


@dataclass(slots=True)
class Deadline:
    """When everything must be over."""

    seconds: float
    began: float = field(default_factory=time.monotonic)

    def left(self, most: float) -> float:
        """The seconds that are left, `most` at most. Raises FetchError when there are none."""
        left = self.seconds - (time.monotonic() - self.began)
        if left <= 0:
            raise FetchError("slow", f"{self.seconds:.0f}")
        return min(left, most)


def target_of(address: str) -> Target:
    """An address taken apart (`webcal` is https). Raises FetchError for what cannot be one."""
    address = address.strip()
    if not address or len(address) > _LONGEST_ADDRESS or any(not sign.isprintable() or sign == " " for sign in address):
        raise FetchError("address", address[:60])
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FetchError("address", address[:60]) from None
    scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme.lower(), parts.scheme.lower())
    if scheme not in PORTS:
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
    return Target(scheme, plain, port if port is not None else PORTS[scheme], path)


@contextmanager
def reached(
    target: Target, deadline: Deadline, *, is_allowed: Callable[[str], bool], ports: frozenset[int]
) -> Iterator[http.client.HTTPConnection]:
    """A connection to one machine. Whatever breaks while it is used is told as FetchError, and nothing stays open."""
    if target.port not in ports:
        raise FetchError("port", str(target.port))
    machines = _look_up(target, is_allowed, deadline)
    line = _Line()
    # A site that sends a byte now and then never runs into the time-out of one answer: this ends the whole.
    cut = threading.Timer(deadline.left(deadline.seconds), line.cut)
    cut.daemon = True
    cut.start()
    try:
        yield _connected(target, machines, deadline, line)
        deadline.left(1)  # what was cut off looks like an answer that ended
    except FetchError:
        deadline.left(1)  # it is slow if the time is over, whatever broke then
        raise
    except TimeoutError:
        raise FetchError("slow", f"{ANSWER_SECONDS:.0f}") from None
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


def _look_up(target: Target, is_allowed: Callable[[str], bool], deadline: Deadline) -> list[tuple[int, str]]:
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
    if not all(is_allowed(machine) for _, machine in machines):
        raise FetchError("not_public", target.host)
    return machines[:_MOST_MACHINES]


def _connected(
    target: Target, machines: list[tuple[int, str]], deadline: Deadline, line: _Line
) -> http.client.HTTPConnection:
    """A connection to one of the machines that were checked; the name serves only to know the site by."""
    for number, (family, address) in enumerate(machines, 1):
        line.raw = raw = socket.socket(family, socket.SOCK_STREAM)
        raw.settimeout(deadline.left(ANSWER_SECONDS))
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
    connection = http.client.HTTPConnection(target.written_host, target.port)
    connection.sock = raw
    connection.auto_open = 0
    return connection
