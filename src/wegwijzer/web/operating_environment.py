"""The environment variables of logs, metrics and the disk; `environment` reads them with the others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from environs import Env, EnvError

SHORTEST_TOKEN = 20
"""Characters of the token for metrics, so that nobody guesses it."""
FILE_SUFFIX = "_FILE"
"""A variable with this at the end of its name gives the file that holds the value, as secrets of services are."""
_MEGABYTE = 1024**2
_LOGS = ("text", "json")

OPERATING_VARIABLES = (
    ("WEGWIJZER_LOG", "log lines for people (text) or machines (json)", "json in production, else text"),
    ("WEGWIJZER_LOG_REQUESTS", "a line for each request, without its address or who asked", "true in production"),
    ("WEGWIJZER_METRICS_TOKEN", f"{SHORTEST_TOKEN} characters or more that /metrics is read with", "no token reads it"),
    ("WEGWIJZER_METRICS_FROM", "addresses and networks that may read /metrics, with commas between", "none may"),
    ("WEGWIJZER_DISK_LEAST_MB", "megabytes that must be free where uploads wait, or /readyz says degraded", "500"),
)
"""Name, meaning, default."""


@dataclass(frozen=True, slots=True)
class OperatingEnvironment:
    """What is told to whoever watches."""

    log_as_json: bool
    log_requests: bool
    metrics_token: str
    metrics_from: tuple[IPv4Network | IPv6Network, ...]
    disk_least: int
    """Bytes."""


def read_operating(env: Env, problems: list[str], *, is_production: bool) -> OperatingEnvironment:
    """Read the variables; what is wrong with them is added to `problems`, a sentence each."""
    kind = env.str("LOG", "json" if is_production else "text")
    if kind not in _LOGS:
        problems.append(f'WEGWIJZER_LOG is "{kind}": expected {" or ".join(_LOGS)}.')
    try:
        log_requests = env.bool("LOG_REQUESTS", is_production)
    except EnvError:
        problems.append("WEGWIJZER_LOG_REQUESTS cannot be read: expected true or false.")
        log_requests = is_production
    token = env.str("METRICS_TOKEN", "")
    if token and len(token) < SHORTEST_TOKEN:
        problems.append(f"WEGWIJZER_METRICS_TOKEN is too short: use {SHORTEST_TOKEN} random characters or more.")
    try:
        least = env.int("DISK_LEAST_MB", 500)
    except EnvError:
        least = -1
    if least < 0:
        problems.append("WEGWIJZER_DISK_LEAST_MB cannot be used: expected a whole number of megabytes, 0 or more.")
    return OperatingEnvironment(
        log_as_json=kind == "json",
        log_requests=log_requests,
        metrics_token=token,
        metrics_from=_networks(env.str("METRICS_FROM", ""), problems),
        disk_least=least * _MEGABYTE,
    )


def unreadable_files(names: Iterable[str]) -> list[str]:
    """What is wrong with the files that are named in place of a value, a sentence each."""
    problems = []
    for name in names:
        place = os.environ.get(name + FILE_SUFFIX, "")
        if not place:
            continue
        if name in os.environ:
            problems.append(f"{name} and {name}{FILE_SUFFIX} are both given: leave one out.")
        try:
            Path(place).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no text"
            problems.append(f'{name}{FILE_SUFFIX} names "{place}", which cannot be read ({why}).')
    return problems


def _networks(text: str, problems: list[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            found.append(ip_network(part, strict=False))
        except ValueError:
            problems.append(f'WEGWIJZER_METRICS_FROM holds "{part}": expected an address or a network, as 10.0.0.0/8.')
    return tuple(found)
