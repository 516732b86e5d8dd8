"""The environment variables of the website: read once, checked together, refused in clear sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, FileAwareEnv

from wegwijzer.web.api_environment import API_VARIABLES, ApiEnvironment, read_api
from wegwijzer.web.database_choice import PostgresDatabase
from wegwijzer.web.documentation_environment import DOCUMENTATION_VARIABLES, read_documentation
from wegwijzer.web.mail_environment import MAIL_VARIABLES, MailEnvironment, read_mail
from wegwijzer.web.operating_environment import (
    FILE_SUFFIX,
    OPERATING_VARIABLES,
    OperatingEnvironment,
    read_operating,
    unreadable_files,
)
from wegwijzer.web.security_environment import SECURITY_VARIABLES, read_security_contact, read_virus_scanner
from wegwijzer.web.sign_in_environment import SIGN_IN_VARIABLES, SignInEnvironment, read_places, read_sign_in
from wegwijzer.web.statement_environment import STATEMENT_VARIABLES, StatementEnvironment, read_statement
from wegwijzer.web.webhook_environment import WEBHOOK_VARIABLES, read_webhook_origins

V = TypeVar("V")

DEVELOPMENT_KEY = "development-only-wegwijzer-key-never-use-this-one-in-production"
SHORTEST_KEY = 50
"""Characters that a production secret has at least."""


class EnvironmentProblemError(ImproperlyConfigured):
    """The environment is not fit to start with; one sentence per problem."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable, for documentation: what it sets and what holds without it."""

    name: str
    meaning: str
    default: str


VARIABLES = (
    Variable("WEGWIJZER_ENVIRONMENT", "development, or production, which refuses unsafe settings", "development"),
    Variable("WEGWIJZER_SECRET_KEY", f"signs cookies; production: {SHORTEST_KEY} characters or more", "a fixed key"),
    Variable(
        "WEGWIJZER_SECRET_KEY_BEFORE",
        "earlier keys, with commas or on lines of their own: what they signed or locked is still read",
        "none",
    ),
    Variable("WEGWIJZER_DEBUG", "Django's own error pages (true or false); never in production", "false"),
    Variable("WEGWIJZER_ALLOWED_HOSTS", "host names served, with commas between", "localhost,127.0.0.1,[::1]"),
    Variable(
        "WEGWIJZER_DATABASE",
        "path of the SQLite file, or postgresql://user:password@host:port/name",
        "var/wegwijzer.sqlite3 under the current folder",
    ),
    Variable("WEGWIJZER_FILES", "folder for uploads", "beside the SQLite file; var with PostgreSQL"),
    Variable("WEGWIJZER_REGISTERS", "folder of the loaded registers", "var/registers under the current folder"),
    Variable(
        "WEGWIJZER_CACHE",
        "folder for what can be made again at any time (the index of the search)",
        "wegwijzer in the user's own cache folder",
    ),
    Variable(
        "WEGWIJZER_READER", "folder that `wegwijzer retrain` wrote: the reader of needs to use", "the reader that ships"
    ),
    Variable("WEGWIJZER_HTTPS", "visitors come over https: redirects, secure cookies, HSTS", "true in production"),
    Variable("WEGWIJZER_TRUSTED_PROXIES", "number of proxies before the server whose headers are believed", "0"),
    Variable("WEGWIJZER_POSTS_PER_MINUTE", "forms one visitor may send in a minute, per worker process", "60"),
    *(Variable(*written) for written in SIGN_IN_VARIABLES),
    *(Variable(*written) for written in MAIL_VARIABLES),
    *(Variable(*written) for written in WEBHOOK_VARIABLES),
    *(Variable(*written) for written in API_VARIABLES),
    *(Variable(*written) for written in OPERATING_VARIABLES),
    *(Variable(*written) for written in STATEMENT_VARIABLES),
    *(Variable(*written) for written in DOCUMENTATION_VARIABLES),
    *(Variable(*written) for written in SECURITY_VARIABLES),
)
"""Every variable that the website reads. Each can be given as a file too, by its name with `_FILE` at the end."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings that the environment decides."""

    is_production: bool
    secret_key: str
    secret_keys_before: tuple[str, ...]
    debug: bool
    allowed_hosts: tuple[str, ...]
    database: Path | PostgresDatabase
    files: Path
    https: bool
    trusted_proxies: int
    posts_per_minute: int
    sign_in: SignInEnvironment
    mail: MailEnvironment
    webhook_origins: frozenset[str]
    api: ApiEnvironment
    operating: OperatingEnvironment
    statement: StatementEnvironment
    documentation: str
    security_contact: str
    virus_scanner: str | tuple[str, int] | None


