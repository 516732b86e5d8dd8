"""The environment variables of the database, of files and of signing in; `environment` reads them with the others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from environs import Env, EnvError

from wegwijzer.web.database_choice import PostgresDatabase, files_beside, read_database
from wegwijzer.web.oidc_providers import OidcProvider, read_providers

SIGN_IN_VARIABLES = (
    (
        "WEGWIJZER_OIDC_PROVIDERS",
        "sites to sign in through, as a JSON list (see below)",
        "signing in by e-mail alone",
    ),
    ("WEGWIJZER_STAFF_IDLE_MINUTES", "minutes after which a sign-in of staff ends when nothing is done", "60"),
    ("WEGWIJZER_STAFF_HOURS", "hours after which a sign-in of staff ends in any case", "12"),
    ("WEGWIJZER_IDLE_DAYS", "days after which any other sign-in ends when nothing is done", "14"),
)
"""Name, meaning, default."""
_LONGEST_IDLE_DAYS = 30


@dataclass(frozen=True, slots=True)
class SignInEnvironment:
    """Through which sites one may sign in, and how long a sign-in lasts."""

    providers: tuple[OidcProvider, ...]
    staff_idle_minutes: int
    staff_hours: int
    idle_days: int


def read_places(env: Env, problems: list[str]) -> tuple[Path | PostgresDatabase, Path]:
    """The database and the folder of files; what is wrong with them is added to `problems`, a sentence each."""
    database, wrong = read_database(env.str("DATABASE", str(Path("var") / "wegwijzer.sqlite3")))
    problems += wrong
    files = env.str("FILES", "")
    return database, Path(files).absolute() if files else files_beside(database)


def read_sign_in(env: Env, problems: list[str], *, is_production: bool) -> SignInEnvironment:
    """Read the variables; what is wrong with them is added to `problems`, a sentence each."""
    providers, wrong = read_providers(env.str("OIDC_PROVIDERS", ""), is_production=is_production)
    problems += wrong
    limits = {"STAFF_IDLE_MINUTES": (60, 24 * 60), "STAFF_HOURS": (12, 24 * 7), "IDLE_DAYS": (14, _LONGEST_IDLE_DAYS)}
    found = {}
    for name, (default, most) in limits.items():
        try:
            found[name] = env.int(name, default)
        except EnvError:
            found[name] = 0
        if not 1 <= found[name] <= most:
            problems.append(f"WEGWIJZER_{name} cannot be used: expected a whole number from 1 to {most}.")
    return SignInEnvironment(providers, found["STAFF_IDLE_MINUTES"], found["STAFF_HOURS"], found["IDLE_DAYS"])
