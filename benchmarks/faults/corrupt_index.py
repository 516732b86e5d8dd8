"""The index of the search on disk is spoilt: cut off, overwritten, emptied, taken away. Searches answer as before."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults.outcome import Outcome
from benchmarks.kill_nine_processes import ROOT

_ASKED = "mijn verpakking scheurt bij het vervoer"


def survive(count: int) -> Outcome:
    """Spoil it in every way, and search after each."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="wegwijzer-index-") as folder:
        place = Path(folder)
        _search(place)
        expected, _ = _search(place)
        outcome.must(expected, "The search finds nothing at all.")
        for name, spoil in _WAYS.items():
            spoilt = spoil(place)
            found, took = _search(place)
            outcome.told(
                f"{name} ({spoilt} files)", f"{'the same answer' if found == expected else 'ANOTHER'}, {took:.1f} s"
            )
            outcome.must(spoilt, f"{name}: there was nothing to spoil.")
            outcome.must(found == expected, f"{name}: the search answers otherwise: {str(found)[:300]}.")
        found, took = _search(place)
        outcome.told("and once more, on the index made anew", f"{took:.1f} s")
        outcome.must(found == expected, "The index made anew answers otherwise.")
    return outcome


def _search(place: Path) -> tuple[object, float]:
    began = time.monotonic()
    environment = {**os.environ, "WEGWIJZER_CACHE": str(place), "WEGWIJZER_DATABASE": str(place / "none.sqlite3")}
    command = [sys.executable, "-m", "wegwijzer.cli.main", "search", _ASKED, "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    took = time.monotonic() - began
    if done.returncode:
        return f"status {done.returncode}: {done.stderr[-300:]}", took
    return json.loads(done.stdout), took


def _files(place: Path) -> list[Path]:
    return [path for path in sorted(place.rglob("*")) if path.is_file() and path.stat().st_size]


def _each(place: Path, spoil: Callable[[Path], object]) -> int:
    found = _files(place)
    for path in found:
        spoil(path)
    return len(found)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _flip(path: Path) -> None:
    """One byte in the middle of a hundred places is another."""
    dice, content = random.Random(9), bytearray(path.read_bytes())
    for _ in range(100):
        content[dice.randrange(len(content))] ^= 0xFF
    path.write_bytes(content)


def _without_largest(place: Path) -> int:
    largest = max(_files(place), key=lambda path: path.stat().st_size, default=None)
    if largest is None:
        return 0
    largest.unlink()
    return 1


_WAYS: dict[str, Callable[[Path], int]] = {
    "every file cut in half": lambda place: _each(place, _cut),
    "every file emptied": lambda place: _each(place, lambda path: os.truncate(path, 0)),
    "a hundred bytes of every file changed": lambda place: _each(place, _flip),
    "every file replaced by text": lambda place: _each(place, lambda path: path.write_text("no index\n")),
    "the largest file taken away": _without_largest,
}
