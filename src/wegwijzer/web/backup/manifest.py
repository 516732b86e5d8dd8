"""What stands in a backup: the last member of the zip, by which every other member is checked."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any
from zipfile import ZipFile

from wegwijzer.web.backup.errors import BackupError

NAME = "manifest.json"
FORM = 1
"""The form of our backups; another number is refused."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One member: its SHA-256, bytes, and for a table its rows and columns."""

    sha256: str
    size: int
    rows: int = 0
    columns: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which release made it, when (UTC, ISO 8601), after which migrations; tables and files by name.

    `gone` are files that were removed while the backup was made: their rows were read first.
    """

    wegwijzer: str
    made: str
    database: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Kept] = field(default_factory=dict)
    files: dict[str, Kept] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(table.rows for table in self.tables.values())

    def text(self) -> str:
        """As it stands in the zip."""
        return json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False, indent=1)


def table_member(table: str) -> str:
    """The name of the member with the rows of a table, a JSON list a line."""
    return f"tables/{table}.jsonl"


def file_member(path: str) -> str:
    """The name of the member with a file of the upload folder."""
    return f"files/{path}"


def read_manifest(archive: ZipFile) -> Manifest:
    """The manifest of an open zip. Raises BackupError when it is none of ours, or of another form."""
    try:
        told = json.loads(archive.read(NAME))
        form = told.pop("form")
    except (KeyError, ValueError, AttributeError):
        raise BackupError("It is a zip, but no backup of Wegwijzer: expected a file of `wegwijzer backup`.") from None
    if form != FORM:
        raise BackupError(f"It is a backup of form {form}, and this release reads form {FORM}: install its release.")
    try:
        return _understood(told)
    except (KeyError, TypeError, ValueError):
        raise BackupError("Its manifest is damaged: expected a file as `wegwijzer backup` wrote it.") from None


def _understood(told: dict[str, Any]) -> Manifest:
    tables, files = ({name: Kept(**one) for name, one in told.pop(part).items()} for part in ("tables", "files"))
    migrations = [(str(app), str(name)) for app, name in told.pop("migrations")]
    return Manifest(migrations=migrations, tables=tables, files=files, **told)
