"""An upgrade under load: the release before runs, the tables are changed, the new one runs beside it, the old one ends.

The release before is that of a commit (`BEFORE`, else the last whose tables were other ones), taken out of
git into a folder. Nobody may notice: the old server, told to stop, finishes what it has in hand.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

from benchmarks.faults.outcome import Outcome
from benchmarks.faults.under_load import Load, Stand, ask, is_ready, standing, under_load
from benchmarks.kill_nine import server, workers
from benchmarks.kill_nine_processes import ROOT, Killed, free_port, run

_TABLES = ":(glob)src/wegwijzer/web/*/migrations/*.py"


def survive(count: int) -> Outcome:
    """Do it, between the commit before and the files as they are."""
    commit = os.environ.get("BEFORE", "") or _commit_before()
    with tempfile.TemporaryDirectory(prefix="wegwijzer-before-") as folder, standing(is_migrated=False) as stand:
        _take_out(commit, Path(folder))
        before = {**stand.environment, "PYTHONPATH": f"{folder}/src"}
        run(before, "-m", "django", "migrate", "--verbosity", "0")
        run(before, "-m", "benchmarks.kill_nine_writing", "prepare", "pages")
        upgrade = _Upgrade(stand, before, commit)
        try:
            return under_load(stand, upgrade.make, count=count, commands=upgrade.waiting, port=upgrade.port)
        finally:
            upgrade.stop()


class _Upgrade:
    """The old server and worker, and what is done to them."""

    def __init__(self, stand: Stand, before: dict[str, str], commit: str) -> None:
        self.port, self._new_port = free_port(), free_port()
        self._stand, self._commit = stand, commit
        self._old = Killed(before, server(self.port) | workers(), stand.folder / "log-before")

    def waiting(self) -> dict[str, list[str]]:
        """The new server, which leaves the tables alone and is not ready until somebody changed them."""
        return {"server": [*server(self._new_port)["server"], "--no-migrate"]}

    def make(self, load: Load) -> None:
        """Change the tables, let the new server become ready beside the old, move people over, and end the old."""
        outcome, new_port = load.outcome, self._new_port
        outcome.told("release before", self._commit[:10])
        load.wait_until(0.15)
        outcome.must(ask(new_port, "/readyz")[0] != 200, "The new release is ready before its tables are.")
        changed = run(self._stand.environment, "-m", "django", "migrate", "--verbosity", "1")
        outcome.told("changes of tables meanwhile", changed.count(" OK"))
        load.processes.add(workers())  # the old release works on the new tables meanwhile
        while not is_ready(new_port):
            load.wait(0.5)
            if load.is_over:
                outcome.problems.append("All was done before the new release served: ask for more with --count.")
                break
        for contact in load.contacts[::2]:
            contact.go_to(new_port)
        load.wait_until(0.75)  # both
        for contact in load.contacts:
            contact.go_to(new_port)
        load.port = new_port
        load.wait(1.0)  # as a proxy does: no new request goes to the old one, and then it is told to stop
        self._old.stop()
        told = sum(contact.told["no answer"] for contact in load.contacts)
        outcome.told("requests without an answer", told)
        outcome.must(told == 0, "Somebody noticed the upgrade.")

    def stop(self) -> None:
        """End what still runs."""
        self._old.stop()


def _commit_before() -> str:
    """The last commit before the tables became what they are now."""
    now = subprocess.run(
        ["git", "ls-files", "--others", "--modified", _TABLES], cwd=ROOT, capture_output=True, text=True
    )
    if now.stdout.strip():
        return _git("rev-parse", "HEAD")
    return _git("rev-parse", _git("log", "-1", "--format=%H", "--", _TABLES) + "~1")


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _take_out(commit: str, folder: Path) -> None:
    packed = subprocess.run(["git", "archive", commit, "src"], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
