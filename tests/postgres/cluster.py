"""A PostgreSQL cluster to throw away, from the server that Debian installs."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
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


class Cluster:
    """A server with an empty database, reached through a socket in a folder of its own, that can be stopped and killed.

    `environment` holds the variables with which Wegwijzer finds it. `is_durable` makes it write to disk as a real one
    does; with `data` its files stand in a folder there, on a small disk for example. Raises NoPostgresError.
    """

    def __init__(self, *, is_durable: bool = False, data: Path | None = None) -> None:
        self._programs = server_programs()
        # A socket's path has at most 107 characters, so the folder stands directly in /tmp.
        self._folder = Path(tempfile.mkdtemp(prefix="wegwijzer-pg-", dir="/tmp"))
        self._owner = {"user": _OWNER, "group": _OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
        self._data = (data or self._folder) / "data"
        for folder in {self._folder, self._data.parent}:
            if self._owner:
                shutil.chown(folder, _OWNER, _OWNER)
        self._log = self._folder / "log"
        initdb = [str(self._programs / "initdb"), "-D", str(self._data), "-A", "trust", "-U", NAME, "-E", "UTF8"]
        initdb += ["--locale=C.UTF-8", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=self._folder, **self._owner)
        self._options = ["-c", "listen_addresses=", "-k", str(self._folder), "-c", "max_connections=60"]
        if not is_durable:
            self._options += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        self.environment = {"WEGWIJZER_DATABASE": f"postgresql://{NAME}@/{NAME}", "PGHOST": str(self._folder)}
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        """Whether its first process lives."""
        return self._server is not None and self._server.poll() is None

    def start(self, *, seconds: float = 10.0) -> None:
        """Start it, and wait until it answers. Raises RuntimeError with its log when it does not in time."""
        with self._log.open("a") as messages:
            command = [str(self._programs / "postgres"), "-D", str(self._data), *self._options]
            self._server = subprocess.Popen(command, stdout=messages, stderr=messages, cwd=self._folder, **self._owner)
        _wait_until_ready(self._programs, self._folder, self._server, self._log, seconds)

    def make_database(self) -> None:
        """Make the empty database."""
        create = [str(self._programs / "createdb"), "-h", str(self._folder), "-U", NAME, NAME]
        subprocess.run(create, check=True, cwd=self._folder)

    def stop(self) -> None:
        """End it at once and cleanly: who is connected is cut off."""
        assert self._server is not None
        self._server.send_signal(signal.SIGINT)
        try:
            self._server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._server.send_signal(signal.SIGQUIT)  # now, without waiting for clients
            self._server.wait(timeout=20)

    def kill(self) -> None:
        """Kill its first process with -9; the others end when they notice, and it recovers when it is started."""
        assert self._server is not None
        left = self.children()
        self._server.kill()
        self._server.wait()
        for _ in range(200):  # a new one starts when the shared memory of the old one is free
            left = [number for number in left if Path("/proc", str(number)).exists()]
            if not left:
                return
            time.sleep(0.05)

    def children(self) -> list[int]:
        """Its other processes: those that write for all, and one for each that is connected."""
        assert self._server is not None
        found = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children").read_text()
        return [int(number) for number in found.split()]

    def freeze(self, *, is_frozen: bool = True) -> None:
        """Let all of it stand still, as a machine that hangs does, or go on."""
        assert self._server is not None
        for number in (self._server.pid, *self.children()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGSTOP if is_frozen else signal.SIGCONT)

    def use_up_log(self) -> None:
        """Let it begin new files of its log until it has none made beforehand, as hours of writing do."""
        switch = ["SELECT pg_logical_emit_message(true, 'fault', 'x')", "SELECT pg_switch_wal()"]
        command = [str(self._programs / "psql"), "-h", str(self._folder), "-U", NAME, "-d", NAME, "-q"]
        for _ in range(6):
            asked = [part for text in switch for part in ("-c", text)]
            with contextlib.suppress(subprocess.TimeoutExpired):
                subprocess.run([*command, *asked], check=False, capture_output=True, timeout=10)

    def said(self) -> str:
        """Its log."""
        return self._log.read_text(errors="replace")

    def remove(self) -> None:
        """End it and remove its files."""
        if self.is_running:
            self.freeze(is_frozen=False)
            self.stop()
        shutil.rmtree(self._data, ignore_errors=True)
        shutil.rmtree(self._folder, ignore_errors=True)


@contextlib.contextmanager
def running_cluster(*, is_durable: bool = False, data: Path | None = None) -> Iterator[Cluster]:
    """A cluster that runs, with its empty database, and is removed afterwards. Raises NoPostgresError."""
    cluster = Cluster(is_durable=is_durable, data=data)
    try:
        cluster.start()
        cluster.make_database()
        yield cluster
    finally:
        cluster.remove()


@contextlib.contextmanager
def throwaway_cluster(*, is_durable: bool = False) -> Iterator[dict[str, str]]:
    """The environment variables with which Wegwijzer finds a cluster that runs meanwhile. Raises NoPostgresError."""
    with running_cluster(is_durable=is_durable) as cluster:
        yield cluster.environment


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes], log: Path, seconds: float) -> None:
    ask = [str(programs / "pg_isready"), "-q", "-h", str(folder), "-U", NAME, "-d", "postgres"]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()}")
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL is not ready after {seconds:.0f} seconds:\n{log.read_text()}")
