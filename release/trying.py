"""Install what is in dist/ in an empty environment, in an empty folder, and use it as somebody who has nothing else."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from release.errors import ReleaseError
from wegwijzer import __version__

PAGES = ("/healthz", "/nl/", "/en/maatregelen/", "/fr/organisaties/", "/nl/zoek/?q=verpakking", "/nl/agenda/")
"""One page of each kind: a template, the catalogue, a code list, the search by meaning, the demonstration."""

_SECONDS_TO_START = 300
"""A cold start on a machine that does other things beside; stopping may take as long."""


def try_out(root: Path) -> list[str]:
    """Install, fill the demonstration, serve, and read pages and their static files. Raises ReleaseError."""
    dist = root / "dist"
    wheel = dist / f"wegwijzer-{__version__}-py3-none-any.whl"
    if not wheel.exists():
        raise ReleaseError(f"dist/{wheel.name} is not there: expected `make release` to have run.")
    with tempfile.TemporaryDirectory(prefix="wegwijzer-alone-") as made:
        folder = Path(made)
        _run(folder, sys.executable, "-m", "venv", str(folder / "venv"))
        pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        _run(folder, *pip, "install", "--require-hashes", "-r", str(dist / "requirements-base.txt"))
        _run(folder, *pip, "install", "--no-deps", "--no-index", str(wheel))
        _run(folder, *pip, "check")
        program = str(folder / "venv" / "bin" / "wegwijzer")
        told = [_run(folder, program, "--version").strip(), _run(folder, program, "catalogue", "check").strip()]
        logins = _run(folder, program, "demo")
        told.append(f"wegwijzer demo: {logins.count('@')} made-up people")
        with _served(folder, program) as address:
            told += [_read(address, page) for page in PAGES]
            told.append(_read_static(address))
    return told


def _run(folder: Path, *words: str) -> str:
    done = subprocess.run(words, cwd=folder, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        shown = " ".join(Path(word).name for word in words)
        raise ReleaseError(f"{shown} ended with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def _environment() -> dict[str, str]:
    """The process's own, without what would let it find this tree, or another installation's settings."""
    ours = ("PYTHONPATH", "VIRTUAL_ENV", "DJANGO_", "WEGWIJZER_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def _served(folder: Path, program: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [program, "serve", "--port", str(port)], cwd=folder, env=_environment(), stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(_SECONDS_TO_START * 5):
            try:
                urllib.request.urlopen(f"{address}/healthz").close()
                break
            except OSError:
                if server.poll() is not None:
                    raise ReleaseError(f"wegwijzer serve ended with {server.returncode}.") from None
                time.sleep(0.2)
        else:
            raise ReleaseError(f"wegwijzer serve gave no answer within {_SECONDS_TO_START} seconds.")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=_SECONDS_TO_START)
        except subprocess.TimeoutExpired:
            server.kill()


def _read(address: str, page: str) -> str:
    try:
        with urllib.request.urlopen(f"{address}{page}") as answer:
            body = answer.read()
    except urllib.error.HTTPError as error:
        raise ReleaseError(f"{page} answers {error.code}: expected 200.") from error
    return f"{page}: {len(body):,} bytes"


def _read_static(address: str) -> str:
    """Every style sheet, script and picture that the front page names."""
    with urllib.request.urlopen(f"{address}/nl/") as answer:
        named = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', answer.read().decode())))
    if not named:
        raise ReleaseError("/nl/ names no static file: expected a style sheet.")
    for path in named:
        _read(address, path)
    return f"{len(named)} static files of the front page"
