"""A network cable between the browser and the server, which a test can pull out.

Playwright's `set_offline` tells a page that it is offline, but requests of a page that a service worker serves may slip
past it. A cable that is out lets nothing through to anybody.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class Cable:
    """Forwards every connection to a server, until it is pulled out."""

    def __init__(self, server: str) -> None:
        address = urlsplit(server)
        self._server = (address.hostname, address.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._is_in = True
        self.address = f"http://localhost:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def pull_out(self) -> None:
        """Cut every connection and let none through."""
        self._is_in = False
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def put_in(self) -> None:
        """Let connections through again."""
        self._is_in = True

    def throw_away(self) -> None:
        """Stop listening."""
        self.pull_out()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if not self._is_in:
                near.close()
                continue
            far = socket.create_connection(self._server)
            self._open += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_pour, args=(source, sink), daemon=True).start()


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        source.close()
