"""Make a backup while the website runs: every table as it was at one moment, and the files of uploads."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.db import connection, transaction

from wegwijzer import __version__
from wegwijzer.web.backup import manifest as forms
from wegwijzer.web.backup.errors import BackupError
from wegwijzer.web.backup.manifest import Kept, Manifest
from wegwijzer.web.backup.sealing import locked, recipients
from wegwijzer.web.backup.shape import Model, applied_migrations, columns_of, refuse_newer, tables_after
from wegwijzer.web.backup.values import as_json

_ROWS_AT_ONCE = 500
_CHUNK = 1 << 20


def take_backup(path: Path, *, at: datetime, keys: Sequence[str] = ()) -> Manifest:
    """Write a backup to a new file, locked for the owners of the public keys; what stands in it.

    The file appears under its name only when it is whole. Raises BackupError, and leaves nothing behind.
    """
    if path.exists():
        raise BackupError(f"{path} is there already: expected the name of a new file.")
    locks = recipients(keys)
    part = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                made = _write(file, locks, at)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(
            f"{error.filename or path} cannot be written ({error.strerror}): expected a folder with room to write in."
        ) from None
    return made


def _write(file: IO[bytes], locks: Sequence[Any], at: datetime) -> Manifest:
    with ExitStack() as streams:
        target = streams.enter_context(locked(file, locks)) if locks else file
        archive = streams.enter_context(ZipFile(target, "w", ZIP_DEFLATED))
        with _one_moment():
            migrations = applied_migrations()
            if not migrations:
                raise BackupError("The database is empty: there is nothing to keep. See WEGWIJZER_DATABASE.")
            refuse_newer(migrations, "The database")
            tables = {name: _table(archive, name, model) for name, model in tables_after(migrations).items()}
        files, gone = _files(archive, settings.UPLOAD_FOLDER)
        made = Manifest(__version__, at.isoformat(), connection.vendor, migrations, tables, files, gone)
        archive.writestr(forms.NAME, made.text())
        return made


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read all tables as they were at one moment, in nobody's way."""
    own: Any = connection
    own.ensure_connection()
    is_sqlite = own.vendor == "sqlite"
    mode = own.transaction_mode if is_sqlite else None
    if is_sqlite:
        # A reader's transaction, where the site's own begin as a writer's: writers go on beside it (WAL).
        own.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if is_sqlite:
            own.transaction_mode = mode


def _table(archive: ZipFile, name: str, model: Model) -> Kept:
    columns = [field.attname for field in columns_of(model)]
    found = model._base_manager.order_by("pk").values_list(*columns).iterator(chunk_size=_ROWS_AT_ONCE)
    return _member(archive, forms.table_member(name), _lines(found), columns)


def _lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps([as_json(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _files(archive: ZipFile, folder: Path) -> tuple[dict[str, Kept], list[str]]:
    """Every file under the folder, and those that were removed while we came by."""
    found: dict[str, Kept] = {}
    gone: list[str] = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or path.is_dir():
            continue
        try:
            file = path.open("rb")
        except FileNotFoundError:
            gone.append(name)
            continue
        with file:
            found[name] = _member(archive, forms.file_member(name), _pieces(file))
    return found, gone


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        yield piece


def _member(archive: ZipFile, name: str, pieces: Iterable[bytes], columns: Sequence[str] | None = None) -> Kept:
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as member:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            count += 1
            member.write(piece)
    return Kept(digest.hexdigest(), size, count if columns is not None else 0, list(columns or ()))
