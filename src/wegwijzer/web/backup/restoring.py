"""Put a backup back into an empty installation: all of it, or nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from wegwijzer.web.backup import manifest as forms
from wegwijzer.web.backup.errors import BackupError
from wegwijzer.web.backup.opening import OpenBackup
from wegwijzer.web.backup.shape import (
    Model,
    applied_migrations,
    columns_of,
    migrate_to,
    refuse_newer,
    tables_after,
)
from wegwijzer.web.backup.values import for_database

_ROWS_AT_ONCE = 200
_FILLED_BY_MIGRATING = frozenset({"django_migrations", "django_content_type", "auth_permission", "django_site"})


def restore(backup: OpenBackup) -> None:
    """Make the tables of the backup's release, fill them, and bring them up to this release; then the files.

    Rows and files come together or not at all. Raises BackupError when the installation is not empty, or the backup is
    of a newer release.
    """
    found = backup.manifest
    refuse_newer(found.migrations, "The backup")
    folder: Path = settings.UPLOAD_FOLDER
    _refuse_filled(found.migrations, folder)
    migrate_to(found.migrations)
    tables = tables_after(found.migrations)
    for name in sorted(set(tables) ^ set(found.tables)):
        raise BackupError(f"The backup and its own migrations do not agree on the table {name}. Take another backup.")
    beside = folder.with_name(f"{folder.name}.restoring")
    try:
        _unpack(backup.archive, list(found.files), beside)
        with transaction.atomic():
            _fill(backup, tables)
            connection.check_constraints()  # now, and not at the end: files cannot be rolled back
            if found.files:
                shutil.rmtree(folder, ignore_errors=True)  # it was seen to be empty
                beside.replace(folder)
    except (DatabaseError, ValidationError, ValueError, TypeError, OSError) as error:
        raise BackupError(f"It cannot be put back ({error}): the database is as empty as it was.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)


def _refuse_filled(migrations: list[tuple[str, str]], folder: Path) -> None:
    """Raise BackupError where something would be lost."""
    if folder.is_dir() and any(path.is_file() for path in folder.rglob("*")):
        raise BackupError(f"{folder} holds files: expected an empty folder. Move them, or set WEGWIJZER_FILES.")
    before = applied_migrations()
    if not before:
        return
    way_out = "Name a new one with WEGWIJZER_DATABASE, or make this one anew."
    if before != sorted(migrations):
        raise BackupError(f"The database has tables of another release already: expected an empty database. {way_out}")
    for name, model in tables_after(before).items():
        if name not in _FILLED_BY_MIGRATING and model._base_manager.exists():
            raise BackupError(f"The database is in use: {name} has rows. Expected an empty database. {way_out}")


def _fill(backup: OpenBackup, tables: dict[str, Model]) -> None:
    """Exactly the rows of the backup; what leads from one to another is checked at the end of the transaction."""
    for model in tables.values():
        _write(f"DELETE FROM {_quoted(model._meta.db_table)}", [()])  # noqa: S608 -- the name of a table of ours
    for name, model in tables.items():
        kept = backup.manifest.tables[name]
        fields = {field.attname: field for field in columns_of(model)}
        if set(fields) != set(kept.columns):
            raise BackupError(f"The table {name} of the backup has other columns than its migrations. Take another.")
        names = ", ".join(_quoted(str(fields[column].column)) for column in kept.columns)
        places = ", ".join(["%s"] * len(kept.columns))
        command = f"INSERT INTO {_quoted(name)} ({names}) VALUES ({places})"  # noqa: S608 -- names of ours
        rows = (
            [for_database(fields[column], value, connection) for column, value in zip(kept.columns, row, strict=True)]
            for row in _rows(backup.archive, name)
        )
        while block := list(islice(rows, _ROWS_AT_ONCE)):
            _write(command, block)
    for command in connection.ops.sequence_reset_sql(no_style(), list(tables.values())):
        _write(command, [()])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _write(command: str, rows: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(command, rows)


def _rows(archive: ZipFile, name: str) -> Iterator[list[Any]]:
    with archive.open(forms.table_member(name)) as member:
        for line in member:
            yield json.loads(line)


def _unpack(archive: ZipFile, names: list[str], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name in names:
        parts = PurePosixPath(name).parts
        if not parts or PurePosixPath(name).is_absolute() or ".." in parts:
            raise BackupError(f"The backup names a file outside its folder ({name}): it is none of ours.")
        path = folder.joinpath(*parts)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with archive.open(forms.file_member(name)) as member, path.open("xb") as file:
            shutil.copyfileobj(member, file)
