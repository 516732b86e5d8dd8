"""Whole installations on a database of their own, beside that of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import override_settings

from wegwijzer.web.backup.shape import applied_migrations, tables_after
from wegwijzer.web.backup.values import as_json
from wegwijzer.web.database_choice import django_database, read_database


@contextmanager
def installation(folder: Path, database: str = "") -> Iterator[None]:
    """Everything inside happens on the database (a SQLite file in the folder) and with the uploads of the folder."""
    folder.mkdir(exist_ok=True)
    before = connections[DEFAULT_DB_ALIAS]
    choice, _ = read_database(database or str(folder / "db.sqlite3"))
    own = {**before.settings_dict, **django_database(choice)}
    connections[DEFAULT_DB_ALIAS] = _connection(own)
    try:
        with override_settings(
            UPLOAD_FOLDER=folder / "uploads", MIGRATION_MODULES={}
        ):  # real tables, made by migrating
            yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = before


class _NoMigrations(dict[str, None]):
    """Every app without migrations: its tables are made from the models, in a fraction of the time."""

    def __contains__(self, app: object) -> bool:
        return True

    def __missing__(self, app: str) -> None:
        return None


def make_tables() -> None:
    """The tables of this release; tests/web/test_migrations.py holds that migrating would make the same."""
    with override_settings(MIGRATION_MODULES=_NoMigrations()):
        call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    call_command("migrate", fake=True, verbosity=0, interactive=False)


def _connection(own: dict[str, Any]) -> Any:
    from django.db.utils import load_backend

    return load_backend(own["ENGINE"]).DatabaseWrapper(own, DEFAULT_DB_ALIAS)


def everything() -> dict[str, list[list[Any]]]:
    """Every row of every table of the installation, as it would be kept, in one order whatever the database."""
    found = {}
    for name, model in tables_after(applied_migrations()).items():
        columns = [field.attname for field in model._meta.local_concrete_fields]
        rows = [[as_json(value) for value in row] for row in model._base_manager.values_list(*columns)]
        found[name] = sorted(rows, key=repr)
    return found
