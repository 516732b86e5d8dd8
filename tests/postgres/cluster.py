"""A PostgreSQL cluster to throw away, from the server that Debian installs."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_INSTALLED = Path("/usr/lib/postgresql")
_OWNER = "postgres"
"""Who may run a server in root's place."""
NAME = "wegwijzer"


class NoPostgresError(Exception):
    """There is no PostgreSQL server here; says what to do."""


def server_programs() -> Path:
    """The folder of the newest server's programs. Raises NoPostgresError."""
    found = sorted(
        _INSTALLED.glob("*/bin"), key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0
    )
    if not found or not (found[-1] / "initdb").exists():
        raise NoPostgresError(f"no PostgreSQL server under {_INSTALLED}: install Debian's package postgresql.")
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(_OWNER)
        except KeyError as error:
            raise NoPostgresError(f"root cannot run a server and there is no user {_OWNER}.") from error
    return found[-1]


@contextlib.contextmanager
def throwaway_cluster(*, is_durable: bool = False) -> Iterator[dict[str, str]]:
    """Run a cluster with an empty database, reached through a socket in a folder of its own, and remove it afterwards.

    Gives the environment variables with which Wegwijzer finds it. `is_durable` makes it write to disk as a real one
    does. Raises NoPostgresError.
    """
    programs = server_programs()
    # A socket's path has at most 107 characters, so the folder stands directly in /tmp.
    folder = Path(tempfile.mkdtemp(prefix="wegwijzer-pg-", dir="/tmp"))
    as_owner = {"user": _OWNER, "group": _OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
    if as_owner:
        shutil.chown(folder, _OWNER, _OWNER)
    data, log = folder / "data", folder / "log"
    initdb = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", NAME, "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*initdb, "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_owner)
    options = ["-c", "listen_addresses=", "-k", str(folder), "-c", "max_connections=60"]
    options += [] if is_durable else ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    with log.open("w") as messages:
        server = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(data), *options],
            stdout=messages,
            stderr=messages,
            cwd=folder,
            **as_owner,
        )
    try:
        _wait_until_ready(programs, folder, server, log)
        create = [str(programs / "createdb"), "-h", str(folder), "-U", NAME, NAME]
        subprocess.run(create, check=True, cwd=folder)
        yield {"WEGWIJZER_DATABASE": f"postgresql://{NAME}@/{NAME}", "PGHOST": str(folder)}
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.send_signal(3)  # SIGQUIT: now, without waiting for clients
            server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes], log: Path) -> None:
    ask = [str(programs / "pg_isready"), "-q", "-h", str(folder), "-U", NAME, "-d", "postgres"]
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()}")
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL is not ready after 10 seconds:\n{log.read_text()}")
