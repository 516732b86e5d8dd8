"""The disks of uploads are full under the website: where files wait until they are read, and where they come in.

Both are small disks in memory of their own, filled with a file. Needs the right to mount (root).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.faults.disk_full import BALLAST, fill_up, small_disk
from benchmarks.faults.outcome import Outcome
from benchmarks.faults.under_load import Stand, ask, is_ready, standing
from benchmarks.kill_nine import server
from benchmarks.kill_nine_browser import Browser, form_with
from benchmarks.kill_nine_processes import free_port

_SIZE_MB = 48
_TOO_LARGE_FOR_MEMORY = 6 * 1024 * 1024
"""Bytes: a file of this size comes in by the disk of passing files."""
_MARK = "wegwijzer-fault"
_EXAMPLE = Path(__file__).parents[2] / "examples" / "clients.csv"


def survive(count: int) -> Outcome:
    """Send files while there is room, while there is none, and again when there is; `count` files in all."""
    if os.geteuid() != 0:
        return Outcome(problems=["Only root can mount the small disks that this needs."])
    outcome = Outcome()
    with small_disk(_SIZE_MB) as files, small_disk(_SIZE_MB) as passing, standing() as stand:
        more = {"WEGWIJZER_FILES": str(files), "TMPDIR": str(passing), "WEGWIJZER_DISK_LEAST_MB": "8"}
        stand.environment.update(more)
        with _served(stand) as port:
            small = _EXAMPLE.read_bytes()
            header, _, rows = small.partition(b"\n")
            large = header + b"\n" + rows * (_TOO_LARGE_FOR_MEMORY // len(rows))
            # Also so that Python has chosen the folder of passing files: it takes another when that is full beforehand.
            for content in (small, large):
                outcome.must(_send(port, content)[0] in (302, 303), "A file is refused while there is room.")
            for name, disk, content in (
                ("where files wait", files, small),
                ("where files come in", passing, large),
            ):
                _fill(outcome, name, port, disk, content, tries=max(3, count // 20), kept=files / "uploads")
            status, _, told = ask(port, "/readyz")
            disk_is_fine = json.loads(told)["checks"]["disk"]["ok"]
            outcome.told("afterwards /readyz, its disk", f"{status}, {'fine' if disk_is_fine else 'small'}")
            outcome.must(status == 200 and disk_is_fine, "Afterwards its disk is not fine.")
    return outcome


def _fill(outcome: Outcome, name: str, port: int, disk: Path, content: bytes, *, tries: int, kept: Path) -> None:
    fill_up(disk)
    before = _folders(kept)
    answers = [_send(port, content) for _ in range(tries)]
    pages = [ask(port, path)[0] for path in ("/nl/", "/nl/maatregelen/", "/nl/klanten/", "/healthz", "/readyz")]
    told = sorted({status for status, _ in answers})
    outcome.told(f"full {name}: {tries} files, answers", ", ".join(str(status) for status in told))
    outcome.told("  other pages, /healthz, /readyz", ", ".join(str(status) for status in pages))
    # A process that had not chosen a folder for passing files yet takes another disk, and the file is taken in.
    allowed = {503} if disk == kept.parent else {302, 503}
    outcome.must(
        set(told) <= allowed and 503 in told, f"Full {name}: a file is answered with {told}, and not with 503."
    )
    outcome.must(
        all(after for status, after in answers if status == 503),
        f"Full {name}: the page does not say when to try again.",
    )
    outcome.must(set(pages) == {200}, f"Full {name}: another page suffers: {pages}.")
    outcome.must(_folders(kept) == before, f"Full {name}: something of a refused file stays behind.")
    (disk / BALLAST).unlink()
    began = time.monotonic()
    while (status := _send(port, content)[0]) == 503 and time.monotonic() - began < 60:
        time.sleep(0.2)
    outcome.told("  with room again: answer, after", f"{status}, {time.monotonic() - began:.1f} s")
    outcome.must(status in (302, 303, 200), f"With room again {name}: {status}.")


def _send(port: int, content: bytes) -> tuple[int, str]:
    """The status and the Retry-After of the answer to a file, sent by somebody new."""
    from http.client import HTTPConnection

    browser = Browser(port)
    token = dict(form_with(browser.get("/nl/klanten/laden/"), "bestand"))["csrfmiddlewaretoken"]
    body = (
        (
            f'--{_MARK}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n--{_MARK}\r\n'
            'Content-Disposition: form-data; name="bestand"; filename="clients.csv"\r\nContent-Type: text/csv\r\n\r\n'
        ).encode()
        + content
        + f"\r\n--{_MARK}--\r\n".encode()
    )
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookies, "Content-Type": f"multipart/form-data; boundary={_MARK}"}
    with suppress(BrokenPipeError):  # it answers before it has read all of it
        connection.request("POST", "/nl/klanten/laden/", body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Retry-After", "")


def _folders(kept: Path) -> int:
    return sum(1 for _ in kept.iterdir()) if kept.is_dir() else 0


@contextmanager
def _served(stand: Stand) -> Iterator[int]:
    port = free_port()
    (words,) = server(port).values()
    with Path(stand.folder, "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, *words], env=stand.environment, stderr=log, stdout=log)
        try:
            began = time.monotonic()
            while not is_ready(port):
                if time.monotonic() - began > 120 or process.poll() is not None:
                    raise RuntimeError(f"The server did not start: {Path(stand.folder, 'log').read_text()[-2000:]}")
                time.sleep(0.3)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=60)
