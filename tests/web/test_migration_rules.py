"""Two releases run side by side during an upgrade, so a change of tables leaves room for the one before it."""

from __future__ import annotations

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.web.migration_rules import faults_of

BEFORE_THE_RULE = {
    ("duties", "0002_support_dossier"),
    ("guide", "0002_registered"),
    ("guide", "0003_understood"),
    ("guide", "0004_walk_stands_at_alter_walk_created"),
    ("post", "0002_digest_by_case"),
    ("portfolio", "0002_upload_reading"),
    ("referral", "0006_offers_marked"),
}
"""Made before the first installation. Nothing is added here: a change that must break the rule says why itself."""


@pytest.fixture(scope="module")
def loader(django_db_setup):
    from django.test import override_settings

    with override_settings(MIGRATION_MODULES={}):  # the suite runs without; here their files are read
        return MigrationLoader(None)


def ours(loader: MigrationLoader) -> list[tuple[str, str]]:
    return sorted(key for key, one in loader.disk_migrations.items() if type(one).__module__.startswith("wegwijzer."))


def all_faults(loader: MigrationLoader) -> dict[tuple[str, str], list[str]]:
    return {
        key: faults_of(loader.disk_migrations[key], loader.project_state([key], at_end=False)) for key in ours(loader)
    }


def test_no_new_change_of_tables_breaks_the_release_that_runs_beside_it(loader):
    found = all_faults(loader)
    told = [fault for key, faults in found.items() if key not in BEFORE_THE_RULE for fault in faults]
    assert told == [], "expand first, contract a release later (docs/how-to/run-in-production.md), or say why"
    assert {key for key, faults in found.items() if faults} == BEFORE_THE_RULE  # none is let off without need


FIELDS = [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=20, null=True))]
BAD = [
    migrations.RemoveField("thing", "name"),
    migrations.DeleteModel("Thing"),
    migrations.RenameField("thing", "name", "title"),
    migrations.RenameModel("Thing", "Matter"),
    migrations.AddField("thing", "size", models.IntegerField()),
    migrations.AddField("thing", "size", models.IntegerField(default=0)),
    migrations.AlterField("thing", "name", models.CharField(max_length=20)),
    migrations.AlterField("thing", "name", models.CharField(max_length=20, null=True, unique=True)),
    migrations.AlterField("thing", "name", models.CharField(max_length=10, null=True)),
    migrations.AlterField("thing", "name", models.IntegerField(null=True)),
    migrations.AddConstraint("thing", models.UniqueConstraint(fields=["name"], name="once")),
    migrations.RunSQL("DELETE FROM things_thing"),
    migrations.SeparateDatabaseAndState(database_operations=[migrations.RemoveField("thing", "name")]),
]
GOOD = [
    migrations.AddField("thing", "size", models.IntegerField(null=True)),
    migrations.AddField("thing", "size", models.IntegerField(db_default=0)),
    migrations.AlterField("thing", "name", models.CharField(max_length=50, null=True)),
    migrations.AddIndex("thing", models.Index(fields=["name"], name="by_name")),
    migrations.CreateModel("Other", FIELDS),
    migrations.RunSQL("SELECT 1", "SELECT 1"),
]


def judged(operation: migrations.operations.base.Operation, **more: str) -> list[str]:
    state = ProjectState()
    state.add_model(ModelState("things", "Thing", [(name, field.clone()) for name, field in FIELDS]))
    kind = type("Migration", (migrations.Migration,), {"operations": [operation], **more})
    return faults_of(kind("0002_x", "things"), state)


@pytest.mark.parametrize("operation", BAD, ids=lambda one: type(one).__name__)
def test_what_the_release_before_cannot_bear_is_refused_unless_it_says_why(operation):
    assert len(judged(operation)) == 1
    assert judged(operation, contract="Nothing reads it since 0.3.") == []


@pytest.mark.parametrize("operation", GOOD, ids=lambda one: type(one).__name__)
def test_what_leaves_room_for_the_release_before_is_fine(operation):
    assert judged(operation) == []


def test_a_table_that_is_made_in_the_same_change_may_be_finished_there():
    state = ProjectState()
    operations = [
        migrations.CreateModel("Other", FIELDS),
        migrations.AddField("other", "size", models.IntegerField()),
        migrations.AddConstraint("other", models.UniqueConstraint(fields=["name"], name="once")),
    ]
    kind = type("Migration", (migrations.Migration,), {"operations": operations})
    assert faults_of(kind("0001_initial", "things"), state) == []
