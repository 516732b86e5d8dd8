"""Change the tables one at a time: servers and workers that start together would make the same table twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

_LOCK = 7_345_921_004
"""A number of our own among the advisory locks of a PostgreSQL database."""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until nobody else changes the tables, and keep others waiting. It goes with the process that holds it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            if connection.connection is not None and not connection.connection.closed:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    with _folder_locked(Path(str(connection.settings_dict["NAME"])).parent):
        yield


@contextmanager
def _folder_locked(folder: Path) -> Iterator[None]:
    """The folder of a SQLite file, which is the same for all who use it; where the system knows no such lock, none."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
