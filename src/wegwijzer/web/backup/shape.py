"""The tables as the migrations that were applied made them, whichever release is installed.

A backup of an older release is put back in its own tables first, which then grow by the newer migrations, as they would
have done in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from wegwijzer.web.backup.errors import BackupError

Migrations: TypeAlias = list[tuple[str, str]]
Model: TypeAlias = type[models.Model]


def applied_migrations() -> Migrations:
    """What was applied to this database, by app and name; empty for one without tables."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def unknown_migrations(migrations: Iterable[tuple[str, str]]) -> Migrations:
    """Those that this release does not have."""
    nodes = MigrationExecutor(connection).loader.graph.nodes
    return [one for one in migrations if one not in nodes]


def tables_after(migrations: Migrations) -> dict[str, Model]:
    """Every table of ours after these migrations, by name, with the model that it had then."""
    loader = MigrationExecutor(connection).loader
    state = loader.project_state(_last_of(loader.graph, migrations)).apps
    return {
        model._meta.db_table: model
        for model in sorted(state.get_models(include_auto_created=True), key=lambda model: model._meta.db_table)
        if model._meta.managed and not model._meta.proxy
    }


def migrate_to(migrations: Migrations) -> None:
    """Make the tables of an empty database as these migrations make them."""
    executor = MigrationExecutor(connection)
    executor.migrate(_last_of(executor.loader.graph, migrations))


def columns_of(model: Model) -> list[models.Field[Any, Any]]:
    """The columns of its own table, in order."""
    return list(model._meta.local_concrete_fields)


def refuse_newer(migrations: Migrations, what: str) -> None:
    """Raise BackupError when `what` has tables that only a newer release knows."""
    unknown = unknown_migrations(migrations)
    if unknown:
        app, name = unknown[-1]
        raise BackupError(
            f"{what} is of a newer release of Wegwijzer: it has {app}.{name}, which this one does not know. "
            "Install that release or a later one, and try again."
        )


def _last_of(graph: Any, migrations: Migrations) -> list[tuple[str, str]]:
    """The migrations after which none of their own app was applied."""
    within = set(migrations)
    return [node for node in migrations if not _followers(graph, node) & within]


def _followers(graph: Any, node: tuple[str, str]) -> set[tuple[str, str]]:
    children: Sequence[Any] = graph.node_map[node].children
    return {child.key for child in children if child.key[0] == node[0]}
