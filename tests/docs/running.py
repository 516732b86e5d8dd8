"""Run the blocks of a page: commands in this process where that is possible, else in a scratch copy of the project."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from tests.docs.pages import ROOT, Block
from wegwijzer.cli.main import main

SKIPPED_LINES = ("...", "…")
_NEEDS_ITS_OWN_PROCESS = ("load", "serve")


@dataclass(frozen=True, slots=True)
class Ran:
    """A command of a console block with what it printed and what the page shows."""

    command: str
    status: int
    output: str
    shown: tuple[str, ...]


def commands(block: Block) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each command of a console block with the output lines shown below it."""
    command, shown = "", []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, tuple(shown)
            command, shown = line.removeprefix("$ "), []
        elif command.endswith("\\"):
            command = f"{command.removesuffix(chr(92))}{line.strip()}"
        else:
            shown.append(line)
    if command:
        yield command, tuple(shown)


def run_here(block: Block, folder: Path) -> Iterator[Ran]:
    """Run a console block with this process's package, in a folder that holds `examples`."""
    for command, shown in commands(block):
        yield _run_here(command, shown, folder)


def _run_here(command: str, shown: tuple[str, ...], folder: Path) -> Ran:
    words = shlex.split(command)
    given = None
    if "<" in words:
        place = words.index("<")
        given = (folder / words[place + 1]).read_bytes()
        del words[place : place + 2]
    if words[0] != "wegwijzer" or words[1] in _NEEDS_ITS_OWN_PROCESS:
        return _run_apart(command, shown, folder, ROOT / "src")
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(main, words[1:], input=given, prog_name="wegwijzer")
    finally:
        os.chdir(before)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(command, result.exit_code, result.output, shown)


def _run_apart(command: str, shown: tuple[str, ...], folder: Path, source: Path) -> Ran:
    """Run a command of ours, `python`, or a read-only tool, in its own process."""
    words = shlex.split(command)
    starts = {
        "wegwijzer": [sys.executable, "-m", "wegwijzer.cli.main"],
        "python": [sys.executable],
        "cat": ["cat"],
    }
    if words[0] not in starts:
        raise ValueError(f"{command!r} is not run here: write it in an `sh` block.")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("WEGWIJZER_", "DJANGO_"))},
        "PYTHONPATH": os.pathsep.join((str(source), str(folder))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "WEGWIJZER_DATABASE": str(folder / "var" / "wegwijzer.sqlite3"),
    }
    done = subprocess.run(
        [*starts[words[0]], *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return Ran(command, done.returncode, done.stdout + done.stderr, shown)


def missing_lines(ran: Ran) -> list[str]:
    """The lines shown that the real output does not hold, in that order.

    Blank lines and lines of dots do not count; a line that ends in dots stands for any that begins so.
    """
    printed = [line.rstrip() for line in ran.output.splitlines()]
    missing = []
    for line in ran.shown:
        wanted = line.rstrip()
        if not wanted or wanted.strip() in SKIPPED_LINES:
            continue
        begins = wanted.removesuffix("…").rstrip() if wanted.endswith("…") else None
        places = [
            place
            for place, found in enumerate(printed)
            if found == wanted or (begins is not None and found.startswith(begins))
        ]
        if places:
            printed = printed[places[0] + 1 :]
        else:
            missing.append(wanted)
    return missing


class ScratchCopy:
    """A copy of the project in which a how-to page's steps are done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        skipped = shutil.ignore_patterns("__pycache__", ".hypothesis", "*.woff2", "*.ttf")
        for name in ("src", "tests", "examples"):
            shutil.copytree(ROOT / name, folder / name, ignore=skipped, copy_function=_copied)
        shutil.copy(ROOT / "pyproject.toml", folder)

    def edit(self, block: Block) -> None:
        """Do what the block's first line says."""
        options = block.options
        kind = next(kind for kind in ("file", "append", "after", "replace") if kind in options)
        path = self.folder / options[kind]
        if kind == "file":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{block.text}\n", encoding="utf-8")
            return
        text = path.read_text(encoding="utf-8")
        if kind == "append":
            path.write_text(f"{text.rstrip()}\n{block.text}\n", encoding="utf-8")
            return
        lines = text.splitlines()
        places = [number for number, line in enumerate(lines) if line.strip().startswith(options["line"])]
        if len(places) != 1:
            raise ValueError(f"{block}: {len(places)} lines of {options[kind]} begin with {options['line']!r}.")
        start = places[0] + (kind == "after")
        lines[start : places[0] + 1] = block.text.splitlines()
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, block: Block) -> Iterator[Ran]:
        """Run a console block in the copy."""
        for command, shown in commands(block):
            yield _run_apart(command, shown, self.folder, self.folder / "src")

    def run_python(self, code: str) -> Ran:
        """Run Python code in the copy."""
        return _run_apart(shlex.join(["python", "-c", code]), (), self.folder, self.folder / "src")


def _copied(source: str, target: str) -> None:
    """Copy a file; what was learnt from data is large and never edited, so a link will do."""
    if source.endswith(".npz"):
        os.symlink(source, target)
    else:
        shutil.copy(source, target)
