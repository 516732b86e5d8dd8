"""A site of organisers on this machine, that answers as a test tells it to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Site:
    """Where it listens, and every request that it got."""

    port: int
    requests: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/agenda.ics"


Answer = Callable[[socket.socket, str, threading.Event], None]


@contextmanager
def a_site(answer: Answer) -> Iterator[Site]:
    """Listen until the test is over; `answer` gets the connection, what was asked, and when to stop."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        site = Site(listening.getsockname()[1])
        listening.settimeout(0.05)

        def serve() -> None:
            while not over.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    continue
                with connection:
                    connection.settimeout(2)
                    try:
                        asked = connection.recv(65536).decode(errors="replace")
                        site.requests.append(asked)
                        answer(connection, asked, over)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield site
        finally:
            over.set()
            thread.join()


def sends(body: bytes, *headers: str, status: str = "200 OK") -> Answer:
    """Answer with a body."""

    def answer(connection: socket.socket, asked: str, over: threading.Event) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    return answer
