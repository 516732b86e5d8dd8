"""A database that several processes share: what a test of this process cannot be, for it undoes what it wrote."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).parents[3]
MAKE_TABLES = """
import django
django.setup()
from tests.web.backup.installations import make_tables
make_tables()
"""


@contextmanager
def shared_database(folder: Path, template: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    """The environment for processes that share a database, of the kind that this run is on.

    It is a copy of `template`, else empty and migrated.
    """
    if connection.vendor != "postgresql":
        path = folder / "shared.sqlite3"
        if template is not None:
            shutil.copy(template["WEGWIJZER_DATABASE"], path)
        environment = {"WEGWIJZER_DATABASE": str(path)}
        if template is None:
            run(environment, "-c", MAKE_TABLES)
        yield environment
        return
    import psycopg

    name = f"shared_{uuid.uuid4().hex[:12]}"
    where = connection.get_connection_params()
    server = {key: value for key, value in where.items() if key in ("host", "port", "user", "password")}
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as maintenance:
        source = template["WEGWIJZER_DATABASE"].rpartition("/")[2] if template else "template1"
        maintenance.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        try:
            environment = {"WEGWIJZER_DATABASE": f"postgresql://{where['user']}@/{name}"}
            if template is None:
                run(environment, "-c", MAKE_TABLES)
            yield environment
        finally:
            maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")


def value_in(environment: dict[str, str], query: str) -> int:
    """The number that a query gives, asked without a process of its own."""
    where = environment["WEGWIJZER_DATABASE"]
    if not where.startswith("postgresql"):
        with closing(sqlite3.connect(where)) as file:
            return int(file.execute(query).fetchone()[0])
    import psycopg

    server = {**connection.get_connection_params(), "dbname": where.rpartition("/")[2]}
    known = {key: value for key, value in server.items() if key in ("host", "port", "user", "password", "dbname")}
    with psycopg.connect(**known) as asked:
        found = asked.execute(query).fetchone()
    assert found is not None
    return int(found[0])


def run(environment: dict[str, str], *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run Python with these arguments and that database; fails with what it said."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=whole(environment), input=given, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    """Start Python with these arguments and that database."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=whole(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def whole(environment: dict[str, str]) -> dict[str, str]:
    """Our settings beside those of the machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJZER_")}
    return {**kept, "DJANGO_SETTINGS_MODULE": "wegwijzer.web.settings", **environment}