def read_environment() -> Environment:
    """Read the process environment. Raises EnvironmentProblemError with every problem at once."""
    problems = unreadable_files(variable.name for variable in VARIABLES)
    if problems:
        raise EnvironmentProblemError(problems)
    env = FileAwareEnv(prefix="WEGWIJZER_", file_suffix=FILE_SUFFIX, strip_whitespace=True)

    def read(parse: Callable[[str, V], V], name: str, default: V, expected: str) -> V:
        try:
            return parse(name, default)
        except EnvError:
            problems.append(f"WEGWIJZER_{name} cannot be read: expected {expected}.")
            return default

    kind = env.str("ENVIRONMENT", "development")
    if kind not in ("development", "production"):
        problems.append(f'WEGWIJZER_ENVIRONMENT is "{kind}": expected development or production.')
    is_production = kind != "development"
    database, files = read_places(env, problems)
    found = Environment(
        is_production=is_production,
        secret_key=env.str("SECRET_KEY", "" if is_production else DEVELOPMENT_KEY),
        secret_keys_before=_keys_in(env.str("SECRET_KEY_BEFORE", "")),
        debug=read(env.bool, "DEBUG", False, "true or false"),
        allowed_hosts=tuple(
            read(env.list, "ALLOWED_HOSTS", [] if is_production else ["localhost", "127.0.0.1", "[::1]"], "host names")
        ),
        database=database,
        files=files,
        https=read(env.bool, "HTTPS", is_production, "true or false"),
        trusted_proxies=read(env.int, "TRUSTED_PROXIES", 0, "a whole number"),
        posts_per_minute=read(env.int, "POSTS_PER_MINUTE", 60, "a whole number"),
        sign_in=read_sign_in(env, problems, is_production=is_production),
        mail=read_mail(env, problems, is_production=is_production),
        webhook_origins=read_webhook_origins(env, problems),
        api=read_api(env, problems, is_production=is_production),
        operating=read_operating(env, problems, is_production=is_production),
        statement=read_statement(env, problems),
        documentation=read_documentation(env, problems),
        security_contact=read_security_contact(env, problems),
        virus_scanner=read_virus_scanner(env, problems),
    )
    problems += _unsafe(found) if is_production else []
    if found.trusted_proxies < 0:
        problems.append("WEGWIJZER_TRUSTED_PROXIES is negative: give 0 or more.")
    if found.posts_per_minute < 1:
        problems.append("WEGWIJZER_POSTS_PER_MINUTE is below 1: nobody could send a form.")
    if problems:
        raise EnvironmentProblemError(problems)
    return found


def _unsafe(found: Environment) -> list[str]:
    """What must not be so in production."""
    problems = []
    if not found.secret_key:
        problems.append(f"WEGWIJZER_SECRET_KEY is missing: set a random secret of {SHORTEST_KEY} characters or more.")
    elif _is_guessed(found.secret_key):
        problems.append(
            f"WEGWIJZER_SECRET_KEY is too short or too regular: use {SHORTEST_KEY} random characters or more."
        )
    elif found.secret_key == DEVELOPMENT_KEY:
        problems.append("WEGWIJZER_SECRET_KEY is the development key, which everyone can read: make your own.")
    if any(_is_guessed(key) or key == DEVELOPMENT_KEY for key in found.secret_keys_before):
        problems.append(
            "WEGWIJZER_SECRET_KEY_BEFORE holds a key that is too short, too regular or the development key: give whole "
            "keys, with a comma or a new line between two."
        )
    if found.debug:
        problems.append("WEGWIJZER_DEBUG is on: it shows visitors' data on error pages; leave it out in production.")
    if not found.allowed_hosts:
        problems.append("WEGWIJZER_ALLOWED_HOSTS is missing: name the hosts you serve, for example wegwijzer.example.")
    elif "*" in found.allowed_hosts:
        problems.append('WEGWIJZER_ALLOWED_HOSTS holds "*", which lets anyone pose as you: name the hosts you serve.')
    return problems


def _is_guessed(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < 10


def _keys_in(written: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in re.split(r"[,\n]", written) if key.strip())
