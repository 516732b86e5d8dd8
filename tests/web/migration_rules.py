"""What a change of tables may not do while the release before it still runs beside the new one: expand, then contract.

A change that does it after all, once no release that needs the old form is left, says why: its class has
`contract = "..."`.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED


def faults_of(migration: migrations.Migration, before: ProjectState) -> list[str]:
    """What it does that a release before it cannot bear; nothing where it says why."""
    if getattr(migration, "contract", ""):
        return []
    state, found = before.clone(), []
    new = set()
    for operation in migration.operations:
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        about = getattr(operation, "model_name_lower", "")
        if about not in new:
            found += [
                f"{migration.app_label}.{migration.name}: {fault}" for fault in _faults(operation, state, migration)
            ]
        operation.state_forwards(migration.app_label, state)
    return found


def _faults(operation: Operation, state: ProjectState, migration: migrations.Migration) -> Iterator[str]:
    if isinstance(operation, migrations.RemoveField):
        yield f"removes {operation.model_name}.{operation.name}, which the release before still reads and writes"
    elif isinstance(operation, migrations.DeleteModel):
        yield f"removes the table of {operation.name}, which the release before still reads and writes"
    elif isinstance(operation, migrations.RenameField):
        yield f"renames {operation.model_name}.{operation.old_name}: add the new one, write both, remove the old later"
    elif isinstance(operation, migrations.RenameModel | migrations.AlterModelTable):
        yield f"renames a table ({operation.describe()})"
    elif isinstance(operation, migrations.AddField):
        yield from _added(operation)
    elif isinstance(operation, migrations.AlterField):
        yield from _altered(operation, state, migration)
    elif isinstance(operation, migrations.AddConstraint):
        yield f"adds {operation.constraint.name}, which rows of the release before may break"
    elif isinstance(operation, migrations.RunPython | migrations.RunSQL):
        if not operation.reversible:
            yield f"cannot be taken back ({operation.describe()}): give the way back, or a reason"
    elif isinstance(operation, migrations.SeparateDatabaseAndState):
        for inner in operation.database_operations:
            yield from _faults(inner, state, migration)


def _added(operation: migrations.AddField) -> Iterator[str]:
    """The release before writes rows without the new column: the database itself must know what stands there."""
    field = operation.field
    if field.many_to_many or field.null or field.db_default is not NOT_PROVIDED or field.generated:
        return
    yield (
        f"adds {operation.model_name}.{operation.name} without null=True or db_default: the release before cannot "
        "write rows (a Python default is not kept in the database)"
    )


def _altered(operation: migrations.AlterField, state: ProjectState, migration: migrations.Migration) -> Iterator[str]:
    model = state.models[migration.app_label, operation.model_name_lower]
    old, new = model.fields[operation.name], operation.field
    name = f"{operation.model_name}.{operation.name}"
    if old.null and not new.null:
        yield f"makes {name} required, and the release before may leave it out"
    if not old.unique and new.unique:
        yield f"makes {name} unique, and the release before may write it twice"
    if old.get_internal_type() != new.get_internal_type():
        yield f"makes {name} another type ({old.get_internal_type()} to {new.get_internal_type()})"
    if _length(new) < _length(old):
        yield f"makes {name} shorter, and the release before may write what does not fit"


def _length(field: models.Field) -> float:
    longest = getattr(field, "max_length", None)
    return float("inf") if longest is None else longest
