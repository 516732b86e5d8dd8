"""The database that the environment names: a SQLite file, or a PostgreSQL server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_SCHEMES = ("postgresql", "postgres")
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""Seconds (the last: milliseconds) after which a server that vanished from the network counts as away. A process of the
website is ended when it answers nothing for 30 seconds, so this must be less."""


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """A database on a PostgreSQL server; an empty host is the machine's own socket."""

    host: str
    port: int | None
    name: str
    user: str
    password: str


def read_database(text: str) -> tuple[Path | PostgresDatabase, list[str]]:
    """The database behind a path or a `postgresql://` address, and what is wrong with it."""
    if "://" not in text:
        return Path(text).absolute(), []
    nowhere = PostgresDatabase("", None, "", "", "")
    address = urlsplit(text)
    if address.scheme not in _SCHEMES:
        return nowhere, [
            f'WEGWIJZER_DATABASE begins with "{address.scheme}://": expected the path of a SQLite file, or '
            "postgresql://user:password@host:port/name."
        ]
    try:
        port = address.port
    except ValueError:
        return nowhere, ["WEGWIJZER_DATABASE has a port that is no number up to 65535."]
    name = unquote(address.path.removeprefix("/"))
    if not name or "/" in name or address.query or address.fragment:
        return nowhere, ["WEGWIJZER_DATABASE names no database: expected postgresql://user:password@host:port/name."]
    if find_spec("psycopg") is None:
        return nowhere, [
            "WEGWIJZER_DATABASE names a PostgreSQL server, and psycopg is not installed: install wegwijzer[postgres]."
        ]
    user, password = unquote(address.username or ""), unquote(address.password or "")
    return PostgresDatabase(address.hostname or "", port, name, user, password), []


def django_database(choice: Path | PostgresDatabase) -> dict[str, Any]:
    """The setting that Django wants for it."""
    if isinstance(choice, PostgresDatabase):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": choice.name,
            "USER": choice.user,
            "PASSWORD": choice.password,
            "HOST": choice.host,
            "PORT": str(choice.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": _PATIENCE | _encryption(choice.host),
        }
    # One SQLite file serves several processes: readers never wait (WAL), and a transaction that will write takes its
    # lock at the start, so that two of them queue instead of failing half way.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": choice,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        "CONN_MAX_AGE": 60,
    }


def _encryption(host: str) -> dict[str, str]:
    """Over a network the server must show a certificate of its name, unless libpq's own PGSSLMODE says otherwise."""
    is_here = host in ("", "localhost", "127.0.0.1", "::1") or host.startswith("/")
    return {} if is_here or os.environ.get("PGSSLMODE") else {"sslmode": "verify-full"}


def files_beside(choice: Path | PostgresDatabase) -> Path:
    """Where files are kept when the environment does not say: beside the SQLite file, else in var."""
    return choice.parent if isinstance(choice, Path) else Path("var").absolute()
