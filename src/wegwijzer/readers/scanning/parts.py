"""Where the rows of a scan go: parts written one by one, then one file or a folder of parts.

A single file is there whole or not at all. A folder keeps its finished parts, with a note of what they were made from,
so that a scan that was stopped can go on. A scan that fails on its input leaves nothing in either.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from wegwijzer.core.errors import Fault, InputError

NOTE = "_scan.json"
"""The note in a folder of parts; its name begins so that readers of Parquet folders pass it by."""

_FORMAT = 1
_OTHER = "__HIVE_DEFAULT_PARTITION__"
"""The folder of rows without a value, by the name that Hive, Spark and DuckDB know for it."""


class SingleFile:
    """All rows in one Parquet file, which takes its name when it is whole."""

    def __init__(self, path: Path, metadata: Mapping[str, str]) -> None:
        self._path, self._metadata = path, dict(metadata)
        try:
            self._folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        except OSError as error:
            raise _unwritable(path, error) from error

    @property
    def done(self) -> Mapping[str, Any] | None:
        """Nothing: a single file is made in one go."""
        return None

    def work_file(self, part: int) -> Path:
        """A place for something between reading and writing a part."""
        return self._folder / f"work-{part:05}.parquet"

    def write(self, part: int, frame: pl.DataFrame) -> None:
        """Write one part."""
        try:
            frame.write_parquet(self._part(part), compression="lz4", statistics=False)
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def note(self, done: Mapping[str, Any]) -> None:
        """A single file keeps no note."""

    def finish(self) -> None:
        """Put the parts together under the file's name."""
        draft = self._folder / "whole.parquet"
        try:
            parts = sorted(self._folder.glob("part-*.parquet"))
            pl.scan_parquet(parts).sink_parquet(draft, metadata=self._metadata, maintain_order=True)
            draft.replace(self._path)
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def close(self, *, discard: bool) -> None:
        """Leave nothing beside the file; `discard` says that there is no file to keep."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _part(self, part: int) -> Path:
        return self._folder / f"part-{part:05}.parquet"


class PartFolder:
    """A folder of Parquet parts, one level of `column=value` folders deep where it is partitioned."""

    def __init__(
        self, path: Path, made_from: Mapping[str, Any], *, by: str | None, resume: bool, metadata: Mapping[str, str]
    ) -> None:
        self._path, self._by, self._metadata = path, by, dict(metadata)
        self._made_from = {"format": _FORMAT, **made_from}
        self._is_new = not path.exists()
        self._done = _noted(path, self._made_from) if resume else None
        if not resume:
            _check_empty(path)
        try:
            path.mkdir(exist_ok=True)
            for draft in path.rglob(".draft-*"):
                draft.unlink()
            self._save(complete=False)
        except OSError as error:
            raise _unwritable(path, error) from error

    @property
    def done(self) -> Mapping[str, Any] | None:
        """What an earlier run noted last; None when there was none."""
        return self._done

    def work_file(self, part: int) -> Path:
        """A place for something between reading and writing a part."""
        return self._path / f".draft-work-{part:05}.parquet"

    def write(self, part: int, frame: pl.DataFrame) -> None:
        """Write one part: a file, or one in each folder of a value."""
        try:
            for folder, rows in self._split(frame):
                folder.mkdir(exist_ok=True)
                draft = folder / f".draft-{part:05}.parquet"
                rows.write_parquet(draft, metadata=self._metadata)
                draft.replace(folder / f"part-{part:05}.parquet")
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def note(self, done: Mapping[str, Any]) -> None:
        """One more part is finished: keep the counts so far, for a scan that goes on."""
        self._done = dict(done)
        self._save(complete=False)

    def finish(self) -> None:
        """All parts are there."""
        self._save(complete=True)

    def close(self, *, discard: bool) -> None:
        """Leave no drafts; with `discard` no parts and no note either."""
        if not self._path.exists():
            return
        for draft in self._path.rglob(".draft-*"):
            draft.unlink(missing_ok=True)
        if not discard:
            return
        for part in self._path.rglob("part-*.parquet"):
            part.unlink(missing_ok=True)
        (self._path / NOTE).unlink(missing_ok=True)
        for folder in sorted((it for it in self._path.rglob("*=*") if it.is_dir()), reverse=True):
            _remove_empty(folder)
        if self._is_new:
            _remove_empty(self._path)

    def _split(self, frame: pl.DataFrame) -> Iterator[tuple[Path, pl.DataFrame]]:
        if self._by is None:
            yield self._path, frame
            return
        for (value,), rows in frame.partition_by(self._by, as_dict=True, include_key=False).items():
            name = _OTHER if value is None else str(value)
            yield self._path / f"{self._by}={name}", rows

    def _save(self, *, complete: bool) -> None:
        text = json.dumps({**self._made_from, "complete": complete, "done": self._done}, indent=1)
        draft = self._path / f".draft-{NOTE}.{os.getpid()}"
        draft.write_text(text + "\n", encoding="utf-8")
        draft.replace(self._path / NOTE)


def check_out(path: Path, inputs: Sequence[Path]) -> None:
    """Raise InputError when an output cannot be there, or is one of the inputs."""
    if not path.parent.is_dir():
        raise InputError([Fault(str(path), "its folder is not there.", "a folder to write in.")])
    for source in inputs:
        if path.exists() and source.exists() and path.samefile(source):
            raise InputError([Fault(str(path), "is what is read.", "another name.")])


def _check_empty(path: Path) -> None:
    if path.is_file():
        raise InputError([Fault(str(path), "is a file.", "a folder, or a name that ends in .parquet.")])
    if (path / NOTE).exists():
        raise InputError([Fault(str(path), "holds a scan already.", "--resume to go on with it, or another folder.")])
    if path.is_dir() and any(path.iterdir()):
        raise InputError([Fault(str(path), "is not empty.", "an empty or a new folder.")])


def _noted(path: Path, made_from: Mapping[str, Any]) -> dict[str, Any] | None:
    """What an earlier run of the very same scan noted last."""
    try:
        note = json.loads((path / NOTE).read_text(encoding="utf-8"))
        found: dict[str, Any] | None = note["done"]
    except FileNotFoundError as error:
        problem = "holds no scan that was stopped."
        raise InputError([Fault(str(path), problem, "the folder of one, or no --resume.")]) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"its note {NOTE} cannot be read."
        raise InputError([Fault(str(path), problem, "another folder, for a scan from the start.")]) from error
    changed = [name for name, value in made_from.items() if note.get(name) != value]
    if changed:
        problem = f"was made from something else: {', '.join(changed)} changed since."
        expected = "another folder, for a scan from the start, or the same input, day, measures and options."
        raise InputError([Fault(str(path), problem, expected)])
    return found


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # something else stands in it, which is not ours


def _unwritable(path: Path, error: OSError) -> InputError:
    problem = f"cannot be written ({error.strerror or error})."
    return InputError([Fault(str(path), problem, "a folder with room to write in.")])
