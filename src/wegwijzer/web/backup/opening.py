"""Open a backup and check every member before a word of it is believed."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from wegwijzer.web.backup import manifest as forms
from wegwijzer.web.backup.errors import BackupError
from wegwijzer.web.backup.manifest import Kept, Manifest, read_manifest
from wegwijzer.web.backup.sealing import MAGIC, identities, unlock

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class OpenBackup:
    """A backup that is whole: what stands in it, and the zip to read it from."""

    manifest: Manifest
    archive: ZipFile


@contextmanager
def opened(path: Path, key: Path | None) -> Iterator[OpenBackup]:
    """A backup, unlocked with the secret key in a file if it is locked, and checked. Raises BackupError.

    A locked one is unlocked into a temporary file that only this user can read, and that is removed afterwards.
    """
    with ExitStack() as streams:
        try:
            file: IO[bytes] = streams.enter_context(path.open("rb"))
            begin = file.read(len(MAGIC))
            file.seek(0)
        except OSError as error:
            raise BackupError(f"{path} cannot be read ({error.strerror}): expected a backup.") from None
        if begin == MAGIC:
            if key is None:
                raise BackupError(f"{path} is locked: give the file with the secret key, --key FILE.")
            plain = streams.enter_context(tempfile.TemporaryFile())  # only this user's, and without a name
            unlock(file, plain, identities(key))
            plain.seek(0)
            file = plain
        try:
            archive = streams.enter_context(ZipFile(file))
            found = read_manifest(archive)
            _check(archive, found)
        except (BadZipFile, EOFError, OSError, ValueError) as error:
            raise BackupError(f"{path} is no whole backup ({error}): expected the file as it was written.") from None
        yield OpenBackup(found, archive)


def _check(archive: ZipFile, found: Manifest) -> None:
    """Raise BackupError for a member that is absent, unknown or not as it was written."""
    told = {forms.table_member(name): kept for name, kept in found.tables.items()}
    told |= {forms.file_member(name): kept for name, kept in found.files.items()}
    there = set(archive.namelist()) - {forms.NAME}
    for name in sorted(set(told) ^ there):
        what = "is missing" if name in told else "does not belong in it"
        raise BackupError(f"The backup is not whole: {name} {what}. Take an older one.")
    for name, kept in told.items():
        if not _is_as_written(archive, name, kept):
            raise BackupError(f"The backup is damaged: {name} is not as it was written. Take an older one.")


def _is_as_written(archive: ZipFile, name: str, kept: Kept) -> bool:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as member:
            while size <= kept.size and (piece := member.read(_CHUNK)):
                digest.update(piece)
                size += len(piece)
    except (BadZipFile, EOFError):
        return False
    return size == kept.size and digest.hexdigest() == kept.sha256
