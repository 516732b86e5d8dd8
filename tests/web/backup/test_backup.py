"""A backup is the whole installation, or it is none; what is put back is equal to what was."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import call_command
from django.db import connection

from tests.postgres.cluster import NoPostgresError, throwaway_cluster
from tests.web.backup.installations import everything, installation, make_tables
from wegwijzer.web.backup import manifest as forms
from wegwijzer.web.backup.errors import BackupError
from wegwijzer.web.backup.opening import opened
from wegwijzer.web.backup.restoring import restore
from wegwijzer.web.backup.sealing import new_key
from wegwijzer.web.backup.taking import take_backup

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
UPLOADS = {"one/balansen.csv": b"a;b\r\n", "one/leeg.csv": b"", "two/caf\u00e9.xbrl": bytes(range(256)) * 5}


@pytest.fixture(scope="module")
def unblocked(django_db_blocker, django_db_setup):
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def home(tmp_path_factory, unblocked) -> Path:
    """An installation with most of the demonstration in it, and values that are easily bent."""
    from wegwijzer.web.people.models import Person

    folder = tmp_path_factory.mktemp("home")
    with installation(folder):
        make_tables()
        connection.close()
        shutil.copy(folder / "db.sqlite3", folder / "empty.sqlite3")
        fill(datetime.now(UTC))
        Person.objects.filter(email="an@voorbeeld.example").update(name='Ann\u00e9 "x" \U0001f642\u2028\\n')
        Person.objects.update(created=datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC))
        for name, content in UPLOADS.items():
            path = folder / "uploads" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return folder


def fill(now: datetime) -> None:
    from wegwijzer.readers.catalogue import shipped_catalogue
    from wegwijzer.web.agenda import demo as agenda
    from wegwijzer.web.catalogue.actions import load_catalogue
    from wegwijzer.web.observatory import demo as observatory
    from wegwijzer.web.people.demo import fill_people
    from wegwijzer.web.referral import demo as referral

    load_catalogue()
    fill_people(shipped_catalogue(), now)
    for part in (referral, agenda, observatory):
        part.fill(now)


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("keys") / "backup.key"
    return path, new_key(path)


@pytest.fixture(scope="module")
def backup(home, keys, tmp_path_factory) -> Path:
    """A locked backup of it."""
    path = tmp_path_factory.mktemp("backups") / "one.wegwijzer"
    with installation(home):
        take_backup(path, at=AT, keys=[keys[1]])
    return path


@pytest.fixture(scope="module")
def plain(home, tmp_path_factory) -> Path:
    """One that is not locked."""
    path = tmp_path_factory.mktemp("plain") / "one.wegwijzer"
    with installation(home):
        take_backup(path, at=AT)
    return path


@pytest.fixture(scope="module")
def again(backup, keys, tmp_path_factory) -> Path:
    """What was put back from the locked one."""
    folder = tmp_path_factory.mktemp("again")
    with installation(folder), opened(backup, keys[0]) as found:
        restore(found)
    return folder


def test_every_table_and_file_comes_back_equal(home, again):
    with installation(home):
        before = everything()
    with installation(again):
        after = everything()
    assert sum(len(rows) for rows in before.values()) > 1_000
    assert after == before
    kept = {
        path.relative_to(again / "uploads").as_posix(): path.read_bytes()
        for path in (again / "uploads").rglob("*")
        if path.is_file()
    }
    assert kept == UPLOADS


def test_what_was_put_back_goes_on_where_it_was(again):
    """New rows get numbers of their own, and the words are found by what leads to them."""
    from wegwijzer.web.people.actions import person_with
    from wegwijzer.web.people.models import Person

    with installation(again):
        call_command("migrate", verbosity=0, interactive=False)
        before = Person.objects.count()
        person_with("nieuw@voorbeeld.example", name="Nieuw")
        assert Person.objects.count() == before + 1
        connection.check_constraints()
        Person.objects.filter(email="nieuw@voorbeeld.example").delete()


def test_on_postgresql_it_comes_back_equal_and_a_backup_of_that_is_the_same(home, plain, tmp_path, unblocked):
    try:
        with throwaway_cluster() as environment, pytest.MonkeyPatch.context() as patch:
            patch.setenv("PGHOST", environment["PGHOST"])
            with installation(tmp_path, environment["WEGWIJZER_DATABASE"]), opened(plain, None) as found:
                restore(found)
                after = everything()
                take_backup(tmp_path / "two.wegwijzer", at=AT)
                assert connection.vendor == "postgresql"
    except NoPostgresError as error:
        pytest.skip(str(error))
    with installation(home):
        assert after == everything()
    with opened(tmp_path / "two.wegwijzer", None) as second, opened(plain, None) as first:
        assert second.manifest.files == first.manifest.files
        assert second.manifest.migrations == first.manifest.migrations
        for name in first.manifest.tables:
            assert rows_of(second.archive, name) == rows_of(first.archive, name), name


def test_a_backup_is_of_one_moment_and_stops_nobody_who_writes(home, tmp_path, unblocked):
    from wegwijzer.web.backup import taking

    written = []

    def write_beside() -> None:
        with sqlite3.connect(home / "db.sqlite3", timeout=1) as other:
            other.execute("UPDATE people_person SET name = 'Na de eerste tabel'")
        written.append(True)

    def table(archive, name, model):
        if not written:
            beside = threading.Thread(target=write_beside)
            beside.start()
            beside.join()
        return original(archive, name, model)

    original = taking._table
    saved = (home / "db.sqlite3").read_bytes()
    with pytest.MonkeyPatch.context() as patch, installation(home):
        patch.setattr(taking, "_table", table)
        taking.applied_migrations()  # the first reading opens the connection
        take_backup(tmp_path / "during.wegwijzer", at=AT)
    with ZipFile(tmp_path / "during.wegwijzer") as archive:
        people = archive.read(forms.table_member("people_person")).decode()
    assert written == [True]
    assert "Na de eerste tabel" not in people
    for end in ("-wal", "-shm"):
        (home / f"db.sqlite3{end}").unlink(missing_ok=True)
    (home / "db.sqlite3").write_bytes(saved)


def test_a_locked_one_shows_nothing_and_opens_with_its_key_alone(backup, keys, tmp_path):
    assert b"voorbeeld.example" not in backup.read_bytes()
    assert backup.stat().st_mode & 0o077 == 0
    assert keys[0].stat().st_mode & 0o077 == 0
    other = tmp_path / "other.key"
    new_key(other)
    with pytest.raises(BackupError, match="does not open it"), opened(backup, other):
        pass
    with pytest.raises(BackupError, match="is locked: give the file"), opened(backup, None):
        pass
    with opened(backup, keys[0]) as found:
        assert found.manifest.rows > 1_000


def test_a_key_is_never_written_over_and_no_secret_is_taken_for_a_public_one(keys, tmp_path, home):
    with pytest.raises(BackupError, match="is there already"):
        new_key(keys[0])
    secret = next(line for line in keys[0].read_text().splitlines() if line.startswith("AGE-SECRET"))
    with installation(home):
        with pytest.raises(BackupError, match="never give that one here") as refused:
            take_backup(tmp_path / "x", at=AT, keys=[secret])
        with pytest.raises(BackupError, match="no public key"):
            take_backup(tmp_path / "x", at=AT, keys=["age1nothing"])
    assert secret not in str(refused.value)
    assert not list(tmp_path.iterdir())


def rows_of(archive: ZipFile, name: str) -> list[object]:
    """The rows of a table in a backup; the order of the keys of an object says nothing."""
    return [json.loads(line) for line in archive.read(forms.table_member(name)).splitlines()]


def changed(source: Path, target: Path, *, without: str = "", **replaced: bytes) -> Path:
    """A copy of a backup with a member replaced, or left out."""
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != without:
                new.writestr(name, replaced.pop(name) if name in replaced else old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    return target


def told(plain: Path, **changes: object) -> bytes:
    with ZipFile(plain) as archive:
        return json.dumps({**json.loads(archive.read(forms.NAME)), **changes}).encode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cut", "is no whole backup"),
        ("text", "is no whole backup"),
        ("zip", "no backup of Wegwijzer"),
        ("form", "form 9, and this release reads form 1"),
        ("manifest", "manifest is damaged"),
        ("missing", "is missing"),
        ("extra", "does not belong in it"),
        ("rows", "is not as it was written"),
    ],
)
def test_a_damaged_one_is_refused_before_anything_is_written(plain, tmp_path, unblocked, name, words):
    people, bad = forms.table_member("people_person"), tmp_path / "bad"
    if name == "cut":
        bad.write_bytes(plain.read_bytes()[:-400])
    elif name == "text":
        bad.write_text("no zip")
    elif name == "zip":
        with ZipFile(bad, "w") as archive:
            archive.writestr("a.txt", "a")
    elif name == "form":
        changed(plain, bad, **{forms.NAME: told(plain, form=9)})
    elif name == "manifest":
        changed(plain, bad, **{forms.NAME: told(plain, tables={"x": {"y": 1}})})
    elif name == "missing":
        changed(plain, bad, without=people)
    elif name == "extra":
        changed(plain, bad, **{"../evil": b"x"})
    else:
        changed(plain, bad, **{people: b"[1]\n"})
    with pytest.raises(BackupError, match=words), opened(bad, None):
        pass


def test_a_locked_one_that_was_changed_is_refused(backup, keys, tmp_path):
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "bad").write_bytes(content)
    with pytest.raises(BackupError, match="damaged or was changed"), opened(tmp_path / "bad", keys[0]):
        pass


def test_a_backup_of_a_newer_release_is_refused_with_a_way_out(plain, tmp_path, unblocked):
    with ZipFile(plain) as archive:
        migrations = json.loads(archive.read(forms.NAME))["migrations"]
    newer = told(plain, migrations=[*migrations, ["people", "9999_later"]])
    bad = changed(plain, tmp_path / "bad", **{forms.NAME: newer})
    with installation(tmp_path / "new"), opened(bad, None) as found:
        with pytest.raises(BackupError, match=r"newer release.*9999_later.*Install that release"):
            restore(found)
        assert connection.introspection.table_names() == []


def test_nothing_is_put_over_an_installation_in_use(home, plain, tmp_path, unblocked):
    with installation(home), opened(plain, None) as found:
        with pytest.raises(BackupError, match="holds files"):
            restore(found)
        before = everything()
    other = tmp_path / "other"
    other.mkdir()
    (other / "db.sqlite3").write_bytes((home / "db.sqlite3").read_bytes())
    with installation(other), opened(plain, None) as found:
        with pytest.raises(BackupError, match="in use"):
            restore(found)
        assert everything() == before


def test_a_row_that_leads_nowhere_puts_nothing_back_and_it_can_be_tried_again(home, plain, tmp_path, unblocked):
    """The tables stay, empty; the good backup then goes in."""
    with ZipFile(plain) as archive:
        tables = json.loads(archive.read(forms.NAME))["tables"]
    tables["people_person"] |= {"sha256": hashlib.sha256(b"").hexdigest(), "size": 0, "rows": 0}
    nobody = {forms.NAME: told(plain, tables=tables), forms.table_member("people_person"): b""}
    bad = changed(plain, tmp_path / "bad", **nobody)
    (tmp_path / "new").mkdir()
    shutil.copy(home / "empty.sqlite3", tmp_path / "new" / "db.sqlite3")
    with installation(tmp_path / "new"):
        with opened(bad, None) as found, pytest.raises(BackupError, match="as empty as it was"):
            restore(found)
        assert not any(rows for table, rows in everything().items() if not table.startswith(("django_", "auth_")))
        assert not (tmp_path / "new" / "uploads").exists()
        with opened(plain, None) as found:
            restore(found)
        assert sum(len(rows) for rows in everything().values()) > 1_000


def test_where_it_cannot_be_written_nothing_is_left(home, tmp_path, unblocked):
    with installation(home):
        with pytest.raises(BackupError, match="cannot be written"):
            take_backup(tmp_path / "no" / "one", at=AT)
        (tmp_path / "one").write_text("mine")
        with pytest.raises(BackupError, match="is there already"):
            take_backup(tmp_path / "one", at=AT)
    assert (tmp_path / "one").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one"]


def test_an_empty_database_gives_no_backup(tmp_path, unblocked):
    with installation(tmp_path / "new"), pytest.raises(BackupError, match="The database is empty"):
        take_backup(tmp_path / "x", at=AT)
    assert not (tmp_path / "x").exists()
