"""`load_kbo`: bring a dump or an update of KBO Open Data into the registers folder.

A register is never changed in place. A full dump is built, and an update applied to a copy, beside the current file;
only when all is done does it take that file's name. So readers see the old register or the new one, and an
interruption leaves the old one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.kbo import full_load, update
from wegwijzer.readers.kbo.bad_rows import BadRow
from wegwijzer.readers.kbo.dump import Dump, open_dump
from wegwijzer.readers.kbo.extract import Extract, read_extract
from wegwijzer.readers.kbo.filling import Progress
from wegwijzer.readers.kbo.history import LoadedExtract, read_history
from wegwijzer.readers.kbo.tables import is_ours, open_for_reading
from wegwijzer.readers.kbo.unmapped import UnmappedLabel, unmapped_labels

FILE = "kbo.sqlite3"
"""The register's file in the registers folder."""

LOADED, UPDATED, NOTHING_NEW = "loaded", "updated", "nothing_new"


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did, and what the register holds now.

    `read_extract` is the number of the dump that was read; `extract` and `day` are what the register stands at. `rows`
    counts what the register holds, `bad_rows` what the dump that was read had to leave out, by kind; `unmapped` are
    the labels of legal forms and situations that give no fact.
    """

    outcome: str
    register: Path
    read_extract: int
    extract: int
    day: date
    rows: Mapping[str, int]
    bad_rows: Mapping[str, int]
    unmapped: tuple[UnmappedLabel, ...]


def load_kbo(path: Path, folder: Path, *, progress: Progress) -> LoadSummary:
    """Load what lies at that path.

    Raises InputError, with nothing changed, when it cannot be read or does not follow on from what is loaded.
    """
    with open_dump(path) as dump:
        extract = read_extract(dump)
        with _told_of(folder), _alone(folder):
            current = folder / FILE
            history = _history_of(current)
            if _is_in(extract, history):
                return _summary(current, NOTHING_NEW, extract)
            if extract.is_update:
                _apply_update(current, dump, extract, history, progress)
            else:
                _load_full(current, dump, extract, history, progress)
            return _summary(current, UPDATED if extract.is_update else LOADED, extract)


def bad_rows(register: Path, extract: int) -> Iterator[BadRow]:
    """Every row that an extract had to leave out, in the order of its files."""
    with closing(open_for_reading(register)) as connection:
        query = "SELECT file, line, kind, problem, expected FROM bad_row WHERE extract = ? ORDER BY rowid"
        for row in connection.execute(query, (extract,)):
            yield BadRow(*row)


def first_bad_rows(register: Path, extract: int, most: int) -> list[BadRow]:
    """The first bad rows of each kind."""
    with closing(open_for_reading(register)) as connection:
        query = "SELECT DISTINCT kind FROM bad_row WHERE extract = ? ORDER BY kind"
        found = []
        for (kind,) in connection.execute(query, (extract,)).fetchall():
            query = (
                "SELECT file, line, kind, problem, expected FROM bad_row WHERE extract = ? AND kind = ?"
                " ORDER BY rowid LIMIT ?"
            )
            found += [BadRow(*row) for row in connection.execute(query, (extract, kind, most))]
        return found


def _load_full(
    current: Path, dump: Dump, extract: Extract, history: tuple[LoadedExtract, ...], progress: Progress
) -> None:
    if history and history[-1].number > extract.number:
        problem = f"is extract {extract.number}, and the register stands at {history[-1].number} already."
        expected = f"a later dump; to go back, remove {current} first."
        raise InputError([Fault(dump.name, problem, expected)])
    new = current.with_name(f"{FILE}.new")
    full_load.build(new, dump, extract, progress)
    _swap(new, current)


def _apply_update(
    current: Path, dump: Dump, extract: Extract, history: tuple[LoadedExtract, ...], progress: Progress
) -> None:
    if not history:
        raise InputError(
            [Fault(dump.name, "is an update, and no register is loaded.", "a full dump first, then its updates.")]
        )
    stands_at = history[-1].number
    if extract.number > stands_at + 1:
        first, last = stands_at + 1, extract.number - 1
        missing = f"update {first}" if first == last else f"updates {first} to {last}"
        problem = f"is update {extract.number}, and the register stands at {stands_at}."
        expected = f"{missing} first, in order, or the full dump {extract.number}."
        raise InputError([Fault(dump.name, problem, expected)])
    copy = current.with_name(f"{FILE}.update")
    for leftover in (copy, copy.with_name(f"{copy.name}-journal")):
        leftover.unlink(missing_ok=True)
    try:
        shutil.copyfile(current, copy)
        update.apply(copy, dump, extract, progress)
        _swap(copy, current)
    finally:
        copy.unlink(missing_ok=True)


def _is_in(extract: Extract, history: tuple[LoadedExtract, ...]) -> bool:
    """Whether the register holds the extract already: this very dump, or an update up to where it stands."""
    if extract.is_update:
        return bool(history) and extract.number <= history[-1].number
    return extract.identity in {loaded.identity for loaded in history}


def _history_of(current: Path) -> tuple[LoadedExtract, ...]:
    """What the register was made from; nothing when there is none of our form, which a full dump then replaces."""
    if not current.exists():
        return ()
    with closing(open_for_reading(current)) as connection:
        return read_history(connection) if is_ours(connection) else ()


def _swap(new: Path, current: Path) -> None:
    """Give the new file the current one's name, once it is safely on disk."""
    for path in (new, new.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
            if path is new:
                new.replace(current)
        finally:
            os.close(descriptor)


@contextmanager
def _told_of(folder: Path) -> Iterator[None]:
    """Turn what a full disk or a folder that is not ours raises into a fault."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        problem = f"could not be written ({error})."
        raise InputError([Fault(str(folder), problem, "room on the disk, and a folder that is ours.")]) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep a second load out. Raises InputError when one is under way."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "kbo.lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            problem = "another load is under way here."
            raise InputError([Fault(str(folder), problem, "one load at a time; wait for it to end.")]) from error
        yield


def _summary(register: Path, outcome: str, extract: Extract) -> LoadSummary:
    with closing(open_for_reading(register)) as connection:
        last = read_history(connection)[-1]
        rows = {
            label: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - names from below
            for label, table in _COUNTED
        }
        query = "SELECT kind, count(*) FROM bad_row WHERE extract = ? GROUP BY kind ORDER BY kind"
        bad = {str(kind): int(count) for kind, count in connection.execute(query, (extract.number,))}
        return LoadSummary(
            outcome, register, extract.number, last.number, last.day, rows, bad, unmapped_labels(connection)
        )


_COUNTED = (("enterprises", "enterprise"), ("establishments", "establishment"), ("names", "name"))
