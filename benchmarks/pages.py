"""The roadmap page from a real server with two workers and an SQLite file, asked by four clients at once.

The server runs on this machine and the clients share its cores: the figures are an upper bound.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.reporting import Measured, milliseconds

CLIENTS, REQUESTS_EACH = 4, 60
LIMIT_MS = 50.0
PORT = 0  # set to a free one when the server starts
NEED = "onze verpakking scheurt in de diepvries"


def measure() -> list[Measured]:
    """Time the roadmap page beside the health page, which does next to nothing, as the floor."""
    global PORT
    PORT = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "WEGWIJZER_DATABASE": str(Path(folder) / "bench.sqlite3"),
            "WEGWIJZER_POSTS_PER_MINUTE": "10000",
        }
        program = str(Path(sys.executable).parent / "wegwijzer")
        command = [program, "serve", "--no-worker", "--port", str(PORT), "--workers", "2"]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait_until_ready()
            cookie = _walk()
            health = _load("/healthz", {})
            road = _load("/nl/wegwijzer/", {"Cookie": cookie})
        finally:
            server.terminate()
            server.wait(timeout=20)
    floor = milliseconds(health)
    return [
        Measured("/healthz (the floor)", floor, None, None, "p95"),
        Measured("roadmap page, 2 workers, 4 clients", milliseconds(road), LIMIT_MS, floor, "p95"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready() -> None:
    for _ in range(200):
        try:
            if _get("/healthz", {})[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _walk() -> str:
    """Start a walk as a visitor does and give the cookies."""
    status, headers, body = _get("/nl/", {})
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
    if status != 200 or token is None:
        raise RuntimeError(f"the front page gave {status} without a form")
    cookies = _cookies(headers)
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "need": NEED, "enterprise_number": ""})
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.request(
        "POST", "/nl/", form, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": _header(cookies)}
    )
    answer = connection.getresponse()
    answer.read()
    if answer.status not in (302, 303):
        raise RuntimeError(f"the need was not taken: {answer.status}")
    cookies |= _cookies(answer.getheaders())
    return _header(cookies)


def _load(path: str, headers: dict[str, str]) -> list[float]:
    def client(_: int) -> list[float]:
        times = []
        for _request in range(REQUESTS_EACH):
            start = time.perf_counter()
            status, _headers, _body = _get(path, headers)
            times.append(time.perf_counter() - start)
            if status != 200:
                raise RuntimeError(f"{path} gave {status}")
        return times

    client(0)  # warm both workers
    with ThreadPoolExecutor(CLIENTS) as pool:
        return [seconds for times in pool.map(client, range(CLIENTS)) for seconds in times]


def _get(path: str, headers: dict[str, str]) -> tuple[int, list[tuple[str, str]], str]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, answer.getheaders(), body


def _cookies(headers: list[tuple[str, str]]) -> dict[str, str]:
    pairs = (value.split(";")[0].partition("=") for name, value in headers if name.lower() == "set-cookie")
    return {name: value for name, _, value in pairs}


def _header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
