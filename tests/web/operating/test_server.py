"""The server itself, started once: its socket waits while it is away, its processes count together, it ends quietly."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.docs.pages import ROOT

TOKEN = "t" * 24
SERVE = """
import os
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))  # as systemd does
from wegwijzer.web.operating.counting import share_counts, stop_sharing
from wegwijzer.cli.web_server import is_handed_a_socket, run_server
assert is_handed_a_socket()
own, folder = os.getpid(), share_counts()
try:
    run_server(bind="127.0.0.1:1", workers=2)
finally:
    if os.getpid() == own:
        stop_sharing(folder)
"""


@dataclass
class Server:
    """A server whose socket somebody else holds open."""

    process: subprocess.Popen[str]
    port: int
    first: socket.socket

    def ask(self, text: str, *, on: socket.socket | None = None) -> str:
        """The answer to what is sent."""
        sent = on or socket.create_connection(("127.0.0.1", self.port), timeout=60)
        with sent:
            sent.sendall(text.encode())
            found = b""
            while chunk := sent.recv(65536):
                found += chunk
        return found.decode()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    door = socket.create_server(("127.0.0.1", 0), backlog=64)
    port = door.getsockname()[1]
    first = socket.create_connection(("127.0.0.1", port), timeout=120)  # nobody serves yet
    first.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-ID: before-it-began\r\n\r\n")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("WEGWIJZER_", "PROMETHEUS_"))},
        "DJANGO_SETTINGS_MODULE": "wegwijzer.web.settings",
        "WEGWIJZER_DATABASE": str(folder / "site.sqlite3"),
        "WEGWIJZER_METRICS_TOKEN": TOKEN,
        "WEGWIJZER_LOG": "json",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=(3,) if door.fileno() == 3 else (door.fileno(), 3),
        preexec_fn=lambda: os.dup2(door.fileno(), 3),  # systemd's first socket is number 3
    )
    yield Server(process, port, first)
    if process.poll() is None:
        process.kill()
    process.communicate()
    door.close()


def test_who_came_before_it_began_is_answered(server):
    answer = server.ask("", on=server.first)
    assert answer.startswith("HTTP/1.1 200")
    assert "before-it-began" in answer


def test_its_processes_count_together(server):
    for _ in range(6):
        assert server.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").startswith("HTTP/1.1 200")
    told = server.ask(f"GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n\r\n")
    found = re.search(r'^wegwijzer_requests_total\{.*route="healthz".*\} (\d+)', told, re.MULTILINE)
    assert found is not None, told
    assert int(found[1]) == 7


def test_told_to_stop_it_finishes_what_it_has_in_hand_and_its_socket_refuses_nobody(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as in_hand:
        in_hand.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-ID: still-in-hand\r\n")  # its end is to come
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert server.process.poll() is None
        answer = server.ask("\r\n", on=in_hand)
    assert answer.startswith("HTTP/1.1 200")
    assert "still-in-hand" in answer
    said, _ = server.process.communicate(timeout=60)
    assert server.process.returncode == 0, said
    socket.create_connection(("127.0.0.1", server.port), timeout=5).close()
